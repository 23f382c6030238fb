/** The embedded store, built and opened in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex } from '../../index/build.ts';
import { openIndex } from '../../index/open.ts';
import { describePassageStore } from './passage-store.cases.ts';

describePassageStore('an index folder', async (corpus, embedder) => {
  const indexRoot = await mkdtemp(join(tmpdir(), 'bulletin-qa-store-'));
  await buildIndex({ indexRoot, source: corpus, embedder });
  const store = await openIndex(indexRoot, corpus.hash, embedder.name);
  return { store, close: () => rm(indexRoot, { recursive: true, force: true }) };
});
