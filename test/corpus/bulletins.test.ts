/**
 * The parser on real layouts: the five bulletins of ../shared where they are at hand, and the digests of
 * `corpus/bulletins`, which are laid out alike. The bulletins' own sentences are read, never written down here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Article, repairsOf } from '../../corpus/article.ts';
import { type Corpus, loadCorpus } from '../../corpus/load.ts';
import golden from '../golden/articles.json' with { type: 'json' };
import { expectParagraphs, expectSectionTree, expectSourceMap, headingsBelow, rawLinesOf } from './well-formed.ts';

const root = join(import.meta.dirname, '../..');
const originals = join(root, '../shared/bulletins');
const digests = join(root, 'corpus/bulletins');
const expectations = join(root, '../shared/eval/articles.json');

interface Expected {
  file: string;
  issue: string | null;
  title: string;
  place: string;
  author: string;
}

const PLACES: Record<string, string[]> = {
  '大化、都安、隆林和那坡四县': ['大化瑶族自治县', '都安瑶族自治县', '隆林各族自治县', '那坡县'],
};

const PRINTED: Record<string, string | null> = {
  '2018-14.txt': '2018-04-27',
  '2018-33.txt': '2018-08-13',
  '2018-48.txt': '2018-11-15',
  '2018-60.txt': '2018-12-30',
  'huanjiang-essay.txt': null,
};

function readRaw(folder: string, article: Article): string {
  return readFileSync(join(folder, article.file), 'utf8');
}

function articleTitled(corpus: Corpus, words: string): Article {
  const found = corpus.articles.find(({ title }) => title.includes(words));
  if (!found) throw new Error(`no article is titled “${words}”`);
  return found;
}

function wordsOf(article: Article, words: string): string {
  const section = article.sections.find(({ heading }) => heading.includes(words));
  if (!section) throw new Error(`${article.id} has no section “${words}”`);
  return article.text.slice(section.start, section.end);
}

/** What holds for the bulletins and for their digests. */
function describeLayout(folder: string, expected: Record<string, Expected>): void {
  let corpus: Corpus;
  beforeAll(async () => {
    corpus = await loadCorpus(folder);
  });
  const titled = (words: string): Article => articleTitled(corpus, words);

  it('give the twelve articles and no problem', () => {
    expect(corpus.problems).toEqual([]);
    const byTitle = (a: { title: string }, b: { title: string }): number => (a.title < b.title ? -1 : 1);
    const read = corpus.articles.map(({ title, issue, file, places }) => ({ title, issue, file, places }));
    const wanted = Object.values(expected).map(({ title, issue, file, place }) => {
      return { title, issue, file, places: PLACES[place] ?? [place] };
    });
    expect(read.sort(byTitle)).toEqual(wanted.sort(byTitle));
    expect(new Set(corpus.articles.map(({ id }) => id)).size).toBe(12);
  });

  it('carry the masthead and the date of printing', () => {
    for (const article of corpus.articles) {
      expect(article.publishedOn).toBe(PRINTED[article.file]);
      const isIssue = article.issue !== null;
      expect(article.series).toBe(isIssue ? '广西精准脱贫攻坚简报' : null);
      expect(article.year).toBe(isIssue ? 2018 : null);
      expect(article.issueId).toBe(isIssue ? article.file.replace('.txt', '') : null);
    }
  });

  it('map every character back to the raw file', () => {
    for (const article of corpus.articles) expectSourceMap(article, readRaw(folder, article));
  });

  it('map every paragraph back to its raw lines', () => {
    for (const article of corpus.articles) {
      expectParagraphs(article);
      const lines = rawLinesOf(readRaw(folder, article));
      for (const {
        start,
        end,
        lines: [first, last],
      } of article.paragraphs) {
        const words = article.text.slice(start, end);
        expect(lines[first - 1]).toContain(words.slice(0, 4));
        expect(lines[last - 1]).toContain(words.slice(-3));
      }
    }
  });

  it('nest their sections', () => {
    for (const article of corpus.articles) {
      expectSectionTree(article);
      expect(article.sections.length).toBeGreaterThanOrEqual(3);
    }
  });

  it('begin a section with every heading that stands alone', () => {
    for (const article of corpus.articles) {
      const starts = article.sections.map(({ start }) => start);
      for (const { role, start } of article.paragraphs) if (role === 'heading') expect(starts).toContain(start);
    }
  });

  it('leave the furniture of the page out', () => {
    for (const { text } of corpus.articles) {
      expect(text).not.toContain('领导批示');
      expect(text).not.toMatch(/^\s*(?:报|送|抄报|抄送)\s*[：:]/mu);
      expect(text).not.toMatch(/\d{3,4}[-—]\d{7,8}|联系电话|联系人：|投稿邮箱|[\w.+-]+@[\w-]+\.\w+/u);
      expect(text).not.toMatch(/日\s*印发|^[-—_]{3,}$/mu);
      expect(text).not.toMatch(/^广西壮族自治区扶贫开发办公室编?$|第 ?\d+ ?期（总第/mu);
    }
  });

  it('keep titles and bylines out of the text', () => {
    for (const { text, title, byline, places } of corpus.articles) {
      expect(text.startsWith(title)).toBe(false);
      // The village signs its own article, and is named in it.
      if (byline && !places.includes(byline)) expect(text).not.toContain(byline);
    }
  });

  it('have whole paragraphs: none ends in the middle of a sentence', () => {
    for (const { text, paragraphs } of corpus.articles) {
      const bodies = paragraphs.filter(({ role }) => role === 'body').map(({ start, end }) => text.slice(start, end));
      for (const words of bodies) expect(words).toMatch(/[。：；！][”’）]*$|[”）]$/u);
      expect(bodies.length).toBeGreaterThanOrEqual(4);
    }
  });

  it('set the 编者按 of the article from 党校要报 apart', () => {
    const article = titled('“四化”引路');
    expect(article.editorNote).not.toBeNull();
    const note = article.text.slice(article.editorNote?.start, article.editorNote?.end);
    expect(note).toMatch(/^编者按：.*党校要报.*。$/u);
    const inNote = article.paragraphs.filter(({ role }) => role === 'note');
    expect(inNote.map(({ start, end }) => ({ start, end }))).toEqual([article.editorNote]);
    expect(article.sections.every(({ start }) => start > (article.editorNote?.end ?? 0))).toBe(true);
    expect(corpus.articles.filter(({ editorNote }) => editorNote !== null)).toEqual([article]);
  });

  it('count 衣食住行 below 四个保障', () => {
    expect(headingsBelow(titled('选优严管'), '四个保障')).toEqual(['“衣”', '“食”', '“住”', '“行”']);
    expect(headingsBelow(titled('选优严管'), '四有机制')).toEqual(['“有制度”', '“有考核”', '“有督导”', '“有培训”']);
    expect(headingsBelow(titled('选优严管'), '三支队伍')).toHaveLength(3);
  });

  it.each([
    ['健康扶贫', '六道保障', ['一是', '二是', '三是', '四是', '五是', '六是']],
    ['健康扶贫', '二、', ['一是', '二是', '三是', '四是', '五是']],
    ['联建联养', '四共', ['1.', '2.', '3.', '4.']],
    ['联建联养', '五统', ['1.', '2.', '3.', '4.', '5.']],
    ['联建联养', '三保', ['1.', '2.', '3.']],
    ['“四化”引路', '二、', ['一是', '二是', '三是', '四是']],
    ['展销街', '三、', ['一是', '二是', '三是', '四是']],
    ['五心五线', '二、', ['一是', '二是']],
    ['五心五线', '一、', []],
    ['先锋富民', '三、', ['一是', '二是']],
    ['逢山开路', '一、', ['一是', '二是']],
    ['逢山开路', '二、', ['一是', '二是', '三是', '四是', '五是']],
    ['逢山开路', '三、', ['一是', '二是', '三是', '四是', '五是', '六是']],
    ['逢山开路', '四、', ['一是', '二是', '三是']],
  ])('of %s, %s has the items %j', (title, section, marks) => {
    const headings = headingsBelow(titled(title), section);
    expect(headings.map((heading, index) => heading.slice(0, marks[index]?.length))).toEqual(marks);
  });

  it.each([
    ['小车间', '一二三四五六'],
    ['交乐村', '一二三四五'],
    ['先锋富民', '一二三'],
    ['五心五线', '一二三四五'],
    ['三变', '一二三四'],
    ['逢山开路', '一二三四'],
  ])('of %s, the sections of the first level are %s', (title, numerals) => {
    expect(
      headingsBelow(titled(title))
        .map((heading) => heading[0])
        .join(''),
    ).toBe(numerals);
  });

  it('name the modes of 上思县', () => {
    const modes = headingsBelow(titled('上思县')).map((heading) => heading.slice(0, 7));
    expect(modes).toEqual(['脱贫模式之一：', '脱贫模式之二：', '脱贫模式之三：']);
  });
}

