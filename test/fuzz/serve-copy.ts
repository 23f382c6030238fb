/** A server over a copy of the digests: the requests put files in, take them out and build, not in the repository's own. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '../browser/start-server.ts';

const DIGESTS = 'corpus/bulletins';

export async function serveCopy(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-fuzz-'));
  await cp(DIGESTS, folder, { recursive: true });
  const server = await startServer(folder);
  return {
    ...server,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
