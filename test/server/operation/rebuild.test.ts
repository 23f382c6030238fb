/** The build that a server starts in a process of its own, and what it hears of it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BuildProgress } from '../../../index/build-progress.ts';
import { rebuildIndex } from '../../../server/operation/rebuild.ts';
import { environmentOf } from '../../faults/build-process.ts';
import { createSmallCorpus, type SmallCorpus } from '../../faults/small-corpus.ts';

let corpus: SmallCorpus;
beforeEach(async () => {
  corpus = await createSmallCorpus();
  for (const [name, value] of Object.entries(environmentOf(corpus))) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await corpus.remove();
});

describe('the build of a server', () => {
  it('makes an index, and tells of how far it is while it does', async () => {
    const told: BuildProgress[] = [];
    await rebuildIndex(
      () => undefined,
      new AbortController().signal,
      (progress) => told.push(progress),
    );
    expect(await corpus.indexes()).toHaveLength(1);
    expect(told[0]).toMatchObject({ files: { total: 1 }, sentences: 1, sentencesLeft: 2 });
  });

  it('that fails says why in its own words', async () => {
    vi.stubEnv('CORPUS_DIR', `${corpus.corpusFolder}-missing`);
    const lines: string[] = [];
    const failing = rebuildIndex(
      (line) => lines.push(line),
      new AbortController().signal,
      () => undefined,
    );
    await expect(failing).rejects.toMatchObject({
      code: 'index_not_built',
      message: expect.stringContaining('找不到语料文件夹') as string,
    });
    expect(lines.join()).toContain('找不到语料文件夹');
  });
});
