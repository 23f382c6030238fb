/** Bulletins written as text, pages and Word documents, and read again: words, structure and answers are the same. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sameCharacters } from './compare.ts';
import { measureFacts, type Original, readOriginals, roundTrip, SET } from './measure.ts';
import { TEXT_RENDITIONS } from './renditions.ts';
import { expectCameBack } from './expect-came-back.ts';

let folder: string;
let originals: Original[];
let plainFacts: number;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'round-trip-'));
  originals = await readOriginals();
  plainFacts = await measureFacts(SET.corpusFolder, join(folder, 'index'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(TEXT_RENDITIONS)(`${SET.name} as $name`, (rendition) => {
  it('come back with the same words and parts, and answer as well', async () => {
    const corpus = join(folder, rendition.ending);
    const back = await roundTrip(originals, rendition, corpus);
    expectCameBack(back, rendition);
    expect(sameCharacters(back)).toBeGreaterThanOrEqual(rendition.least.characters);
    const facts = await measureFacts(corpus, join(folder, 'index'));
    expect(facts).toBeGreaterThanOrEqual(plainFacts - rendition.factsLost);
  });
});
