/** From answers and clips to the files that the reader takes away. */
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { Answer, Citation, Extract } from '../../server/contract.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import {
  DIGEST_NOTE,
  RECOGNISED_NOTE,
  type ExportDocument,
  makeClipsDocument,
  makeConversationDocument,
  nameFile,
} from '../../web/export/export-document.ts';
import type { AnsweredTurn } from '../../web/conversation.ts';
import { writeQuote, writeSections } from '../../web/export/write-clipboard.ts';
import { writeDocx } from '../../web/export/write-docx.ts';
import { writeMarkdown } from '../../web/export/write-markdown.ts';
import type { Clip } from '../../web/storage.ts';
import * as samples from './kept-samples.ts';

function makeExtract(text: string, citation: Partial<Citation> = {}): Extract {
  const sample = samples.makeExtract('2018-14-2', 0, text);
  return { ...sample, citation: { ...sample.citation, label: '标签', ...citation } };
}

function makeTurn(given: Partial<Answer> = {}, scope: Partial<AnsweredTurn> = {}): AnsweredTurn {
  const answer = makeAnswer(given);
  const turn = samples.makeTurn(1, answer.question);
  return { ...turn, filter: null, outcome: { state: 'answered', answer }, ...scope };
}

function makeAnswer(given: Partial<Answer> = {}): Answer {
  const { question = '天等县怎么做？', extracts = [] } = given;
  return { ...samples.makeAnswer(question, extracts), outline: null, ...given };
}

const day = new Date(2026, 10, 2, 23, 30);
const occasion = { form: 'plain', day } as const;

const notesOf = (answer: Partial<Answer>) => makeConversationDocument([makeTurn(answer)], [], occasion).notes;

describe('the export of a conversation', () => {
  it('has a section for each answer, with its extracts in order and their citations in the chosen form', () => {
    const turns = [
      makeTurn({ question: '一\n问', extracts: [makeExtract('甲。'), makeExtract('乙。', { label: '另一处' })] }),
      makeTurn({ question: '二问', extracts: [makeExtract('丙。')] }),
    ];
    expect(makeConversationDocument(turns, [], occasion).sections).toEqual([
      {
        heading: '一 问',
        blocks: [
          { kind: 'quote', text: '甲。', citation: '标签' },
          { kind: 'quote', text: '乙。', citation: '另一处' },
        ],
      },
      { heading: '二问', blocks: [{ kind: 'quote', text: '丙。', citation: '标签' }] },
    ]);
    const official = makeConversationDocument(turns, [], { form: 'official', day }).sections[1]?.blocks[0];
    expect(official?.citation).toBe('摘自《简报》2018年第14期《一篇文章》，2018年4月27日');
  });

  it('says the day of export by the reader’s calendar and what was searched', () => {
    const { notes } = makeConversationDocument([makeTurn()], [], occasion);
    expect(notes).toEqual(['导出日期：2026年11月2日', '查找范围：1 份材料、1 篇文章']);
  });

  it('says what 摘编 means where an extract or an item of the outline is one, and only there', () => {
    const digest = makeExtract('甲。', { digest: true });
    expect(notesOf({ extracts: [digest] })).toContain(DIGEST_NOTE);
    expect(notesOf({ outline: { heading: '题', total: 1, items: [digest] } })).toContain(DIGEST_NOTE);
    expect(notesOf({ extracts: [makeExtract('甲。')] })).not.toContain(DIGEST_NOTE);
  });

  it('says that words were recognised where some were, and only there', () => {
    const source = { file: 'a.pdf', lines: [1, 2] as [number, number], pages: [3, 3] as [number, number] };
    const scanned = makeExtract('甲。', { source: { ...source, recognition: { confidence: 0.8 } } });
    expect(notesOf({ extracts: [scanned] })).toContain(RECOGNISED_NOTE);
    expect(notesOf({ extracts: [makeExtract('甲。', { source })] })).not.toContain(RECOGNISED_NOTE);
  });

  it('says how a question was read, and that there is no evidence and why', () => {
    const turn = makeTurn({ understood: '天等县的做法', status: 'no_evidence', reason: '没有提到下雨。' });
    expect(makeConversationDocument([turn], [], occasion).sections[0]?.blocks).toEqual([
      { kind: 'paragraph', text: '按“天等县的做法”查找', citation: null },
      { kind: 'paragraph', text: '简报中没有找到依据。没有提到下雨。', citation: null },
    ]);
  });

  it('says what the reader narrowed a question to and took away from it', () => {
    const article = { id: '2018-14-2', title: '天等县以“小车间”撬动“大扶贫”' } as ArticleSummary;
    const turn = makeTurn({}, { filter: { article: article.id }, without: ['天等县'] });
    expect(makeConversationDocument([turn], [article], occasion).sections[0]?.blocks).toEqual([
      { kind: 'paragraph', text: '已去掉：天等县', citation: null },
      { kind: 'paragraph', text: '只在《天等县以“小车间”撬动“大扶贫”》中查找', citation: null },
    ]);
  });

  it('numbers the items of an outline and cites their one source at its heading', () => {
    const outline = { heading: '四事工作法', total: 2, items: [makeExtract('领事'), makeExtract('办事')] };
    expect(makeConversationDocument([makeTurn({ outline })], [], occasion).sections[0]?.blocks).toEqual([
      { kind: 'paragraph', text: '四事工作法（完整列举，共 2 项）', citation: '标签' },
      { kind: 'item', text: '领事', citation: null, number: 1 },
      { kind: 'item', text: '办事', citation: null, number: 2 },
    ]);
  });

  it('cites each item where their citations differ, and leaves the bulletin’s own numbers alone', () => {
    const items = [makeExtract('一、领事', { label: '第一节' }), makeExtract('二、办事', { label: '第二节' })];
    const outline = { heading: '四事工作法', total: 4, items };
    expect(makeConversationDocument([makeTurn({ outline })], [], occasion).sections[0]?.blocks).toEqual([
      { kind: 'paragraph', text: '四事工作法（列举不全：文中说共 4 项，这里找到 2 项）', citation: null },
      { kind: 'item', text: '一、领事', citation: '第一节', number: null },
      { kind: 'item', text: '二、办事', citation: '第二节', number: null },
    ]);
  });
});

