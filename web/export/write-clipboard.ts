/** Quotes for the clipboard: as plain text, and as HTML that Word and WPS paste as quotes with their source lines. */
import type { ExportBlock, ExportSection } from './export-document.ts';

export type CopyContent = { text: string; html: string };

type Quote = ExportBlock & { kind: 'quote' };

export function writeQuote({ text, citation }: Quote): CopyContent {
  const paragraphs = text.split('\n').map((line) => `<p>${escapeHtml(line)}</p>`);
  const source = `<p style="text-align:right">——${escapeHtml(citation)}</p>`;
  return { text: `${text}\n——${citation}`, html: `<blockquote>${paragraphs.join('')}${source}</blockquote>` };
}

/** The quotes of sections under their headings. */
export function writeSections(sections: readonly ExportSection[]): CopyContent {
  const parts = sections.flatMap(({ heading, blocks }): CopyContent[] => [
    { text: heading, html: `<h3>${escapeHtml(heading)}</h3>` },
    ...blocks.filter((block): block is Quote => block.kind === 'quote').map(writeQuote),
  ]);
  return { text: parts.map(({ text }) => text).join('\n\n'), html: parts.map(({ html }) => html).join('\n') };
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
