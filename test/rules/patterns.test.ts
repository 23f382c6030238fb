/**
 * Every regular expression of the product takes time linear in what it is matched against: literals, read from the
 * sources, and those put together at run time, caught as they are made. Checked by recheck, whose backend in plain
 * JavaScript needs nothing besides. The linter's rules look at the same with other eyes (see eslint.config.js).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PatternLiteral, readPatterns } from './read-patterns.ts';

const root = resolve(import.meta.dirname, '../..');
const FOLDERS = ['corpus', 'index', 'server', 'web', 'scripts'];

/** The search for an attack ends after so many rounds; what it finds in ours, it finds in the first. */
const EFFORT = {
  maxIteration: 2,
  maxInitialGenerationSize: 100,
  maxGeneStringSize: 1_200,
  incubationLimit: 10_000,
  // Steps are counted and not time, which a busy machine would take for an attack.
  incubationTimeout: null,
  attackTimeout: null,
  timeout: 110_000,
};

/** Patterns that are only ever matched against text of a fixed length, and so take bounded time: file, and how they begin. */
const BOUNDED = [
  // The last 100 characters of a sentence.
  { path: 'server/verify/own-words.ts', beginning: '\\s{0,9}(?:[（(【〔[]' },
];

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('web/dist/')),
);
const read = sources.map((path) => ({ path, ...readPatterns(path, readFileSync(join(root, path), 'utf8')) }));

async function findFault({ place, source, flags }: PatternLiteral): Promise<string | null> {
  process.env['RECHECK_BACKEND'] = 'pure';
  const { check } = await import('recheck');
  const { status, ...found } = await check(source, flags, EFFORT);
  if (status === 'safe') return null;
  const attack = 'attack' in found ? `, e.g. ${found.attack.pattern}` : '';
  const degree = 'complexity' in found ? found.complexity?.summary : 'unknown';
  return `${place} /${source}/${flags}: ${degree}${attack}`;
}

async function findFaults(patterns: readonly PatternLiteral[]): Promise<string[]> {
  const unique = new Map(patterns.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern]));
  const faults: string[] = [];
  for (const pattern of unique.values()) {
    const { place, source } = pattern;
    if (BOUNDED.some(({ path, beginning }) => place.startsWith(`${path}:`) && source.startsWith(beginning))) continue;
    const fault = await findFault(pattern);
    if (fault !== null) faults.push(fault);
  }
  return faults;
}

describe('patterns written in the sources', () => {
  it.each(FOLDERS)('of %s/ are linear', async (folder) => {
    const literals = read.filter(({ path }) => path.startsWith(`${folder}/`)).flatMap(({ literals }) => literals);
    expect(literals.length).toBeGreaterThan(0);
    expect(await findFaults(literals)).toEqual([]);
  });
});

describe('patterns put together at run time', () => {
  const made: PatternLiteral[] = [];
  const Original = RegExp;

  beforeAll(async () => {
    const record = (pattern: RegExp): RegExp => {
      const place = findPlace(new Error().stack ?? '');
      if (place !== null) made.push({ place, source: pattern.source, flags: pattern.flags });
      return pattern;
    };
    globalThis.RegExp = new Proxy(Original, {
      construct: (target, parts) => record(Reflect.construct(target, parts) as RegExp),
      apply: (target, that, parts) => record(Reflect.apply(target, that, parts) as RegExp),
    });
    // Loaded only here, so that what they make while they load is caught.
    const { openDigests } = await import('../open-corpus.ts');
    const { answerQuestion } = await import('../../server/answer.ts');
    const { checkDraft } = await import('../../server/verify/verify.ts');
    const open = await openDigests();
    const without = ['天等县', '2018', '扶贫车间'];
    const history = ['2018年天等县的扶贫车间怎么做？'];
    await answerQuestion(open, { question: '2018年天等县建了多少个扶贫车间？', without });
    await answerQuestion(open, { question: '那资金从哪里来？', history, without });
    await checkDraft(open, '天等县建成扶贫车间39个，2018年带动贫困户就业。');
    const { loadCorpus } = await import('../../corpus/load.ts');
    await loadCorpus(join(root, 'corpus/bulletins'));
    for (const { presentSummary } of [await import('../../server/present.ts')]) {
      (await open.store.articles()).forEach(presentSummary);
    }
  });
  afterAll(() => {
    globalThis.RegExp = Original;
  });

  it('are all made by what this test does', () => {
    const files = new Set(made.map(({ place }) => place.split(':')[0]));
    const unmade = read.filter(({ path, constructed }) => constructed.length > 0 && !files.has(path));
    expect(unmade.map(({ path }) => path)).toEqual([]);
  });

  it('are linear', async () => {
    expect(made.length).toBeGreaterThan(0);
    expect(await findFaults(made)).toEqual([]);
  });
});

/** The line of the product that made a pattern; null where a library did. */
function findPlace(stack: string): string | null {
  const caller = stack.split('\n').find((line) => /:\d+:\d+\)?$/.test(line) && !line.includes('patterns.test.ts'));
  const path = sources.find((source) => caller?.includes(join(root, source)));
  return path ? `${path}:${/:(\d+):\d+\)?$/.exec(caller ?? '')?.[1] ?? ''}` : null;
}

describe('the reader of patterns', () => {
  it('finds literals with their flags, and where others are made', () => {
    const text = 'const a = /x\\/[/]y/gu;\nconst b = new RegExp(`${c}`, "u");\nconst d = e / f / g; RegExp("h");';
    expect(readPatterns('server/x.ts', text)).toEqual({
      literals: [{ place: 'server/x.ts:1', source: 'x\\/[/]y', flags: 'gu' }],
      constructed: ['server/x.ts:2', 'server/x.ts:3'],
    });
  });

  it.each(['(a+)+$', '\\s+$', 'a.*b.*c'])('lets the checker find that /%s/ is not linear', async (source) => {
    expect(await findFault({ place: 'x', source, flags: 'u' })).toMatch(/polynomial|exponential/);
  });
});
