import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import PACKAGE from '../../../package.json' with { type: 'json' };
import type { Answerer } from '../../../server/answer.ts';
import { createApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import { type Status, statusSchema } from '../../../server/contract-status.ts';
import { LoadHistory } from '../../../server/operation/load-history.ts';
import type { Services } from '../../../server/services.ts';
import { openDigests } from '../../open-corpus.ts';
import { describeGolden, recordQuality } from '../../eval/record.ts';

let answerer: Answerer;
let folder: string;

beforeAll(async () => {
  answerer = await openDigests();
  folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-status-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(services: Partial<Services> = {}): Promise<Status> {
  const app = createApp({ answerer: () => answerer, pageFolder: 'web/dist', bodyLimitBytes: 1024, ...services });
  const response = await app.request('/api/status');
  expect(response.status).toBe(200);
  return statusSchema.parse(await response.json());
}

describe('GET /api/status', () => {
  it('tells what is held, whose parts add up', async () => {
    const { held, warnings } = await read();
    const { bulletins, articles, chunks } = answerer.store.manifest.counts;
    expect(held).toMatchObject({ bulletins, articles, chunks });
    const inIssues = held.issues.reduce((sum, issue) => sum + issue.articles, 0);
    expect(inIssues + held.withoutIssue).toBe(articles);
    expect(warnings).toEqual([]);
  });

  it('gives of each place a filter that lets through as many articles as it says', async () => {
    const { held } = await read();
    const app = createApp({ answerer: () => answerer, pageFolder: 'web/dist', bodyLimitBytes: 1024 });
    expect(held.prefectures.length).toBeGreaterThan(3);
    for (const place of held.prefectures.flatMap(({ places }) => places)) {
      const found = await app.request(`/api/articles?place=${encodeURIComponent(place.filter)}`);
      expect({ place, count: ((await found.json()) as { articles: [] }).articles.length }).toMatchObject({
        count: place.articles,
      });
    }
  });

  it('tells the versions, and when the index was built where its folder is known', async () => {
    const { versions } = await read({ indexRoot: readConfig(process.env).indexRoot });
    const { indexVersion, makers } = answerer.store.manifest;
    expect(versions).toMatchObject({
      product: PACKAGE.version,
      index: indexVersion,
      model: makers.model,
      building: false,
    });
    expect(Date.parse(versions.indexBuiltAt ?? '')).toBeLessThanOrEqual(Date.now());
    expect((await read({ building: () => true })).versions).toMatchObject({ indexBuiltAt: null, building: true });
    const progress = { filesDone: 1, filesTotal: 4, sentences: 9, sentencesLeft: null, sentencesPerSecond: null };
    const rebuilding = {
      building: () => true,
      progress: () => ({ ...progress, secondsLeft: null }),
      pinned: () => true,
    };
    expect((await read(rebuilding)).versions).toMatchObject({ building: true, progress, pinned: true });
  });

  it('shows the figures that were measured on this code over this index', async () => {
    const qualityFile = join(folder, 'quality.json');
    expect((await read({ qualityFile })).quality).toMatchObject({ state: 'not_measured', rows: [] });
    const { indexVersion } = answerer.store.manifest;
    const row = { ...describeGolden('甲', []), indexVersion };
    await recordQuality(qualityFile, [row, { ...row, name: '乙', indexVersion: 'another' }]);
    const { state, rows } = (await read({ qualityFile })).quality;
    expect(state).toBe('measured');
    expect(rows.map(({ name, overHeld }) => [name, overHeld])).toEqual([
      ['甲', true],
      ['乙', false],
    ]);
  });

  it('tells the load and the queue, and zeros where nobody counts', async () => {
    const load = new LoadHistory();
    load.record({ outcome: 'answered', milliseconds: 20 });
    load.record({ outcome: 'busy', milliseconds: 0 });
    const queue = { running: 2, waiting: 3, limit: 128 };
    const busy = (await read({ load, queue: () => queue })).load;
    expect(busy).toMatchObject({ requests: 2, answered: 1, noEvidence: 0, failed: 0, busy: 1, queue });
    expect(busy.medianMilliseconds).toBeCloseTo(20, 0);
    expect((await read()).load).toMatchObject({ requests: 0, medianMilliseconds: null, queue: null });
  });

  it('is 503 while there is no index', async () => {
    const app = createApp({ answerer: () => null, pageFolder: 'web/dist', bodyLimitBytes: 1024 });
    expect((await app.request('/api/status')).status).toBe(503);
  });
});
