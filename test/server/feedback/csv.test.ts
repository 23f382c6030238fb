import { describe, expect, it } from 'vitest';
import { formatCsv } from '../../../server/feedback/csv.ts';

describe('a table as CSV', () => {
  it('begins with the mark of UTF-8, ends each line as spreadsheet programs do, and doubles quotes', () => {
    expect(formatCsv(['问题', '次数'], [['他说"好"，\n走了', 2]])).toBe(
      '\ufeff"问题","次数"\r\n"他说""好""，\n走了",2\r\n',
    );
  });

  it.each([
    '=1+1',
    '+cmd',
    '-2+3',
    '@SUM(A1)',
    '＝１＋１',
    '＠SUM',
    ' =1+1',
    '\t=1+1',
    '\r=1',
    '"=1+1',
    "'=1+1",
    '|calc',
    '%0A',
  ])('%j is no formula', (text) => {
    expect(formatCsv(['x'], [[text]])).toBe(`\ufeff"x"\r\n"'${text.replaceAll('"', '""')}"\r\n`);
  });

  it.each(['天等县', '100元', '2018-33', '（一）', '“食”', ''])('%j stays as it is', (text) => {
    expect(formatCsv(['x'], [[text]])).toBe(`\ufeff"x"\r\n"${text}"\r\n`);
  });
});
