/**
 * What `npm run doctor` checks that needs the program's own code, one line of JSON for each finding. It changes nothing:
 * neither an index nor a package is brought here. scripts/doctor.mjs runs and shows it.
 */
import { messageOf } from '../../corpus/errors.ts';
import type { Config } from '../config.ts';
import { type Check, tell } from './check.ts';
import { checkCorpus, checkIndex } from './contents.ts';
import { checkPort } from './port.ts';
import { checkAccess, checkVariables } from './settings.ts';
import { checkDataFolder, checkDisk, checkFeedback } from './storage.ts';

const { check, config } = checkVariables(process.env);
tell(check);
await tellOf('access', '访问', () => checkAccess(config));
await tellContents(config);
await tellOf('data', '数据文件夹', () => checkDataFolder(config));
await tellOf('disk', '磁盘空间', () => checkDisk(config));
await tellOf('feedback', '反馈数据库', () => checkFeedback(config));
await tellOf('port', '端口', () => checkPort(config));

async function tellContents(config: Config): Promise<void> {
  let hash: string | null = null;
  await tellOf('corpus', '简报', async () => {
    const corpus = await checkCorpus(config);
    hash = corpus.hash;
    return corpus.check;
  });
  await tellOf('index', '索引', () => checkIndex(config, hash));
}

/** A check that fails in a way of its own is told as bad, and the others go on. */
async function tellOf(id: string, title: string, run: () => Promise<Check>): Promise<void> {
  try {
    tell(await run());
  } catch (thrown) {
    tell({ id, title, verdict: 'bad', found: `检查没有完成：${messageOf(thrown)}`, remedy: '按原因改正后再运行一次' });
  }
}
