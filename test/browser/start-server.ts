/** The real server as a child process on a free loopback port, the way `npm start` runs it. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SMALL_PROCESS } from '../../scripts/processes.mjs';
import { readConfig } from '../../server/config.ts';

export type RunningServer = { origin: string; pid: number; dataFolder: string; stop(): Promise<void> };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const POLL_MILLISECONDS = 100;

const DIGESTS = 'corpus/bulletins';

/**
 * Serves a folder of bulletins, the digests by default, with a data folder of its own, gone when it stops: nothing of a
 * test comes into the installation's. The digests are answered from the installation's index; another folder gets its own.
 *
 * @throws Error with what the server printed, when it ends before it answers.
 */
export async function startServer(
  corpusFolder: string = DIGESTS,
  environment: Record<string, string> = {},
): Promise<RunningServer> {
  const { modelFolder, indexRoot } = readConfig(process.env);
  const dataFolder = await mkdtemp(join(tmpdir(), 'bulletin-qa-data-'));
  if (corpusFolder === DIGESTS) await linkFolder(indexRoot, join(dataFolder, 'index'));
  const data = { DATA_DIR: dataFolder, MODEL_DIR: modelFolder, ...environment };
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...SMALL_PROCESS.nodeOptions, '--import', 'tsx', 'server/main.ts'], {
    cwd: ROOT,
    env: { ...SMALL_PROCESS.environment, HOST: '127.0.0.1', PORT: String(port), CORPUS_DIR: corpusFolder, ...data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  while (!(await isHealthy(origin))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the server ended with code ${child.exitCode} before it answered:\n${printed}`);
    }
    await wait(POLL_MILLISECONDS);
  }
  return {
    origin,
    pid: child.pid as number,
    dataFolder,
    async stop() {
      child.kill();
      await ended;
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A junction, which Windows lets anybody make; a link to a folder elsewhere. */
async function linkFolder(target: string, path: string): Promise<void> {
  await mkdir(target, { recursive: true });
  await symlink(target, path, 'junction');
}

async function isHealthy(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/api/health`)).ok;
  } catch {
    return false;
  }
}

/** A port of loopback that nothing listens on. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
