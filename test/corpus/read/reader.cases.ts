/** What every reader does, whatever format it reads: each format calls this with how a file of it is made. */
import { describe, expect, it } from 'vitest';
import { type ErrorCode, KnownError } from '../../../corpus/errors.ts';
import {
  CELL_SEPARATOR,
  type DocumentLine,
  type ReadDocument,
  type Reader,
  READ_LIMITS,
  type ReadLimits,
} from '../../../corpus/read/document.ts';
import { fold } from '../../../corpus/text.ts';
import { similarity } from '../../edit-distance.ts';

/** A document as any format can hold it. */
export type SampleBlock =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; header: string[]; rows: string[][] }
  | { kind: 'page break' };

export interface ReaderCase {
  /** How the format is called in the names of the tests. */
  format: string;
  read: Reader;
  /** Makes a file with these blocks; one without a block has no words. */
  make: (blocks: readonly SampleBlock[]) => Promise<Uint8Array> | Uint8Array;
  /** What the format itself says of its lines. */
  marks: { headings: boolean; rows: boolean; pages: boolean };
  /** How alike the words have to be to those of the sample; 1 for everything that is not recognised. */
  similarity?: number;
  /** Limits that a sample of the format goes beyond, with the code of the error. */
  limits: [Partial<ReadLimits>, ErrorCode][];
  /** The bytes by which the format is known. */
  signature?: Uint8Array;
  /** Places at which a file is cut off; fewer for what is slow to read. */
  cuts?: number;
}

const TITLE = '某县产业发展情况报告';

export const SAMPLE: readonly SampleBlock[] = [
  { kind: 'heading', level: 1, text: TITLE },
  {
    kind: 'paragraph',
    text: '近年来，某县立足山区实际发展特色产业，全县农民人均可支配收入达到 12,345 元，增长 8.5%。',
  },
  { kind: 'heading', level: 2, text: '一、主要做法' },
  { kind: 'paragraph', text: '各乡镇把油茶、茶叶和中药材作为主导产业，建成示范基地 36 个，带动农户 5,678 户增收。' },
  { kind: 'list', items: ['统一提供优质种苗。', '统一组织技术培训。', '统一开展产品销售。'] },
  { kind: 'page break' },
  { kind: 'heading', level: 2, text: '二、取得成效' },
  { kind: 'paragraph', text: '到年底，全县油茶种植面积扩大到 8.6 万亩，加工企业增加到 15 家，产品远销省外。' },
  {
    kind: 'table',
    header: ['乡镇', '种植面积', '加工企业'],
    rows: [
      ['东山镇', '3.2', '7'],
      ['西河乡', '2.9', '5'],
      ['南岭乡', '2.5', '3'],
    ],
  },
  { kind: 'paragraph', text: '下一步，某县将继续完善产业链条，让更多农户在家门口就业。' },
];

/** The words of blocks in reading order, folded. */
export function wordsOf(blocks: readonly SampleBlock[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'page break') return [];
    if (block.kind === 'list') return block.items.map(fold);
    if (block.kind === 'table') return [block.header, ...block.rows].flat().map(fold);
    return [fold(block.text)];
  });
}

