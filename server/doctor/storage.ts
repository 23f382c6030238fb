/** The data folder, the room on its disk, and the database of readers' feedback. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '../../corpus/errors.ts';
import type { Config } from '../config.ts';
import type { Check } from './check.ts';

const MEGABYTE = 1_000_000;

/** Kept free beside a rebuild: logs, feedback and what else the machine writes meanwhile. */
const MARGIN_BYTES = 200 * MEGABYTE;

/** Says whether the data folder, or the folder that it would be made in, can be written to, by writing. */
export async function checkDataFolder({ indexRoot }: Config): Promise<Check> {
  const what = { id: 'data', title: '数据文件夹' };
  const folder = dirname(indexRoot);
  try {
    const trial = await mkdtemp(join(nearestExisting(folder), '.doctor-'));
    await rm(trial, { recursive: true });
    return { ...what, verdict: 'good', found: `${folder} 可写` };
  } catch (thrown) {
    const found = `${folder} 不可写（${(thrown as NodeJS.ErrnoException).code ?? messageOf(thrown)}）`;
    const remedy = '允许运行本程序的用户写入它，或用 DATA_DIR 指明另一个文件夹';
    return { ...what, verdict: 'bad', found, remedy };
  }
}

/** Compares the free space with what a rebuild needs: the index is built beside the present one. */
export async function checkDisk({ indexRoot }: Config): Promise<Check> {
  const what = { id: 'disk', title: '磁盘空间' };
  const { bavail, bsize } = await statfs(nearestExisting(indexRoot));
  const free = bavail * bsize;
  const needed = 2 * (await sizeOf(indexRoot)) + MARGIN_BYTES;
  const found = `剩余 ${formatMegabytes(free)}，重建索引需约 ${formatMegabytes(needed)}`;
  if (free >= needed) return { ...what, verdict: 'good', found };
  const remedy = '清理这块磁盘，或用 DATA_DIR 把数据放到空间足够的磁盘上';
  return { ...what, verdict: 'bad', found, remedy };
}

/** Opens the feedback database and lets it check itself; its library is loaded only where there is one. */
export async function checkFeedback({ feedbackFile }: Config): Promise<Check> {
  const what = { id: 'feedback', title: '反馈数据库' };
  if (!existsSync(feedbackFile)) return { ...what, verdict: 'good', found: '还没有，收到第一条反馈时建立' };
  const problem = await findDatabaseProblem(feedbackFile);
  if (problem === null) return { ...what, verdict: 'good', found: `${feedbackFile} 完好` };
  return {
    ...what,
    verdict: 'bad',
    found: `${feedbackFile} 已损坏或打不开（${problem}）`,
    remedy: '停止服务，用备份恢复它；没有备份时把它和同名的 -wal、-shm 文件移走，服务会另建一个',
  };
}

async function findDatabaseProblem(file: string): Promise<string | null> {
  const { default: Database } = await import('libsql');
  try {
    const database = new Database(file);
    try {
      const rows = database.prepare('pragma quick_check(1)').all() as { quick_check: string }[];
      const result = rows[0]?.quick_check;
      return result === 'ok' ? null : (result ?? 'quick_check 没有结果');
    } finally {
      database.close();
    }
  } catch (thrown) {
    return messageOf(thrown);
  }
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}

async function sizeOf(folder: string): Promise<number> {
  if (!existsSync(folder)) return 0;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function formatMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE)} MB`;
}