describe('a row of a table', () => {
  it('is taken along below the names of its columns', () => {
    const tableHeader = { text: '村名 | 户数', start: 0, end: 7 };
    const extracts = [{ ...makeExtract('甲村 | 120', { label: '出处' }), tableHeader }];
    const [section] = makeConversationDocument([makeTurn({ extracts })], [], occasion).sections;
    expect(section?.blocks).toMatchObject([{ kind: 'quote', text: '村名 | 户数\n甲村 | 120' }]);
  });
});

describe('the export of the clip list', () => {
  const clips = ['甲。', '乙。'].map((text, position): Clip => ({
    id: text,
    question: '问',
    extract: makeExtract(text),
    keptAt: 0,
    position,
  }));

  it('has the extracts in the reader’s order under their questions', () => {
    expect(makeClipsDocument(clips, { bulletins: 1, articles: 2 }, occasion)).toEqual({
      title: '简报摘录',
      notes: ['导出日期：2026年11月2日', '查找范围：1 份材料、2 篇文章'],
      sections: [
        {
          heading: '问',
          blocks: [
            { kind: 'quote', text: '甲。', citation: '标签' },
            { kind: 'quote', text: '乙。', citation: '标签' },
          ],
        },
      ],
    });
  });

  it('is silent on what is held while that is not known', () => {
    expect(makeClipsDocument(clips, null, occasion).notes).toEqual(['导出日期：2026年11月2日']);
  });
});

const document: ExportDocument = {
  title: '简报问答',
  notes: ['导出日期：2026年11月2日'],
  sections: [
    {
      heading: '天等县怎么做？',
      blocks: [
        { kind: 'paragraph', text: '四事工作法', citation: '出处二' },
        { kind: 'item', text: '领事', citation: null, number: 1 },
        { kind: 'item', text: '办事', citation: null, number: 2 },
        { kind: 'quote', text: '第一段。\n第二段<甲&乙>。', citation: '出处一' },
      ],
    },
    {
      heading: '还有呢？',
      blocks: [
        { kind: 'item', text: '一、管事', citation: '出处一', number: null },
        { kind: 'item', text: '再起', citation: null, number: 1 },
      ],
    },
  ],
};

