/**
 * `npm test`: set-up, then every check, each named with its time. A failing stage does not stop the
 * others, so that one run shows all there is to mend. The last line is `N passed, N failed`, where a stage that
 * fails without a failing test of its own counts as one.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describeError, exitWithError, SetupError } from './messages.mjs';
import { ensureChineseFont, ensureChromium } from './chromium.mjs';
import { ensureFirefox, ensureOldChromium } from './other-browsers.mjs';
import { runProgram } from './processes.mjs';
import { formatDuration } from './progress.mjs';
import { ensureDependencies, ensureNode, setUp } from './setup.mjs';

const HELP = `用法：npm test [-- --only unit|browser|lint|types]

准备好所缺的部分，然后依次检查：格式（prettier）、代码（eslint）、类型（tsc）、
单元、接口和质量测试（vitest）、浏览器测试（vitest，无界面的 Chromium；另在 Firefox 和 Chromium 92 中走一遍）。
--only 只做其中一类。浏览器由 CHROME_PATH、FIREFOX_PATH 指定，或按常用的名称查找。
BROWSER=firefox 或 old-chromium 使浏览器测试全部改在该浏览器中进行。
`;

/** One way through the whole page: what is tried in the browsers beside the present Chromium. */
const JOURNEY = 'test/browser/journey.test.ts';

/**
 * The browsers of the browser tests: how each is brought, and the variable that tells the tests where it is. Where one
 * is neither found nor can be brought, `ensure` gives null.
 */
const BROWSERS = {
  chromium: { variable: 'CHROME_PATH', ensure: ensureChromium },
  firefox: { variable: 'FIREFOX_PATH', ensure: ensureFirefox },
  'old-chromium': { variable: 'OLD_CHROMIUM_PATH', ensure: ensureOldChromium },
};

/**
 * What is being run, in order. `kind` is what --only selects; a stage with `project` is a run of vitest, over `files`
 * or all of the project, and one with `browser` is run in that browser.
 */
const STAGES = [
  { kind: 'lint', name: 'format (prettier)', program: 'prettier/bin/prettier.cjs', arguments: ['--check', '.'] },
  { kind: 'lint', name: 'lint (eslint)', program: 'eslint/bin/eslint.js', arguments: ['.', '--max-warnings', '0'] },
  { kind: 'types', name: 'types (tsc)', program: 'typescript/bin/tsc', arguments: ['-p', '.'] },
  { kind: 'types', name: 'types of web (tsc)', program: 'typescript/bin/tsc', arguments: ['-p', 'web'] },
  { kind: 'unit', name: 'unit, API and quality tests (vitest)', project: 'unit' },
  ...listBrowserStages(process.env.BROWSER),
];

function listBrowserStages(chosen) {
  const stage = (browser, files) => ({
    kind: 'browser',
    name: `browser test, ${browser}`,
    project: 'browser',
    browser,
    files,
  });
  if (chosen) return [stage(chosen)];
  return [stage('chromium'), stage('firefox', [JOURNEY]), stage('old-chromium', [JOURNEY])];
}

const KINDS = [...new Set(STAGES.map((stage) => stage.kind))];

/** Exit code of a program that SIGTERM ended. */
const TERMINATED = 143;

/** Set when someone stops the run: the stage in progress then fails, and the later ones must not begin. */
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (stopped = true));

try {
  const testArguments = process.argv.slice(2);
  if (testArguments.includes('--help') || testArguments.includes('-h')) {
    process.stdout.write(HELP);
  } else {
    const kinds = readKinds(testArguments);
    process.exitCode = await runStages(kinds);
  }
} catch (error) {
  exitWithError(error);
}

function readKinds(testArguments) {
  if (testArguments.length === 0) return KINDS;
  const [option, kind] = testArguments;
  if (testArguments.length === 2 && option === '--only' && KINDS.includes(kind)) return [kind];
  throw new SetupError(
    `参数是“${testArguments.join(' ')}”，可用的是 --only ${KINDS.join('|')}，例如：npm test -- --only unit`,
  );
}

/** Runs set-up and the stages of these kinds, prints the summary, and gives the exit code. */
async function runStages(kinds) {
  const results = [];
  const setUpResult = await timed('set-up', () => prepare(kinds));
  results.push(setUpResult);
  if (setUpResult.failed === 0) {
    const stages = STAGES.filter(({ kind }) => kinds.includes(kind));
    const of = (wanted) => stages.filter(({ project }) => project === wanted);
    // Checks and browsers leave a processor to each other; the unit tests use all there are.
    results.push(...(await runInLanes(of(undefined), 2, runCheck)));
    results.push(...(await runInLanes(of('unit'), 1, runTests)));
    results.push(...(await runInLanes(of('browser'), 2, runTests)));
  }
  return printSummary(results);
}

/** Runs stages, so many at a time, and gives their results in order. */
async function runInLanes(stages, lanes, run) {
  const results = new Map();
  const queue = stages.values();
  const runNext = async () => {
    for (const stage of queue) {
      if (stopped) throw new SetupError('检查被中断。');
      results.set(stage, await timed(stage.name, () => run(stage)));
    }
  };
  await Promise.all(Array.from({ length: lanes }, runNext));
  return stages.map((stage) => results.get(stage));
}

