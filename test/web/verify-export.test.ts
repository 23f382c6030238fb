/** What the quote checker found, as a document and as the files made of it. */
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { makeFindingsDocument } from '../../web/export/export-verify.ts';
import { writeDocx } from '../../web/export/write-docx.ts';
import { writeMarkdown } from '../../web/export/write-markdown.ts';
import { differ, findIn, respond } from './verify-samples.ts';

const [VERBATIM, ALTERED, UNSEEN, HEADING] = ['照原文的一句。', '建成93个。', '没有的一句。', '标题'];
const DRAFT = [HEADING, VERBATIM, ALTERED, UNSEEN].join('\n');
const ORIGINAL = '建成39个。';

const response = respond([
  findIn(DRAFT, HEADING, { verdict: 'unchecked' }),
  findIn(DRAFT, VERBATIM, { original: VERBATIM }),
  findIn(DRAFT, ALTERED, {
    verdict: 'altered',
    original: ORIGINAL,
    differences: [differ('figure', [DRAFT, '93'], [ORIGINAL, '39'])],
  }),
  findIn(DRAFT, UNSEEN, { verdict: 'not_found', note: '所收简报中未见相近的文字。' }),
]);
const document = makeFindingsDocument(response, { form: 'plain', day: new Date(2026, 10, 2) });
const CITATION = response.sentences[2]?.original?.citation.label;

describe('the export of findings', () => {
  it('says when, in what, and what was found in all', () => {
    expect(document.title).toBe('引文核对');
    expect(document.notes).toEqual([
      '导出日期：2026年11月2日',
      '查找范围：1 份材料、2 篇文章',
      '核对结果：共 4 句：有改动 1 句，未见 1 句，逐字一致 1 句，未查 1 句。',
    ]);
  });

  it('lists the sentences by verdict, problems first, and none that states nothing', () => {
    expect(document.sections.map(({ heading }) => heading)).toEqual([
      '有改动（1 句）',
      '未见（1 句）',
      '逐字一致（1 句）',
    ]);
    expect(JSON.stringify(document.sections)).not.toContain(`"${HEADING}"`);
  });

  it('gives an altered sentence with what differs and the original with its citation', () => {
    expect(document.sections[0]?.blocks.slice(1)).toEqual([
      { kind: 'item', text: ALTERED, citation: null, number: 1 },
      { kind: 'paragraph', text: '数字：稿中“93”，原文“39”', citation: null },
      { kind: 'quote', text: ORIGINAL, citation: CITATION },
    ]);
  });

  it('gives the note of a sentence that is nowhere, and the citation of one that is word for word', () => {
    expect(document.sections[1]?.blocks.slice(1)).toEqual([
      { kind: 'item', text: UNSEEN, citation: null, number: 1 },
      { kind: 'paragraph', text: '所收简报中未见相近的文字。', citation: null },
    ]);
    expect(document.sections[2]?.blocks.slice(1)).toEqual([
      { kind: 'item', text: VERBATIM, citation: CITATION, number: 1 },
    ]);
  });

  it('becomes a Word document whose citations are footnotes, and Markdown', async () => {
    const zip = await JSZip.loadAsync(await (await writeDocx(document)).arrayBuffer());
    const body = (await zip.file('word/document.xml')?.async('string')) ?? '';
    for (const text of [VERBATIM, ALTERED, ORIGINAL, UNSEEN, '数字：稿中“93”，原文“39”']) expect(body).toContain(text);
    expect(await zip.file('word/footnotes.xml')?.async('string')).toContain(CITATION);
    const markdown = writeMarkdown(document);
    expect(markdown).toContain(`> ${ORIGINAL}[^1]`);
    expect(markdown).toContain('## 有改动（1 句）');
  });
});
