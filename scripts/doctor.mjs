/**
 * `npm run doctor`: says of everything a start and an answer lean on whether it is as it should be, and how to mend what
 * is not. It brings and mends nothing itself, and runs where nothing is installed yet.
 */
import process from 'node:process';
import {
  checkBuiltPage,
  checkModelFiles,
  checkNativeModules,
  checkNode,
  checkPackages,
  hasTypeScriptLoader,
} from './doctor/installation.mjs';
import { checkClock, checkMemory } from './doctor/machine.mjs';
import { runChecks } from './doctor/run-checks.mjs';
import { exitWithError, SetupError } from './messages.mjs';

const HELP = `用法：npm run doctor [-- --json]

逐项检查能否启动和回答：Node、依赖和本机模块、模型、网页、简报、索引、数据文件夹、磁盘、内存、时钟、
环境变量、访问密钥、端口、反馈数据库，并在断开一切网络连接的情况下试答一题。只检查，不安装也不改动任何东西。
每项一行：✓ 正常，！ 可用但应留意，✗ 须改正；“→”后是改正的办法。

  --json  输出 JSON，供程序读取

没有 ✗ 时退出代码为 0，否则为 1。
`;

const SIGNS = { good: '✓', doubtful: '！', bad: '✗' };

const WATCHED = ['--import', './server/doctor/watch-network.mjs'];

try {
  const given = process.argv.slice(2);
  const unknown = given.find((argument) => !['--json', '--help', '-h'].includes(argument));
  if (unknown !== undefined) throw new SetupError(`参数“${unknown}”不认识，可用的是 --json 和 --help。`);
  if (given.includes('--help') || given.includes('-h')) process.stdout.write(HELP);
  else process.exitCode = await examine(given.includes('--json'));
} catch (error) {
  exitWithError(error);
}

async function examine(asJson) {
  const startedAt = Date.now();
  const checks = [];
  for await (const found of findAll()) {
    checks.push(...found);
    if (!asJson) for (const check of found) process.stdout.write(`${describe(check)}\n`);
  }
  const isHealthy = checks.every(({ verdict }) => verdict !== 'bad');
  const milliseconds = Date.now() - startedAt;
  if (asJson) process.stdout.write(`${JSON.stringify({ isHealthy, milliseconds, checks }, null, 2)}\n`);
  else process.stdout.write(`\n${summarise(checks)}用时 ${(milliseconds / 1000).toFixed(1)} 秒。\n`);
  return isHealthy ? 0 : 1;
}

/** All findings in the order in which they are shown; what takes its time runs side by side. */
async function* findAll() {
  const packages = checkPackages();
  yield [checkNode(), packages];
  const canRun = hasTypeScriptLoader();
  const slow = [
    canRun ? checkNativeModules().then((check) => [check]) : [],
    checkModelFiles().then((check) => [check]),
    [checkBuiltPage()],
    canRun ? findWithProgram() : [leaveOut('program', '简报、索引、设置等')],
    canRun ? answerWithoutNetwork() : [leaveOut('answer', '断网试答')],
  ];
  for (const found of slow) yield await found;
  yield [checkMemory(), checkClock()];
}

function leaveOut(id, title) {
  return { id, title, verdict: 'doubtful', found: '没有检查：须先装好依赖', remedy: '先改正“依赖”一项' };
}

async function findWithProgram() {
  const { checks, problem } = await runChecks('server/doctor/main.ts');
  return problem === null ? checks : [...checks, describeFailure('program', '其余各项', problem)];
}

async function answerWithoutNetwork() {
  const { checks, attempts, problem } = await runChecks('server/doctor/answer.ts', { nodeArguments: WATCHED });
  const [answer = describeFailure('answer', '断网试答', problem ?? '没有输出')] = checks;
  return [{ ...answer, title: '断网试答' }, describeAttempts(attempts, answer)];
}

function describeAttempts(attempts, answer) {
  const what = { id: 'network', title: '联网' };
  if (attempts.length > 0) {
    const found = `试答时有 ${attempts.length} 次联网的企图，均已拦下：${[...new Set(attempts)].join('、')}`;
    return {
      ...what,
      verdict: 'bad',
      found,
      remedy: '检查 NODE_OPTIONS 和 node_modules 是否被改动；删除 node_modules 后运行 npm start 即重新安装',
    };
  }
  if (answer.verdict === 'good') return { ...what, verdict: 'good', found: '试答时没有一次联网的企图' };
  return { ...what, verdict: 'doubtful', found: '没有试答，不能断定', remedy: '先改正其他各项，再运行一次' };
}

function describeFailure(id, title, problem) {
  const remedy = '先改正“依赖”和“本机模块”两项；仍不行时删除 node_modules，再运行 npm start';
  return { id, title, verdict: 'bad', found: `检查程序没有跑完（${problem}）`, remedy };
}

function describe({ title, verdict, found, remedy }) {
  const text = `${SIGNS[verdict]} ${title}：${found}${remedy ? ` → ${remedy}` : ''}`;
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

function summarise(checks) {
  const count = (wanted) => checks.filter(({ verdict }) => verdict === wanted).length;
  if (count('bad') > 0) return `${count('bad')} 项须改正，${count('doubtful')} 项应留意，`;
  return count('doubtful') > 0 ? `可以启动，${count('doubtful')} 项应留意，` : '一切正常，';
}
