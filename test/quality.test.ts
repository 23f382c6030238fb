/**
 * The answers' quality on golden sets and a public set, against the floors in eval/floors.json: a change that makes
 * answers worse fails here. `npm run eval -- --misses` shows each question that falls short.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fold } from '../corpus/text.ts';
import type { Answer } from '../server/contract.ts';
import { type Floors, missedFloors } from './eval/floors.ts';
import { measureGolden, measurePublic } from './eval/measure.ts';
import { foldersOf } from './eval/public-set.ts';
import { summarise } from './eval/score.ts';
import { summarisePublic } from './eval/score-public.ts';
import { DIGEST_SET, type GoldenSet, PUBLIC_QUESTIONS, PUBLIC_SET, SHARED_SET } from './eval/sets.ts';
import { hasPublic, hasShared } from './open-corpus.ts';

/** Hundreds of questions take longer than any other test. */
const PUBLIC_TIMEOUT_MILLISECONDS = 600_000;

/** Raw files folded, with the page heads that interrupt sentences taken out. */
async function rawTexts(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => /\.(?:txt|md)$/.test(name));
  const texts = await Promise.all(files.map(async (name) => fold(await readFile(join(folder, name), 'utf8'))));
  return texts.flatMap((text) => [text, text.replaceAll('领导批示', '')]);
}

async function expectVerbatim(answers: Answer[], folder: string): Promise<void> {
  const texts = await rawTexts(folder);
  for (const { text } of answers.flatMap(({ extracts }) => extracts)) {
    const folded = fold(text);
    expect(
      texts.some((raw) => raw.includes(folded)),
      `stands in no file: ${text}`,
    ).toBe(true);
    expect(text.length).toBeLessThanOrEqual(400);
  }
}

async function expectGolden(set: GoldenSet, floors: Floors): Promise<void> {
  const measured = await measureGolden(set);
  expect(missedFloors({ ...summarise(measured.map(({ row }) => row)) }, floors)).toEqual([]);
  await expectVerbatim(
    measured.map(({ answer }) => answer),
    set.corpusFolder,
  );
}

describe('answers from the digests', () => {
  it('reach the floors, verbatim throughout', async () => {
    await expectGolden(DIGEST_SET, DIGEST_SET.floors);
  });
});

describe('answers from the real bulletins', () => {
  it(hasShared ? 'reach the floors, verbatim throughout' : 'are not measured: ../shared is not here', async () => {
    if (!hasShared) {
      console.warn('没有 ../shared/bulletins：真实简报上的质量未测。');
      return;
    }
    await expectGolden(SHARED_SET, SHARED_SET.floors);
  });
});

describe('answers from the public set', () => {
  it(
    hasPublic ? 'reach the floors, verbatim throughout' : 'are not measured: ../shared is not here',
    async () => {
      if (!hasPublic) {
        console.warn(`没有 ../shared/eval/${PUBLIC_SET.name}：公开题集上的质量未测。`);
        return;
      }
      const measured = await measurePublic(PUBLIC_SET, PUBLIC_QUESTIONS);
      expect(missedFloors({ ...summarisePublic(measured.map(({ row }) => row)) }, PUBLIC_SET.floors)).toEqual([]);
      await expectVerbatim(
        measured.map(({ answer }) => answer),
        foldersOf(PUBLIC_SET).corpusFolder,
      );
    },
    PUBLIC_TIMEOUT_MILLISECONDS,
  );
});
