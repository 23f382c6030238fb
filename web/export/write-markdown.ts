/** An export as Markdown, each citation a footnote; one that is given again keeps its number. */
import type { ExportBlock, ExportDocument } from './export-document.ts';

export function writeMarkdown({ title, notes, sections }: ExportDocument): string {
  const citations: string[] = [];

  function mark(citation: string | null): string {
    if (citation === null) return '';
    if (!citations.includes(citation)) citations.push(citation);
    return `[^${citations.indexOf(citation) + 1}]`;
  }

  function write(block: ExportBlock): string {
    const lines = block.text.split('\n').map(escapeMarkdown);
    const text = (between: string) => `${lines.join(between)}${mark(block.citation)}`;
    if (block.kind === 'quote') return `> ${text('\n>\n> ')}`;
    if (block.kind === 'paragraph') return text('\n\n');
    return block.number === null ? `- ${text('\n\n  ')}` : `${block.number}. ${text('\n\n   ')}`;
  }

  const body = [
    `# ${escapeMarkdown(title)}`,
    notes.map((note) => `- ${escapeMarkdown(note)}`).join('\n'),
    ...sections.flatMap(({ heading, blocks }) => [`## ${escapeMarkdown(heading)}`, ...blocks.map(write)]),
  ];
  const footnotes = citations.map((citation, index) => `[^${index + 1}]: ${escapeMarkdown(citation)}`);
  return `${[...body, ...footnotes].join('\n\n')}\n`;
}

/** What Markdown or HTML would read as more than a character; at the start of a line also what would begin a block. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&~|]/g, '\\$&')
    .replace(/^(\s*)([#+\-=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}
