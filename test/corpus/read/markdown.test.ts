/** Markdown: which marks of a file are no words, and where its words stand in the file. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../corpus/article.ts';
import { readArticles } from '../../../corpus/file-reading.ts';
import { joinReadings } from '../../../corpus/load.ts';
import { readMarkdown, readMarkdownLines } from '../../../corpus/read/markdown/markdown.ts';
import { only, outlineOf, paragraphsOf } from '../parsed.ts';
import { expectWellFormed } from '../well-formed.ts';
import { describeReader, type SampleBlock } from './reader.cases.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function writeBlock(block: SampleBlock): string {
  if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${block.text}`;
  if (block.kind === 'paragraph') return block.text;
  if (block.kind === 'list') return block.items.map((item) => `- ${item}`).join('\n');
  if (block.kind === 'page break') return '';
  return [row(block.header), row(block.header.map(() => '---')), ...block.rows.map(row)].join('\n');
}

describeReader({
  format: 'Markdown',
  read: readMarkdown,
  make: (blocks) => new TextEncoder().encode(blocks.map(writeBlock).join('\n\n')),
  marks: { headings: false, rows: true, pages: false },
  limits: [[{ textBytes: 100 }, 'file_too_large']],
});

const textsOf = (...raw: string[]): string[] => readMarkdownLines(raw).lines.map(({ text }) => text);

/** The article of a file, whose words stand where it says. */
async function articleOf(...raw: string[]): Promise<Article> {
  const bytes = new TextEncoder().encode(raw.join('\n'));
  const reading = await readArticles('a.md', { bytes, correction: null });
  const article = only(joinReadings([{ path: 'a.md', reading }]));
  expectWellFormed(article, raw.join('\n'));
  return article;
}

describe('the words of a line', () => {
  it.each([
    ['> 每头补助2000元。', '每头补助2000元。'],
    ['> > - 每头补助', '每头补助'],
    ['- [x] 已验收', '已验收'],
    ['  * 种植面积', '种植面积'],
    ['1. 其中合作社', '1. 其中合作社'],
    ['见[附表](http://example.com/a)。', '见附表。'],
    ['![图](a.png)完工', '完工'],
    ['共`12`个<br>村', '共12个村'],
    ['*重点*是产业，3*5*2不是', '重点是产业，3*5*2不是'],
    [String.raw`第\*号`, '第*号'],
    ['12个[^1]村', '12个[1]村'],
    ['[^1]: 数据截至5月。', '[1] 数据截至5月。'],
    ['## 柑橘 ##', '## 柑橘'],
    ['面积 < 5 亩，-3 度', '面积 < 5 亩，-3 度'],
  ])('%s are %s', (raw, words) => {
    expect(textsOf(raw)).toEqual([words]);
  });

  it('are those of its code as they stand, without its fence', () => {
    expect(textsOf('```', '- 甲 → *乙*', '```', '- 丙')).toEqual(['', '- 甲 → *乙*', '', '丙']);
  });

  it('are a heading above a rule of equals signs', () => {
    expect(readMarkdownLines(['德保县养牛', '====']).lines).toEqual([{ text: '德保县养牛', heading: 1 }, { text: '' }]);
  });
});

describe('a table', () => {
  it('has the row of names above its rule, and rows to its end', () => {
    const raw = ['| 村名 | 存栏 |', '|:---|---:|', '| 多安 | 312 |', '', '下文 | 不是表格'];
    const { lines } = readMarkdownLines(raw);
    expect(lines.map(({ text, row: own }) => [text, own?.isHeader])).toEqual([
      ['村名 | 存栏', true],
      ['', undefined],
      ['多安 | 312', false],
      ['', undefined],
      ['下文 | 不是表格', undefined],
    ]);
  });

  it('has its rows and header in an article, each at its place in the file', async () => {
    const raw = ['# 德保县养牛情况', '', '全县养牛。', '', '> |村名|存栏|', '> |---|---|', '> |**多安**|312|'];
    const article = await articleOf(...raw);
    expect(article.paragraphs.map(({ role }) => role)).toEqual(['body', 'row', 'row']);
    expect(paragraphsOf(article)).toEqual(['全县养牛。', '村名|存栏', '多安|312']);
    expect(article.paragraphs[2]).toMatchObject({ lines: [7, 7], header: { start: article.paragraphs[1]?.start } });
  });
});

describe('the fields at the head of a file', () => {
  const FIELDS = ['---', 'date: 2020-06-05', 'title: "德保县养牛情况"', 'author: 德保县扶贫办', '---'];

  it('are the title and the date of its article', async () => {
    for (const heading of [['# 德保县养牛情况', ''], []]) {
      const article = await articleOf(...FIELDS, '', ...heading, '全县养牛[三千](a.md)头。', '', '## 补助', '', '有。');
      expect(article).toMatchObject({ title: '德保县养牛情况', publishedOn: '2020-06-05', byline: '德保县扶贫办' });
      expect(paragraphsOf(article)).toEqual(['全县养牛三千头。', '补助', '有。']);
      expect(outlineOf(article)).toEqual(['1 补助']);
    }
  });

  it('are the date alone, under the heading that is the title', async () => {
    const article = await articleOf('---', 'date: 2020-06-05', '---', '# 德保县养牛情况', '', '全县养牛。');
    expect(article).toMatchObject({ title: '德保县养牛情况', publishedOn: '2020-06-05' });
  });

  it('are none where two rules stand around text', () => {
    expect(textsOf('---', '全县养牛。', '---')).toEqual(['---', '全县养牛。', '---']);
    expect(textsOf('---', '---', '全县养牛。')).toEqual(['---', '---', '全县养牛。']);
  });
});
