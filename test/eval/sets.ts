/** The golden sets and the corpora they ask about. */
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import FLOORS from './floors.json' with { type: 'json' };
import type { Floors } from './floors.ts';

export interface GoldenSet {
  name: string;
  corpusFolder: string;
  questionsFile: string;
  /** Titles by the keys that the questions name articles by; null where they name them by their titles. */
  articlesFile: string | null;
  floors?: Floors;
}

/** A folder with passages.jsonl and questions.jsonl, whose every passage becomes a file of a corpus. */
export interface PublicSet {
  name: string;
  folder: string;
  floors: Floors;
}

const ROOT = join(import.meta.dirname, '../..');
const SHARED = join(ROOT, '../shared');

/** Our own questions over the digests that a fresh clone answers from. */
export const DIGEST_SET: GoldenSet & { floors: Floors } = {
  name: '摘编',
  corpusFolder: join(ROOT, 'corpus/bulletins'),
  questionsFile: join(ROOT, 'test/golden/digest.jsonl'),
  articlesFile: join(ROOT, 'test/golden/articles.json'),
  floors: FLOORS.digest,
};

/** Development questions over the real bulletins; not part of the repository. */
export const SHARED_SET: GoldenSet & { floors: Floors } = {
  name: '真实简报',
  corpusFolder: join(SHARED, 'bulletins'),
  questionsFile: join(SHARED, 'eval/dev.jsonl'),
  articlesFile: join(SHARED, 'eval/articles.json'),
  floors: FLOORS.dev,
};

/** What this installation has made of its own use (`npm run report`), over its own bulletins; not part of the repository. */
export function ownSet(): GoldenSet {
  const { corpusFolder, goldenFile } = readConfig(process.env);
  return { name: '本机题集', corpusFolder, questionsFile: goldenFile, articlesFile: null };
}

/** A public set of questions about encyclopedia passages: other texts and other askers than ours. */
export const PUBLIC_SET: PublicSet = {
  name: 'cmrc2018',
  folder: join(SHARED, 'eval/cmrc2018'),
  floors: FLOORS.cmrc2018,
};

/** Questions of the public set that are asked unless more are wanted. */
export const PUBLIC_QUESTIONS = 300;
