/** Child processes of `npm run doctor`: what could crash, hang or lean on packages runs in one of its own. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { repositoryRoot } from '../processes.mjs';

/** Far above what a check takes; a child that takes longer hangs. */
const CHILD_MILLISECONDS = 120_000;

/** How much of what a failed child printed is shown. */
const LAST_LINE_MAX = 300;

/**
 * Runs Node to its end.
 *
 * @param {string[]} nodeArguments
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<{ isWhole: boolean, output: string, attempts: string[], reason: string }>} `isWhole`: it ended by
 *   itself with code 0; `attempts`: the lines written to file descriptor 3; `reason`: why it did not, in words
 */
export function runNode(nodeArguments, environment = process.env) {
  return new Promise((fulfil) => {
    const child = spawn(process.execPath, nodeArguments, {
      cwd: repositoryRoot,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      timeout: CHILD_MILLISECONDS,
      windowsHide: true,
    });
    const texts = ['', '', '', ''];
    for (const number of [1, 2, 3]) {
      child.stdio[number].setEncoding('utf8').on('data', (text) => (texts[number] += text));
    }
    const end = (ending) => {
      const reason = [ending, lastLine(texts[2])].filter(Boolean).join('，');
      const attempts = texts[3].split('\n').filter(Boolean);
      fulfil({ isWhole: ending === null, output: texts[1], attempts, reason });
    };
    child.once('error', ({ message }) => end(`无法启动：${message}`));
    child.once('close', (code, signal) => {
      if (code === 0) end(null);
      else end(signal ? `被信号 ${signal} 终止` : `退出代码 ${code}`);
    });
  });
}

/**
 * Runs a TypeScript file that prints findings as lines of JSON.
 *
 * @param {string} file
 * @param {{ nodeArguments?: string[], environment?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ checks: object[], attempts: string[], problem: string | null }>} `problem`: why it did not run to
 *   its end; null where it did
 */
export async function runChecks(file, { nodeArguments = [], environment } = {}) {
  const run = runNode(['--import', 'tsx', ...nodeArguments, file], environment);
  const { isWhole, output, attempts, reason } = await run;
  const checks = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  return { checks, attempts, problem: isWhole ? null : reason };
}

/** The message of an error stands on the line that names it, otherwise what was printed last tells most. */
function lastLine(printed) {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((text) => /^\w*Error\b/u.test(text.trim())) ?? lines.at(-1) ?? '';
  return line.trim().slice(0, LAST_LINE_MAX);
}
