import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QualityRow } from '../../../server/contract-status.ts';
import { fingerprintCode, listSources } from '../../../server/quality/code-fingerprint.ts';
import { rateOf } from '../../../server/quality/interval.ts';
import { judgeMeasurement, readMeasurement, writeMeasurement } from '../../../server/quality/quality-file.ts';
import { describeGolden } from '../../eval/record.ts';

const ROW: QualityRow = {
  name: '摘编',
  indexVersion: 'a1',
  questions: 10,
  answered: 1,
  article1: 0.9,
  facts1: 0.8,
  facts5: 0.95,
  full5: 0.9,
  meanReciprocalRank: 0.92,
  refused: null,
  characters: 400.5,
  falseAnswers: null,
  falseRefusals: rateOf(0, 10),
};
const MEASUREMENT = { measuredAt: '2026-03-01T08:30:00.000Z', code: 'c1', node: '20.1.0', rows: [ROW] };

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-quality-'));
  file = join(folder, 'data', 'quality.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the quality file', () => {
  it('gives back what was written, and leaves nothing beside it', async () => {
    await writeMeasurement(file, MEASUREMENT);
    expect(await readMeasurement(file)).toEqual(MEASUREMENT);
    expect(await readdir(join(folder, 'data'))).toEqual(['quality.json']);
  });

  it('is kept when what should replace it is no measurement', async () => {
    await writeMeasurement(file, MEASUREMENT);
    await expect(writeMeasurement(file, { ...MEASUREMENT, rows: [{ ...ROW, answered: NaN }] })).rejects.toThrow();
    expect(await readMeasurement(file)).toEqual(MEASUREMENT);
  });

  it.each(['', '{', '[]', '{"measuredAt":"yesterday"}', JSON.stringify({ ...MEASUREMENT, rows: [{}] })])(
    'that holds %s measures nothing',
    async (content) => {
      await writeMeasurement(file, MEASUREMENT);
      await writeFile(file, content);
      expect(await readMeasurement(file)).toBeNull();
    },
  );

  it('that is not there measures nothing', async () => {
    expect(await readMeasurement(file)).toBeNull();
  });
});

describe('a measurement', () => {
  it('is of this build where the same code answered, and says of each row which index was asked', () => {
    const rows = [ROW, { ...ROW, indexVersion: 'b2' }];
    const quality = judgeMeasurement({ ...MEASUREMENT, rows }, { code: 'c1', indexVersion: 'b2' });
    expect(quality).toMatchObject({ state: 'measured', measuredAt: MEASUREMENT.measuredAt });
    expect(quality.rows.map(({ overHeld }) => overHeld)).toEqual([false, true]);
  });

  it('of other code shows no figures, only when it was made and how to make another', () => {
    const quality = judgeMeasurement(MEASUREMENT, { code: 'c2', indexVersion: 'a1' });
    expect(quality).toEqual({
      state: 'other_build',
      measuredAt: MEASUREMENT.measuredAt,
      command: 'npm run eval',
      rows: [],
    });
  });

  it('that was never made says so', () => {
    expect(judgeMeasurement(null, { code: 'c1', indexVersion: 'a1' })).toMatchObject({
      state: 'not_measured',
      measuredAt: null,
    });
  });

  it('counts false answers and false refusals on the questions that they can happen to', () => {
    const measured = [
      { answerable: true, answered: true },
      { answerable: true, answered: false },
      { answerable: false, answered: true },
    ].map(({ answerable, answered }) => ({
      row: {
        golden: { id: 'q', type: 't', question: 'q', answerable, articles: [], answers: [] },
        ...{ answered, article1: answered, facts1: 0, facts5: 0, reciprocalRank: 0, characters: 0 },
      },
      answer: { coverage: { indexVersion: 'a1' } } as never,
    }));
    expect(describeGolden('甲', measured)).toMatchObject({
      name: '甲',
      indexVersion: 'a1',
      questions: 3,
      falseAnswers: { rate: 1, n: 1 },
      falseRefusals: { rate: 0.5, n: 2 },
    });
    expect(describeGolden('甲', measured.slice(0, 2))).toMatchObject({ refused: null, falseAnswers: null });
  });
});

describe('the interval of a rate', () => {
  it.each([
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is %f to %f', (hits, n, low, high) => {
    const rate = rateOf(hits, n);
    expect(rate?.low).toBeCloseTo(low, 4);
    expect(rate?.high).toBeCloseTo(high, 4);
  });

  it('mirrors that of its opposite, and is none of nothing', () => {
    expect(rateOf(20, 20)).toMatchObject({ rate: 1, high: 1 });
    expect(rateOf(20, 20)?.low).toBeCloseTo(1 - 0.1611, 4);
    expect(rateOf(0, 0)).toBeNull();
  });
});

describe('the fingerprint of the code', () => {
  it('is over what decides an answer, and over nothing that only serves it', () => {
    const sources = listSources();
    const deciding = ['server/answer.ts', 'server/evidence.ts', 'server/spelling/slips.ts', 'corpus/parse/columns.ts'];
    const named = [
      'corpus/synonyms.txt',
      'corpus/topics.txt',
      'index/model.json',
      'node_modules/nodejieba/package.json',
    ];
    expect(sources).toEqual(expect.arrayContaining([...deciding, ...named]));
    expect(sources.filter((path) => /server\/(?:app|api|main|access|docs|mcp|status|operation)/.test(path))).toEqual(
      [],
    );
    expect(fingerprintCode()).toMatch(/^[0-9a-f]{12}$/);
  });
});