describe('the digests of corpus/bulletins', () => {
  describeLayout(digests, golden);

  it('are marked as digests, in their ids too where they report an issue', async () => {
    const { articles } = await loadCorpus(digests);
    for (const { digest, id, issue, file } of articles) {
      expect(digest).toBe(true);
      expect(id).toMatch(
        issue === null ? /^huanjiang-essay$/u : new RegExp(`^${file.replace('.txt', '')}-\\d-zhaibian$`),
      );
    }
  });
});

function describeOriginals(): void {
  const expected = (
    existsSync(expectations) ? JSON.parse(readFileSync(expectations, 'utf8')) : golden
  ) as typeof golden;
  describeLayout(originals, expected);

  let corpus: Corpus;
  beforeAll(async () => {
    corpus = await loadCorpus(originals);
  });

  it('name their authors and publisher, and are no digests', () => {
    const authors = new Map(Object.values(expected).map(({ title, author }) => [title, author]));
    for (const { title, byline, digest, publisher, issue } of corpus.articles) {
      expect(byline).toBe(authors.get(title));
      expect(digest).toBe(false);
      expect(publisher).toBe(issue === null ? null : '广西壮族自治区扶贫开发办公室');
    }
  });

  it('join the sentences that a page break or the head of a page cut', () => {
    const texts = corpus.articles.map(({ text }) => text).join('\n');
    for (const joint of [
      '驻村工作队伍。',
      '目前贫困人口已签约',
      '从广东省支持',
      '积极组织干部群众开荒山',
      '相互探讨交流经验',
    ]) {
      expect(texts).toContain(joint);
    }
    const cut = corpus.articles.flatMap(({ paragraphs }) => paragraphs.filter(({ lines: [from, to] }) => from !== to));
    expect(cut.length).toBeGreaterThanOrEqual(20);
  });

  it('put the columns of the essay in the order of its numbering', () => {
    const essay = articleTitled(corpus, '逢山开路');
    expect(wordsOf(essay, '三是实施清单化')).toContain('制定《重新调整自治县四家班子成员');
    expect(essay.text.startsWith('环江是全国唯一')).toBe(true);
    const joined = essay.paragraphs.filter(({ lines: [first, last] }) => first > last);
    expect(joined).toHaveLength(1);
  });

  it('set the captions of the essay behind its text, outside every section', () => {
    const essay = articleTitled(corpus, '逢山开路');
    expect(essay.paragraphs.slice(-2).map(({ role }) => role)).toEqual(['caption', 'caption']);
    const captions = essay.paragraphs.filter(({ role }) => role === 'caption');
    expect(captions).toHaveLength(2);
    for (const { start } of captions) {
      expect(essay.text[start]).toBe('▲');
      expect(essay.sections.every(({ end }) => end < start)).toBe(true);
    }
  });

  it('say where a paragraph was joined over the end of a page', () => {
    const repairs = repairsOf(articleTitled(corpus, '上思县'));
    expect(repairs.map(({ lines }) => lines)).toEqual([
      [15, 17],
      [21, 23],
    ]);
    for (const article of corpus.articles) {
      for (const { at } of repairsOf(article)) {
        expect(article.paragraphs.some(({ start, end }) => start < at && at < end)).toBe(true);
        expect(article.text.slice(at - 1, at)).not.toBe('\n');
      }
    }
  });

  it('tell the five ways of 五评 apart', () => {
    const headings = headingsBelow(articleTitled(corpus, '逢山开路'), '二是“五评”');
    expect(headings).toEqual(['屯组交流评', '村级交叉评', '乡镇抽查评', '群众监督评', '督导随机评']);
  });

  it('take the four kinds of 待遇 for four sections', () => {
    const headings = headingsBelow(articleTitled(corpus, '选优严管'), '四个待遇');
    expect(headings).toEqual(['“政治待遇”', '“健康安全”', '“人文关怀”', '“成长平台”']);
  });

  it('stand beside their digests with ids of their own', async () => {
    const both = [...corpus.articles, ...(await loadCorpus(digests)).articles].filter(({ issue }) => issue !== null);
    expect(new Set(both.map(({ id }) => id)).size).toBe(22);
  });
}

if (existsSync(originals)) {
  describe('the original bulletins', describeOriginals);
} else {
  it('without the original bulletins, only the digests are parsed', () => {
    console.warn(`${originals} is not here: the parser was tried on the digests and on synthetic documents only.`);
    expect(existsSync(digests)).toBe(true);
  });
}