/** Format, lint and types need the packages only; tests need all that `npm start` needs. */
async function prepare(kinds) {
  if (kinds.includes('unit') || kinds.includes('browser')) {
    await setUp({ page: true });
    // Tests of recognition draw their pictures.
    await ensureChineseFont();
    if (kinds.includes('browser')) await buildDigests();
  } else {
    ensureNode();
    await ensureDependencies();
  }
  return { passed: 0, failed: 0, notes: [] };
}

/** The servers of browsers that are driven side by side share this index, and only one could build it. */
async function buildDigests() {
  const code = await runProgram(process.execPath, ['--import', 'tsx', 'server/reindex.ts', '--quiet'], {
    environment: { ...process.env, CORPUS_DIR: 'corpus/bulletins' },
    stdio: ['ignore', 'inherit', 'inherit'],
    forwardSignals: true,
  });
  if (code !== 0) throw new SetupError(`摘编的索引没有建成（代码 ${code}，原因见上面的输出）。`);
}

/** Gives the environment of a run in a browser; null where that browser is not to be had here. */
async function prepareBrowser(name) {
  // A browser built on Chromium is what the libraries of the old one come with.
  if (name === 'old-chromium') await ensureChromium();
  const { variable, ensure } = BROWSERS[name] ?? {};
  if (!ensure) throw new SetupError(`BROWSER 是“${name}”，可用的是 ${Object.keys(BROWSERS).join('、')}。`);
  const path = await ensure();
  return path && { ...process.env, BROWSER: name, [variable]: path };
}

async function runCheck({ program, arguments: programArguments }) {
  const code = await runInstalled(program, programArguments);
  return { passed: 0, failed: code === 0 ? 0 : 1, notes: code === 0 ? [] : [`exit code ${code}`] };
}

async function runTests({ project, browser, files = [] }) {
  const environment = browser ? await prepareBrowser(browser) : process.env;
  if (environment === null) return { passed: 0, failed: 0, notes: [`not run: ${browser} is not to be had here`] };
  const folder = mkdtempSync(join(tmpdir(), 'bulletin-qa-test-'));
  try {
    const reportFile = join(folder, `${project}.json`);
    const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
    const code = await runInstalled(
      'vitest/vitest.mjs',
      ['run', `--project=${project}`, ...reports, ...files],
      environment,
    );
    return countTests(reportFile, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counts from vitest's report: a file that could not be loaded, and a run that failed as a whole, count as one each. */
function countTests(reportFile, code) {
  const report = readReport(reportFile);
  if (report === null) return { passed: 0, failed: 1, notes: [`vitest left no report (exit code ${code})`] };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const notes = [
    ...brokenFiles.map((file) => `could not be run: ${file.name}`),
    ...tests
      .filter(({ status }) => status === 'failed')
      .map((test) => `failed: ${test.fullName}${describeFailure(test)}`),
    ...tests
      .filter(({ status }) => !['passed', 'failed'].includes(status))
      .map((test) => `not run (${test.status}): ${test.fullName}`),
  ];
  const passed = report.numPassedTests;
  let failed = report.numFailedTests + brokenFiles.length;
  if (failed === 0 && code !== 0) {
    failed = 1;
    notes.push(`vitest ended with exit code ${code}`);
  }
  if (failed === 0 && passed === 0) {
    failed = 1;
    notes.push('no test ran');
  }
  return { passed, failed, notes };
}

/** What failed and where, on one line: of a long log, the summary at its end may be all that is kept. */
function describeFailure({ failureMessages }) {
  const [message = '', ...trace] = (failureMessages[0] ?? '').split('\n');
  const place = trace.join('\n').match(/\/(test\/[^:)\s]{1,100}:\d{1,6})/)?.[1];
  return `: ${message}${place ? ` (${place})` : ''}`;
}

/** Gives null where vitest ended before it wrote its report, which is counted as a failure. */
function readReport(reportFile) {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

async function runInstalled(program, programArguments, environment = process.env) {
  const code = await runProgram(process.execPath, [join('node_modules', program), ...programArguments], {
    environment,
    stdio: ['ignore', 'inherit', 'inherit'],
    forwardSignals: true,
  });
  if (code === TERMINATED) stopped = true;
  return code;
}

async function timed(name, run) {
  process.stdout.write(`\n=== ${name}\n`);
  const startedAt = Date.now();
  let counts;
  try {
    counts = await run();
  } catch (error) {
    const text = error instanceof SetupError ? describeError(error) : (error?.stack ?? String(error));
    process.stdout.write(`${text}\n`);
    counts = { passed: 0, failed: 1, notes: [text] };
  }
  const duration = Date.now() - startedAt;
  process.stdout.write(`=== ${name}: ${counts.failed === 0 ? 'ok' : 'FAILED'}, ${formatDuration(duration)}\n`);
  return { name, duration, ...counts };
}

function printSummary(results) {
  process.stdout.write('\n=== summary\n');
  for (const { name, duration, passed, failed, notes } of results) {
    const tests = passed > 0 ? `, ${passed} passed` : '';
    const verdict = failed === 0 ? 'ok' : `FAILED (${failed})`;
    process.stdout.write(`${verdict.padEnd(12)}${name}${tests}, ${formatDuration(duration)}\n`);
    for (const note of notes) process.stdout.write(`${' '.repeat(12)}${note}\n`);
  }
  const total = (count) => results.reduce((sum, result) => sum + result[count], 0);
  process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed\n`);
  return total('failed') === 0 ? 0 : 1;
}
