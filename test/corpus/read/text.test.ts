/** Text and Markdown. */
import { describe, expect, it } from 'vitest';
import { READ_LIMITS } from '../../../corpus/read/document.ts';
import { readText } from '../../../corpus/read/text.ts';
import { describeReader, type SampleBlock } from './reader.cases.ts';

function writeBlock(block: SampleBlock): string {
  if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${block.text}`;
  if (block.kind === 'paragraph') return block.text;
  if (block.kind === 'list') return block.items.map((item) => `- ${item}`).join('\n');
  if (block.kind === 'table') return [block.header, ...block.rows].map((cells) => cells.join('\t')).join('\n');
  return '';
}

describeReader({
  format: 'text',
  read: readText,
  make: (blocks) => new TextEncoder().encode(blocks.map(writeBlock).join('\n\n')),
  marks: { headings: false, rows: false, pages: false },
  limits: [[{ textBytes: 100 }, 'file_too_large']],
});

describe('a text file', () => {
  it('gives each line as it stands, whatever ends it', async () => {
    const { lines } = await readText(new TextEncoder().encode('一\r\n\r\n　　二 \n三\r四'), READ_LIMITS);
    expect(lines.map(({ text }) => text)).toEqual(['一', '', '　　二 ', '三', '四']);
  });
});
