/** Before the browser tests: one server over the digests for all of them; it keeps nothing of what one test did. */
import type { TestProject } from 'vitest/node';
import { startServer } from './start-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    digestsOrigin: string;
    digestsDataFolder: string;
  }
}

export default async function serveDigests(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  project.provide('digestsOrigin', server.origin);
  project.provide('digestsDataFolder', server.dataFolder);
  return () => server.stop();
}