export function describeReader(given: ReaderCase): void {
  const { format, read, make, marks, limits, cuts = 12, similarity: alike = 1 } = given;

  /** Reads bytes that need not be a whole file; another error than a known one fails the test. */
  const attempt = async (bytes: Uint8Array, under: ReadLimits = READ_LIMITS): Promise<ReadDocument | ErrorCode> => {
    try {
      const document = await read(bytes, under);
      expectSound(document);
      return document;
    } catch (thrown) {
      if (thrown instanceof KnownError && thrown.code.startsWith('file_')) return thrown.code;
      throw thrown;
    }
  };

  describe(`${format} as a document`, () => {
    it('gives all its words in order', async () => {
      const { lines } = await read(await make(SAMPLE), READ_LIMITS);
      const words = fold(lines.map(({ text }) => text).join(''));
      if (alike === 1) {
        let at = 0;
        for (const expected of wordsOf(SAMPLE)) {
          const found = words.indexOf(expected, at);
          expect(found, `${expected} in ${words.slice(at)}`).toBeGreaterThanOrEqual(0);
          at = found + expected.length;
        }
      } else {
        expect(similarity(words.replaceAll('|', ''), wordsOf(SAMPLE).join(''))).toBeGreaterThanOrEqual(alike);
      }
    });

    it('gives every paragraph as a line of its own', async () => {
      const lines = await linesOf(given);
      for (const block of SAMPLE) {
        if (block.kind !== 'paragraph') continue;
        const best = Math.max(...lines.map(({ text }) => similarity(fold(text), fold(block.text))));
        expect(best, block.text).toBeGreaterThanOrEqual(alike);
      }
    });

    it('changes nothing of the bytes, and gives the same at every reading', async () => {
      const bytes = await make(SAMPLE);
      const before = Buffer.from(bytes);
      const first = await read(bytes, READ_LIMITS);
      expect(Buffer.compare(before, bytes)).toBe(0);
      expect(await read(bytes, READ_LIMITS)).toEqual(first);
      expectSound(first);
    });

    if (marks.headings) {
      it('marks its headings with their levels', async () => {
        const lines = await linesOf(given);
        const headings = lines.flatMap(({ text, heading }) => (heading === undefined ? [] : [{ text, heading }]));
        const expected = SAMPLE.flatMap((block) =>
          block.kind === 'heading' ? [{ text: block.text, heading: block.level }] : [],
        );
        expect(headings).toEqual(expected);
      });
    }

    if (marks.rows) {
      it('gives its tables as rows below one that names the columns', async () => {
        const rows = (await linesOf(given)).flatMap(({ text, row }) => (row ? [{ text, ...row }] : []));
        expect(rows).toEqual(
          SAMPLE.flatMap((block) => {
            if (block.kind !== 'table') return [];
            return [block.header, ...block.rows].map((cells, index) => ({
              text: cells.join(CELL_SEPARATOR),
              table: 1,
              isHeader: index === 0,
            }));
          }),
        );
      });
    }

    it(marks.pages ? 'says on which page each line stands' : 'names no pages', async () => {
      const { lines, pages } = await read(await make(SAMPLE), READ_LIMITS);
      const found = lines.flatMap(({ page }) => page ?? []);
      if (!marks.pages) {
        expect({ found, pages }).toEqual({ found: [], pages: null });
        return;
      }
      expect(found).toHaveLength(lines.length);
      expect(found[0]).toBe(1);
      expect(found.at(-1)).toBe(pages);
    });

    it('has no line with words where it has none', async () => {
      const document = await attempt(await make([]));
      if (typeof document === 'object') expect(document.lines.filter(({ text }) => text.trim() !== '')).toEqual([]);
    });

    it('is refused, or read as far as it goes, when it is cut off anywhere', async () => {
      const bytes = await make(SAMPLE);
      for (let cut = 0; cut < cuts; cut++) await attempt(bytes.slice(0, Math.floor((bytes.length * cut) / cuts)));
    });

    it('is refused, or read, when some of its bytes are damaged', async () => {
      const bytes = await make(SAMPLE);
      for (let seed = 1; seed <= cuts; seed++) await attempt(damage(bytes, seed));
    });

    it('is refused when nothing but its first bytes is right', async () => {
      for (const length of [16, 1_000, 40_000]) {
        const bytes = Buffer.concat([given.signature ?? new Uint8Array(), noise(length, length)]);
        expect(await attempt(bytes)).toMatch(/^file_/u);
      }
    });

    it.each(limits)('is refused beyond %o', async (limit, code) => {
      expect(await attempt(await make(SAMPLE), { ...READ_LIMITS, ...limit })).toBe(code);
    });
  });
}

async function linesOf({ read, make }: ReaderCase): Promise<DocumentLine[]> {
  return (await read(await make(SAMPLE), READ_LIMITS)).lines;
}

/** What holds for every document, sensible or not. */
function expectSound({ lines, pages, warnings }: ReadDocument): void {
  let page = 1;
  for (const line of lines) {
    expect(line.text).not.toMatch(/[\r\n]/u);
    if (line.heading !== undefined) expect([1, 2, 3, 4, 5, 6]).toContain(line.heading);
    if (line.confidence !== undefined) {
      expect(line.confidence).toBeGreaterThanOrEqual(0);
      expect(line.confidence).toBeLessThanOrEqual(1);
    }
    if (line.row) expect(line.row.table).toBeGreaterThanOrEqual(1);
    if (line.page === undefined) continue;
    expect(line.page).toBeGreaterThanOrEqual(page);
    expect(line.page).toBeLessThanOrEqual(pages ?? 0);
    page = line.page;
  }
  for (const warning of warnings) expect(warning).toMatch(/\p{sc=Han}.*。$/u);
}

/** Bytes that look random and are the same at every run. */
export function noise(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  });
}

/** The bytes with one in two hundred replaced. */
function damage(bytes: Uint8Array, seed: number): Uint8Array {
  const damaged = Uint8Array.from(bytes);
  const changes = noise(Math.ceil(bytes.length / 200) * 4, seed);
  for (let change = 0; change + 3 < changes.length; change += 4) {
    const [high = 0, middle = 0, low = 0, value = 0] = changes.subarray(change, change + 4);
    damaged[((high << 16) | (middle << 8) | low) % bytes.length] = value;
  }
  return damaged;
}
