/** Building the index in a process of its own: what it takes of memory and processor is not the server's. */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { knownError } from '../../corpus/errors.ts';

const COMMAND = fileURLToPath(new URL('../reindex.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Lines of a failed build that its error repeats. */
const LINES_TOLD = 5;

/**
 * Builds the index of the configured corpus as `npm run index` does, at a lower priority than answering.
 *
 * @param tell told of each line that the build prints
 * @param signal ends the build; what was current stays so
 * @throws KnownError index_not_built with the last lines of a build that failed.
 */
export async function rebuildIndex(tell: (line: string) => void, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', COMMAND, '--quiet'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    tell(line);
  });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code !== 0) throw knownError('index_not_built', lines.slice(-LINES_TOLD).join(' '));
}
