/** Text files that are no text, too much of it, or text of one kind without an end. */
import { checkSum } from './zip.ts';
import { type HostileFile, noise, type Outcome, SENTENCE } from './hostile-file.ts';

const REFUSED: readonly Outcome[] = ['file_format_unsupported', 'file_damaged'];
/** Long, but text: read, or given up at a limit. */
const LONG: readonly Outcome[] = ['read', 'file_too_slow', 'file_took_memory', 'file_empty'];

const text = (path: string, make: HostileFile['make'], outcomes: readonly Outcome[] = LONG): HostileFile => ({
  path: `text/${path}`,
  make,
  outcomes,
});

/** Characters at which what takes time by the square of a length takes minutes. */
const MANY = 100_000;

/** A long text of one unit, with a sentence behind. */
const many = (name: string, unit: string): HostileFile =>
  text(`many-${name}.txt`, () => `${unit.repeat(Math.ceil(MANY / unit.length))}\n\n${SENTENCE}\n`, ['read']);

export const TEXTS: readonly HostileFile[] = [
  text('noise.txt', () => noise(5_000), REFUSED),
  text('noise.md', () => noise(300_000, 7), REFUSED),
  text('zeros.txt', () => Buffer.alloc(10_000), REFUSED),
  text('zeros-between.txt', () => [...SENTENCE].join('\0'), REFUSED),
  text('terminal.txt', () => '\x1b[2J\x1b]0;x\x07'.repeat(1_000) + SENTENCE, REFUSED),
  text('utf-16-unmarked.txt', () => Buffer.from(SENTENCE, 'utf16le'), REFUSED),
  text('utf-32.txt', () => Buffer.concat([Buffer.of(0xff, 0xfe, 0, 0), ...utf32(SENTENCE)]), REFUSED),
  text(
    'utf-16-half.txt',
    () => Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(SENTENCE, 'utf16le')]).subarray(0, -1),
    ['read', ...REFUSED],
  ),
  text(
    'surrogates.txt',
    () => Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('\ud800'.repeat(9_000), 'utf16le')]),
    REFUSED,
  ),
  text('surrogates-in-utf-8.txt', () => Buffer.concat([Buffer.from(SENTENCE), Buffer.of(0xed, 0xa0, 0x80)]), [
    'read',
    ...REFUSED,
  ]),
  text('two-encodings.txt', () => Buffer.concat([Buffer.from(SENTENCE.repeat(9)), Buffer.of(0xd6, 0xd0, 0xb9, 0xfa)]), [
    'read',
    ...REFUSED,
  ]),
  text('empty.txt', () => '', ['file_empty']),
  text('blank.txt', () => ' \u3000\n\t'.repeat(100_000), ['file_empty']),
  text('mark-alone.txt', () => '\ufeff', ['file_empty']),
  text('rules.md', () => '---\n'.repeat(10_000), ['file_empty']),
  text('too-long.txt', () => 'a'.repeat(20 * 1024 * 1024 + 1), ['file_too_large']),
  text('one-line.txt', () => '油茶'.repeat(2_500_000)),
  text('blank-lines.txt', () => `${'\n'.repeat(5_000_000)}${SENTENCE}`),
  text('picture.txt', () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), noise(400)]), [
    'file_damaged',
    'file_format_unsupported',
  ]),
  text('archive.md', () => Buffer.concat([Buffer.from('PK\x03\x04'), noise(400)]), REFUSED),
  text('program.txt', () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'), noise(4_000)]), REFUSED),
  text('document.txt', () => '%PDF-1.7\nnothing of one', REFUSED),
  text(
    'check-sums.txt',
    () => Buffer.from(Array.from({ length: 4_000 }, (_, at) => checkSum(Buffer.of(at)) & 0xff)),
    REFUSED,
  ),
  text('a-million-marks.md', () => `${'**'.repeat(1_000_000)}\n\n${SENTENCE}`),
  many('headings', '# 标题\n\n'),
  many('numbered', '一、甲\n'),
  many('marks', '**'),
  many('strong', '**甲** '),
  many('brackets', '（“《'),
  many('items', '一是甲。二是乙；'),
  many('rows', '| 甲 | 乙 |\n'),
  many('columns', '甲                    乙\n'),
  many('bylines', '（甲乙丙）\n'),
  many('notes', '编者按：\n'),
  many('titles', '天等县抓产业\n\n'),
  many('commas', '甲，'),
  many('accents', '\u0301'),
  many('separators', '甲\u2028'),
  many('returns', '甲\r'),
  many('spaces', ' '),
  many('attachments', '附件：1. 甲\n'),
  many('numbers-of-documents', '甲发〔2018〕1号\n'),
  many('mastheads', '某省精准脱贫简报\n第7期\n'),
  many('right-to-left', '\u202eא'),
];

function utf32(words: string): Buffer[] {
  return [...words].map((character) => {
    const unit = Buffer.alloc(4);
    unit.writeUInt32LE(character.codePointAt(0) ?? 0);
    return unit;
  });
}
