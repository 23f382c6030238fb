/**
 * `node scripts/run.mjs --browser test/bench/round-trip.ts`: every bulletin in every form, and what comes back of it. Without
 * arguments all forms; with names of forms, those.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../browser/open-browser.ts';
import { sameCharacters } from '../round-trip/compare.ts';
import { type CameBack, measureFacts, readOriginals, roundTrip, SET } from '../round-trip/measure.ts';
import { PRINTED_RENDITIONS, type Rendition, SCAN, TEXT_RENDITIONS } from '../round-trip/renditions.ts';

const HELP = `用法：node scripts/run.mjs --browser test/bench/round-trip.ts [形式…]

把每份简报写成各种形式，再读回来比较。扫描件要识别，全部约需几分钟。
`;

const RENDITIONS: readonly Rendition[] = [...TEXT_RENDITIONS, ...PRINTED_RENDITIONS, SCAN];

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

function rowOf(name: string, back: readonly CameBack[], seconds: number): string {
  const sum = (count: (file: CameBack) => number): number => back.reduce((total, file) => total + count(file), 0);
  const least = (part: (file: CameBack) => number): string => percent(Math.min(...back.map(part)));
  const articles = `${sum(({ articles: { after } }) => after)}/${sum(({ articles: { before } }) => before)}`;
  const parts = [least(({ titles }) => titles), least(({ headings }) => headings), least(({ bylines }) => bylines)];
  return [name, percent(sameCharacters(back)), articles, ...parts, `${seconds.toFixed(0)} s`].join(' | ');
}

async function measure(names: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'round-trip-'));
  const browser = await openBrowser();
  try {
    const originals = await readOriginals();
    const index = join(folder, 'index');
    console.log(`${SET.name}：纯文本 facts@5 ${percent(await measureFacts(SET.corpusFolder, index))}`);
    console.log('form | characters | articles | titles | headings | bylines | time | facts@5');
    for (const rendition of RENDITIONS.filter(({ name }) => names.length === 0 || names.includes(name))) {
      const corpus = join(folder, rendition.name);
      const startedAt = performance.now();
      const back = await roundTrip(originals, rendition, corpus, browser);
      const seconds = (performance.now() - startedAt) / 1000;
      const facts = percent(await measureFacts(corpus, index));
      console.log(`${rowOf(rendition.name, back, seconds)} | ${facts}`);
      for (const file of back) console.log(`  ${rowOf(file.file, [file], 0)}`);
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const names = process.argv.slice(2);
if (names.includes('--help')) console.log(HELP);
else await measure(names);
