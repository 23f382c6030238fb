/**
 * `node scripts/run.mjs test/bench/wrong-keys.ts`: what a wrong key costs, as medians of single requests through the
 * guards. The kinds take turns in changing order, so that whatever else goes on meets them alike. A wrong key must cost no more
 * than the right one, and one of an id that is held no more or less than one that is not.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { createGuards, openAccess } from '../../server/access/access.ts';
import { readConfig } from '../../server/config.ts';
import { addKey } from '../../server/access/keys.ts';
import { matchSecret } from '../../server/access/keys-secret.ts';
import { respondWithProblem } from '../../server/problems.ts';

const ROUNDS = 4_000;
const WARM_UP = 500;
/** Length of `bqa_<id>_`. */
const HEAD = 13;

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-bench-'));
  try {
    const { keysFile, access } = readConfig({ DATA_DIR: folder, REQUIRE_KEYS: 'true', RATE_LIMIT: '0' });
    const { key, token } = await addKey(keysFile, 'bench', 'read');
    const secret = token.slice(HEAD);
    const kinds = {
      'right key': token,
      'wrong secret': token.slice(0, HEAD) + secret.split('').reverse().join(''),
      'unknown id': `bqa_ffffffff_${secret}`,
      'no key at all': 'x',
    };
    const app = new Hono();
    for (const guard of createGuards(await openAccess(access, keysFile))) app.use(guard);
    app.all('*', () => new Response('done'));
    app.onError((error, context) => respondWithProblem(context, error));

    const recordOf = (id: string) => (id === key.id ? key : undefined);
    await compare('through the guards', kinds, (given) =>
      app.request('/api/articles', { headers: { authorization: `Bearer ${given}` } }),
    );
    await compare('comparison alone', kinds, (given) => matchSecret(given, recordOf));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function shuffle<Item>(items: Item[]): Item[] {
  return items
    .map((item) => ({ item, rank: Math.random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

async function compare(name: string, kinds: Record<string, string>, run: (given: string) => unknown): Promise<void> {
  const times = new Map(Object.keys(kinds).map((kind) => [kind, [] as number[]]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [kind, given] of shuffle(Object.entries(kinds))) {
      const begun = performance.now();
      await run(given);
      if (round >= 0) times.get(kind)?.push(performance.now() - begun);
    }
  }
  console.log(name);
  for (const [kind, all] of times) {
    const sorted = all.sort((a, b) => a - b);
    const at = (share: number): string => ((sorted[Math.floor(sorted.length * share)] ?? 0) * 1000).toFixed(1);
    console.log(`  ${kind.padEnd(14)} median ${at(0.5)} µs, 25 % ${at(0.25)} µs, 75 % ${at(0.75)} µs`);
  }
}

await measure();
