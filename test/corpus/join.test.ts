/** Files put together: what is the same article, what is another version of one, and what only looks alike. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../corpus/article.ts';
import { type ArticleRecord, joinArticles } from '../../corpus/join.ts';
import { joinReadings } from '../../corpus/load.ts';
import { parseDocument } from '../../corpus/parse/document.ts';
import { sketchOf } from '../../corpus/versions.ts';

function join(files: Record<string, string>): Article[] {
  return joinReadings(
    Object.entries(files).map(([path, text]) => {
      const articles = parseDocument(text.split('\n').map((line) => ({ text: line })));
      return { path, reading: { articles, pages: null, warnings: [], problem: null } };
    }),
  );
}

const relations = (articles: Article[]): [string, string[], string[]][] =>
  articles.map(({ id, alsoIn, versions }) => [id, alsoIn, versions]);

interface Letter {
  body?: string;
  number?: string;
  date?: string;
  words?: string[];
}

const WORDS = [
  '一、加强组织领导，各单位要明确分管领导和责任人。',
  '二、落实帮扶措施，全年安排产业资金300万元，扶持油茶基地12个。',
  '三、严格督促检查，县扶贫办每季度通报一次进度。',
  '四、抓好宣传引导，及时总结推广基层的好做法。',
];
const CLOSING = '以上通知，请认真贯彻执行。执行中的问题，请及时报告。';

function letter({
  body = '甲县扶贫开发办公室',
  number = '甲扶办〔2018〕5号',
  date = '2018年3月1日',
  words = WORDS,
}: Letter): string {
  return [`${body}文件`, number, '关于做好产业扶贫工作的通知', '各乡镇人民政府：', ...words, CLOSING, body, date].join(
    '\n\n',
  );
}

const revised = WORDS.map((words) => words.replace('300万元', '350万元'));
const other = [
  '一、按时报送数据，每月二十五日前由乡镇统计员上报。',
  '二、规范档案管理，一户一档整理成册备查。',
  '三、开展业务培训，分三期培训村级信息员二百人。',
];

describe('an article in two files', () => {
  it('is held once with both sources, whatever their formats', () => {
    const articles = join({ 'a.docx': letter({}), 'b.pdf': letter({}).replaceAll('，', ', '), 'c.txt': letter({}) });
    expect(relations(articles)).toEqual([['a', ['b.pdf', 'c.txt'], []]]);
  });

  it('is held once where one reading missed what the other found', () => {
    const scanned = letter({}).replace('甲扶办〔2018〕5号\n\n', '');
    expect(relations(join({ 'a.docx': letter({}), 'b.pdf': scanned }))).toEqual([['a', ['b.pdf'], []]]);
  });

  it('is two documents where two bodies sent it, or one did twice', () => {
    for (const again of [
      { body: '乙县扶贫开发办公室', number: '乙扶办〔2018〕9号' },
      { number: '甲扶办〔2018〕8号', date: '2018年9月1日' },
    ]) {
      expect(relations(join({ 'a.txt': letter({}), 'b.txt': letter(again) }))).toEqual([
        ['a', [], []],
        ['b', [], []],
      ]);
    }
  });
});

describe('a version', () => {
  it('is an article with a changed figure; the latest comes first', () => {
    const articles = join({
      'a.txt': letter({ date: '2018年3月1日' }),
      'b.txt': letter({ date: '2018年5月1日', words: revised }),
      'c.txt': letter({ date: '2018年4月1日', words: [...WORDS, '五、其他事项另行通知，以书面形式为准。'] }),
    });
    expect(relations(articles)).toEqual([
      ['a', [], ['b', 'c']],
      ['b', [], ['c', 'a']],
      ['c', [], ['b', 'a']],
    ]);
  });

  it('may have another title', () => {
    const draft = letter({ number: '', date: '' }).replace('产业扶贫工作的通知', '产业扶贫有关工作的通知');
    expect(relations(join({ 'draft.txt': draft, 'final.txt': letter({ words: revised }) }))).toEqual([
      ['draft', [], ['final']],
      ['final', [], ['draft']],
    ]);
  });

  it('may be one paragraph with a changed figure', () => {
    const text = (figure: number): string =>
      `山里的油茶\n\n近年来，全县因地制宜发展油茶，建成基地${figure}个，带动贫困户稳定增收，群众的日子一天比一天好过。`;
    expect(join({ 'a.txt': text(12), 'b.txt': text(15) }).map(({ versions }) => versions)).toEqual([['b'], ['a']]);
  });

  it.each<[string, Letter]>([
    ['of another body', { body: '乙县扶贫开发办公室', number: '乙扶办〔2018〕9号', words: other }],
    [
      'of another body that copied most of it',
      { body: '乙县扶贫开发办公室', number: '乙扶办〔2018〕9号', words: revised },
    ],
    ['of another year', { number: '甲扶办〔2019〕6号', date: '2019年3月1日', words: other }],
    ['of another year without a number', { number: '', date: '2019年3月1日', words: other }],
  ])('is no notice of the same title %s', (_, letterOfOther) => {
    const articles = join({ 'a.txt': letter({}), 'b.txt': letter(letterOfOther) });
    expect(articles.map(({ versions }) => versions)).toEqual([[], []]);
  });

  it('is not made by sentences that every document has', () => {
    const files = Object.fromEntries(
      ['春耕生产', '防汛备汛', '森林防火', '安全生产', '秋冬种', '危房改造'].map((work, index) => {
        const words = [
          `请各乡镇抓紧部署${work}，`,
          `${work}任务要分解到村到户，`,
          `每周五前把${work}进展报县里。`,
        ].join('');
        return [
          `${index}.txt`,
          `关于做好${work}工作的通知\n\n各乡镇人民政府：\n\n${words}\n\n${CLOSING}\n\n特此通知。`,
        ];
      }),
    );
    expect(join(files).every(({ versions }) => versions.length === 0)).toBe(true);
  });

  it('does not stand beside another one in the same file', () => {
    const story = (figure: number): string =>
      `村里种油茶${figure}亩，合作社带动农户稳定增收，道路通到每一个屯，孩子上学老人看病都有人管，` +
      '村集体收入达到十二万元，外出打工的年轻人陆续回来，家家户户有了稳定的收入，村子一天天变了样。';
    const cases = `案例一：甲村的路\n\n${story(100)}\n\n案例二：乙村的路\n\n${story(200)}`;
    expect(relations(join({ 'a.txt': cases }))).toEqual([
      ['a-1', [], []],
      ['a-2', [], []],
    ]);
  });

  it('is no digest of what it reports', () => {
    const records = [false, true].map((digest): ArticleRecord => {
      const sketch = sketchOf(WORDS.join('\n'));
      const none = { issueId: null, publisher: null, publishedOn: null, documentNumber: null };
      return { ...none, title: '产业扶贫', digest, textHash: String(digest), sketch };
    });
    const joined = joinArticles(records.map((record, index) => ({ path: `${index}.txt`, articles: [record] })));
    expect(joined.map(({ versions }) => versions)).toEqual([[], []]);
  });
});

// As many as the largest corpus has: comparing every article with every other one would not come to an end.
it('twenty thousand articles that share their closing sentences are joined', () => {
  const closing = sketchOf(CLOSING);
  const files = Array.from({ length: 20_000 }, (_, index) => {
    const own = Array.from({ length: 30 }, (__, clause) => Math.imul(index * 30 + clause + 1, 0x9e3779b1) >>> 0);
    const sketch = [...own, ...closing].sort((a, b) => a - b).slice(0, 32);
    const none = { issueId: null, publisher: null, publishedOn: null, documentNumber: null, digest: false };
    return {
      path: `${index}.txt`,
      articles: [{ ...none, title: '关于有关工作的通知', textHash: String(index), sketch }],
    };
  });
  expect(joinArticles(files).filter(({ versions }) => versions.length > 0)).toEqual([]);
});
