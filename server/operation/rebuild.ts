/** Building the index in a process of its own: what it takes of memory and processor is not the server's. */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { knownError } from '../../corpus/errors.ts';
import type { BuildProgress } from '../../index/build-progress.ts';
import { readProgress } from '../indexing/tell-parent.ts';

const COMMAND = fileURLToPath(new URL('../reindex.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Lines of a failed build that its error repeats. */
const LINES_TOLD = 5;

/**
 * Builds the index of the configured corpus as `npm run index` does, at a lower priority than answering.
 *
 * @param tell told of each line that the build prints
 * @param signal ends the build; what was current stays so
 * @param onProgress told of how far it is
 * @throws KnownError index_not_built with the last lines of a build that failed.
 */
export async function rebuildIndex(
  tell: (line: string) => void,
  signal: AbortSignal,
  onProgress: (progress: BuildProgress) => void,
): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', COMMAND, '--quiet'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    signal,
  });
  const lines: string[] = [];
  createInterface({ input: child.stderr as Readable }).on('line', (line) => {
    lines.push(line);
    tell(line);
  });
  child.on('message', (message) => {
    const progress = readProgress(message);
    if (progress) onProgress(progress);
  });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code !== 0) throw knownError('index_not_built', lines.slice(-LINES_TOLD).join(' '));
}
