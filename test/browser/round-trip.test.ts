/** Bulletins printed as PDF and scanned, and read again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sameCharacters } from '../round-trip/compare.ts';
import { expectCameBack } from '../round-trip/expect-came-back.ts';
import { measureFacts, type Original, readOriginals, roundTrip, SET } from '../round-trip/measure.ts';
import { PRINTED_RENDITIONS, SCAN } from '../round-trip/renditions.ts';
import { browserName, openBrowser } from './open-browser.ts';

/** Recognising the pages of an issue takes its time. */
const SCAN_TIMEOUT = 300_000;

let folder: string;
let originals: Original[];
let browser: Browser;
let plainFacts: number;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'round-trip-'));
  originals = await readOriginals();
  plainFacts = await measureFacts(SET.corpusFolder, join(folder, 'index'));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

// Firefox prints no PDF for its driver.
if (browserName === 'firefox') {
  it('bulletins as PDF are not measured in Firefox', () => console.warn('Firefox 不能由测试打印 PDF：这里不测。'));
} else {
  describe.each(PRINTED_RENDITIONS)(`${SET.name} as a $name`, (rendition) => {
    it('come back with the same words and parts, and answer as well', async () => {
      const corpus = join(folder, rendition.name);
      const back = await roundTrip(originals, rendition, corpus, browser);
      expectCameBack(back, rendition);
      expect(sameCharacters(back)).toBeGreaterThanOrEqual(rendition.least.characters);
      const facts = await measureFacts(corpus, join(folder, 'index'));
      expect(facts).toBeGreaterThanOrEqual(plainFacts - rendition.factsLost);
    });
  });

  describe(`the shortest of ${SET.name} as a ${SCAN.name}`, () => {
    it(
      'comes back with nearly all its words, and in its parts',
      async () => {
        const lengthOf = ({ articles }: Original): number => articles.reduce((sum, { text }) => sum + text.length, 0);
        const shortest = [...originals].sort((a, b) => lengthOf(a) - lengthOf(b)).slice(0, 1);
        const back = await roundTrip(shortest, SCAN, join(folder, SCAN.name), browser);
        expectCameBack(back, SCAN);
        expect(sameCharacters(back)).toBeGreaterThanOrEqual(SCAN.least.characters);
      },
      SCAN_TIMEOUT,
    );
  });
}
