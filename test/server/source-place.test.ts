/** Pages and recognition of cited words: what citations, articles and labels say of them, and what they leave alone. */
import { describe, expect, it } from 'vitest';
import { type Article, articleSchema } from '../../corpus/article.ts';
import { citeSpan } from '../../server/cite.ts';
import { articleResponseSchema } from '../../server/contract-articles.ts';
import { citationSchema } from '../../server/contract.ts';
import { presentArticle, presentSummary } from '../../server/present.ts';
import { sayConfidence, sayPlace } from '../../server/source-place.ts';
import { makeArticle } from '../index/make-article.ts';

const LINES = ['全县种茶三千亩。', '茶农增收，', '户均两千元。', '明年再种一千亩。'];

/** Four lines: the second paragraph runs from page 2 to page 3. */
function makeScan(): Article {
  const [first = '', second = '', third = '', fourth = ''] = LINES;
  const plain = makeArticle({ id: '茶叶', paragraphs: [first, `${second}${third}`, fourth] });
  const at = (line: number): number => plain.text.indexOf(LINES[line] as string);
  const segment = (line: number, page: number, confidence?: number) => ({
    start: at(line),
    end: at(line) + (LINES[line] as string).length,
    line: line + 1,
    column: 0,
    page,
    ...(confidence === undefined ? {} : { confidence }),
  });
  const source = [segment(0, 2), segment(1, 2, 0.99), segment(2, 3, 0.81), segment(3, 3, 0.96)];
  return articleSchema.parse({ ...plain, file: '茶叶.pdf', source });
}

const scan = makeScan();
const spanOf = (words: string) => ({ start: scan.text.indexOf(words), end: scan.text.indexOf(words) + words.length });

describe('the date in a citation', () => {
  it.each([
    [
      'of printing, of a bulletin',
      { series: '扶贫简报', issue: '第3期' },
      '《茶叶》，《扶贫简报》第3期，2018年3月2日印发',
    ],
    ['alone, of a document, which may have been signed then', {}, '《茶叶》，2018年3月2日'],
  ])('is said to be %s', (_, printed, label) => {
    const plain = makeArticle({ id: '茶叶', paragraphs: LINES });
    const dated = { ...plain, publishedOn: '2018-03-02', ...printed };
    expect(citeSpan(dated, { start: 0, end: 4 }).label).toBe(label);
  });
});

describe('a citation of a paged file', () => {
  it('has the pages of its words and their confidence, by characters, and says both in its label', () => {
    const { source, label } = citeSpan(scan, spanOf('茶农增收，户均两千元。'));
    // 5 characters at 0.99 and 6 at 0.81.
    expect(source).toMatchObject({ file: '茶叶.pdf', pages: [2, 3], recognition: { confidence: 0.892 } });
    expect(label).toBe('《茶叶》，第2–3页（文字识别，把握89%）');
  });

  it('says nothing of recognition where its words were read', () => {
    const { source, label } = citeSpan(scan, spanOf('全县种茶'));
    expect(source.pages).toEqual([2, 2]);
    expect(source).not.toHaveProperty('recognition');
    expect(label).toBe('《茶叶》，第2页');
  });

  it('has the id that the same words have in a file of text', () => {
    const plain = {
      ...scan,
      file: '茶叶.txt',
      source: scan.source.map(({ page: _, confidence: __, ...rest }) => rest),
    };
    const span = spanOf('户均两千元');
    expect(citeSpan(scan, span).id).toBe(citeSpan(plain, span).id);
    expect(Object.keys(citeSpan(plain, span).source)).toEqual(['file', 'lines']);
  });

  it('meets the contract', () => {
    const citation = citeSpan(scan, spanOf('户均'));
    expect(citationSchema.parse(citation)).toEqual(citation);
  });
});

describe('an article', () => {
  it('of a paged file tells where its pages begin, and of each paragraph the page and how sure it is', () => {
    const presented = presentArticle(scan, []);
    expect(presented.pages).toEqual([
      { start: 0, page: 2 },
      { start: spanOf('户均').start, page: 3 },
    ]);
    expect(presented.paragraphs.map(({ page, confidence }) => [page, confidence])).toEqual([
      [2, undefined],
      [2, 0.892],
      [3, 0.96],
    ]);
    expect(presented.recognised).toBe(true);
    expect(articleResponseSchema.parse(presented)).toEqual(presented);
  });

  it('of a file of text says nothing of pages', () => {
    const presented = presentArticle(makeArticle({ id: '文本', paragraphs: ['一段。'] }), []);
    expect(presented).not.toHaveProperty('pages');
    expect(Object.keys(presented.paragraphs[0] as object)).toEqual(['start', 'end', 'role', 'lines']);
    expect(presentSummary(makeArticle({ id: '文本', paragraphs: ['一段。'] }))).not.toHaveProperty('recognised');
  });

  it('names its other versions in their order, and the files that hold it too', () => {
    const newer = { ...makeArticle({ id: '新', paragraphs: ['一段。'] }), publishedOn: '2019-03-01' };
    const article = { ...scan, versions: ['新'], alsoIn: ['副本.pdf'] };
    expect(presentArticle(article, [newer])).toMatchObject({
      alsoIn: ['副本.pdf'],
      versions: [{ id: '新', title: '新', publishedOn: '2019-03-01', file: '新.txt' }],
      otherVersions: 1,
    });
  });
});

describe('a place in words', () => {
  it.each([
    ['a.pdf', [7, 9], [3, 3], '第 3 页'],
    ['a.pdf', [7, 9], [3, 4], '第 3–4 页'],
    ['a.txt', [7, 7], undefined, '第 7 行'],
    ['a.MD', [7, 9], undefined, '第 7–9 行'],
    ['a.docx', [7, 9], undefined, '第 7–9 段'],
  ] as [string, [number, number], [number, number] | undefined, string][])(
    '%s %o %o: %s',
    (file, lines, pages, expected) => {
      expect(sayPlace({ file, lines, ...(pages ? { pages } : {}) })).toBe(expected);
    },
  );

  it('never calls a recognition certain, nor rounds it up', () => {
    expect([sayConfidence(1), sayConfidence(0.899), sayConfidence(0.5)]).toEqual(['99%', '89%', '50%']);
  });
});
