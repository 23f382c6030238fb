/** The machine: its memory and its clock. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { repositoryRoot } from '../processes.mjs';

const GIGABYTE = 1e9;

/** What a server over some hundred bulletins takes, with room for the system beside it. */
const NEEDED_BYTES = 1 * GIGABYTE;

/** Dates of files carry the clock of the machine that wrote them, which may be a little ahead or in another zone. */
const CLOCK_TOLERANCE_MILLISECONDS = 86_400_000;

export function checkMemory() {
  const what = { id: 'memory', title: '内存' };
  // A container or a service may be allowed less than the machine has; without such a limit the figure is 0 or huge.
  const limit = process.constrainedMemory?.() || Infinity;
  const total = Math.min(totalmem(), limit);
  const found = `共 ${inGigabytes(total)} GB，可用 ${inGigabytes(Math.min(freemem(), total))} GB`;
  if (total >= NEEDED_BYTES) return { ...what, verdict: 'good', found };
  const remedy = `增加内存到 ${inGigabytes(NEEDED_BYTES)} GB 以上，或放宽对本程序的限制`;
  return { ...what, verdict: 'doubtful', found, remedy };
}

/** A clock before the program's own date is wrong, and with it the dates of logs, keys and feedback. */
export function checkClock(now = Date.now()) {
  const what = { id: 'clock', title: '时钟' };
  const newest = Math.max(newestFile(), newestCommit());
  const found = `${showTime(now)}，程序文件的日期是 ${showTime(newest)}`;
  if (now >= newest - CLOCK_TOLERANCE_MILLISECONDS) return { ...what, verdict: 'good', found };
  return { ...what, verdict: 'doubtful', found: `${found}，时钟慢了`, remedy: '校准时钟，例如 timedatectl set-time' };
}

function newestFile() {
  const files = ['corpus', 'index', 'server'].flatMap((folder) =>
    readdirSync(join(repositoryRoot, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  return Math.max(...['package.json', ...files].map((file) => statSync(join(repositoryRoot, file)).mtimeMs));
}

/** Gives 0 where there is no git or no repository: then the files tell. */
function newestCommit() {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'];
    const seconds = execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: repositoryRoot,
      encoding: 'utf8',
      stdio,
    });
    return Number(seconds) * 1000 || 0;
  } catch {
    return 0;
  }
}

function inGigabytes(bytes) {
  return (bytes / GIGABYTE).toFixed(1);
}

function showTime(milliseconds) {
  return new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
}