describe('Markdown', () => {
  it('has a footnote for each citation, the same number for the same one', () => {
    expect(writeMarkdown(document)).toBe(
      [
        '# 简报问答',
        '- 导出日期：2026年11月2日',
        '## 天等县怎么做？',
        '四事工作法[^1]',
        '1. 领事',
        '2. 办事',
        '> 第一段。\n>\n> 第二段\\<甲\\&乙\\>。[^2]',
        '## 还有呢？',
        '- 一、管事[^2]',
        '1. 再起',
        '[^1]: 出处二',
        '[^2]: 出处一\n',
      ].join('\n\n'),
    );
  });

  it.each([
    ['*加粗* _斜_ `码` [链](x)', '\\*加粗\\* \\_斜\\_ \\`码\\` \\[链\\](x)'],
    ['# 不是标题', '\\# 不是标题'],
    ['- 不是列表', '\\- 不是列表'],
    ['1. 不是列表', '1\\. 不是列表'],
    ['增长12.5%', '增长12.5%'],
  ])('shows %s as it is written', (text, expected) => {
    const sections = [{ heading: '问', blocks: [{ kind: 'quote' as const, text, citation: '出处' }] }];
    expect(writeMarkdown({ title: '题', notes: [], sections })).toContain(`> ${expected}[^1]`);
  });
});

describe('the Word document', () => {
  async function open(exported: ExportDocument): Promise<{ body: string; footnotes: string }> {
    const zip = await JSZip.loadAsync(await (await writeDocx(exported)).arrayBuffer());
    const read = (path: string) => zip.file(path)?.async('string') ?? '';
    return { body: await read('word/document.xml'), footnotes: await read('word/footnotes.xml') };
  }

  /** The paragraphs of a part as style, list and text, with the id of a footnote in brackets. */
  function readParagraphs(xml: string): string[] {
    return [...xml.matchAll(/<w:p>.*?<\/w:p>/g)].map(([paragraph]) => {
      const style = /<w:pStyle w:val="(\w+)"/.exec(paragraph)?.[1] ?? 'Normal';
      const list = /<w:numId w:val="(\d+)"/.exec(paragraph)?.[1];
      const parts = paragraph.matchAll(/<w:t [^>]*>([^<]*)<|<w:footnoteReference w:id="(\d+)"/g);
      const text = [...parts].map(([, words, footnote]) => words ?? `[${footnote}]`).join('');
      return `${style}${list ? `/${list}` : ''}: ${text}`;
    });
  }

  it('has headings, quotes and numbered lists as Word knows them, a footnote at the end of each cited text', async () => {
    const { body, footnotes } = await open(document);
    expect(readParagraphs(body)).toEqual([
      'Title: 简报问答',
      'Notes: 导出日期：2026年11月2日',
      'Heading1: 天等县怎么做？',
      'Normal: 四事工作法[1]',
      'ListParagraph/2: 领事',
      'ListParagraph/2: 办事',
      'Quote: 第一段。',
      'Quote: 第二段&lt;甲&amp;乙&gt;。[2]',
      'Heading1: 还有呢？',
      'Normal: 一、管事[3]',
      // Another list, which counts from one again.
      'ListParagraph/3: 再起',
    ]);
    expect(readParagraphs(footnotes).slice(-3)).toEqual([
      'FootnoteText:  出处二',
      'FootnoteText:  出处一',
      'FootnoteText:  出处一',
    ]);
  });

  it('leaves out characters that XML cannot hold', async () => {
    const blocks = [{ kind: 'quote' as const, text: '甲\u0001\ufffe乙\t丙', citation: '出处' }];
    const { body } = await open({ title: '题', notes: [], sections: [{ heading: '问', blocks }] });
    // eslint-disable-next-line no-control-regex
    expect(body).not.toMatch(/[\u0000-\u0008\ufffe]/);
    expect(body).toContain('甲乙');
  });
});

describe('the clipboard', () => {
  it('has the words with their source line, as text and as a quote, and no markup of theirs', () => {
    expect(writeQuote({ kind: 'quote', text: '甲<b>。\n乙&。', citation: '《题》' })).toEqual({
      text: '甲<b>。\n乙&。\n——《题》',
      html: '<blockquote><p>甲&lt;b&gt;。</p><p>乙&amp;。</p><p style="text-align:right">——《题》</p></blockquote>',
    });
  });

  it('has all quotes under their questions', () => {
    const quote = { kind: 'quote' as const, text: '甲。', citation: '出处' };
    const { text, html } = writeSections([
      { heading: '一问', blocks: [quote] },
      { heading: '二问', blocks: [quote] },
    ]);
    expect(text).toBe('一问\n\n甲。\n——出处\n\n二问\n\n甲。\n——出处');
    expect(html.match(/<h3>二问<\/h3>\n<blockquote>/)).not.toBeNull();
  });
});

describe('the name of the file', () => {
  it('is what it holds and the day, two digits each', () => {
    expect(nameFile({ title: '简报问答' }, new Date(2026, 0, 5))).toBe('简报问答-2026-01-05');
  });
});
