/**
 * Child processes, always without a shell: arguments arrive as they are given, on every system. Programs that npm
 * installed are started as `node <their file>`, because on Windows their names in node_modules/.bin are shell scripts.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { SetupError } from './messages.mjs';

/** The repository's folder; every child runs there, so relative paths in the environment mean the same to all. */
export const repositoryRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Standard input closed, all output to standard error: see messages.mjs for why. */
const TO_STANDARD_ERROR = ['ignore', 2, 2];

const PARENT_CHECK_MILLISECONDS = 250;

/**
 * What keeps the server small, 60 MB together: what an answer makes is soon gone and needs no large space of its own, and
 * memory that one thread gives back is there for the others.
 */
export const SMALL_PROCESS = {
  nodeOptions: ['--max-semi-space-size=2'],
  environment: { MALLOC_ARENA_MAX: '1', ...process.env },
};

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} commandArguments
 * @param {{ cwd?: string, environment?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions,
 *   forwardSignals?: boolean }} [options] `forwardSignals` passes SIGINT, SIGTERM and SIGHUP on to the child and lets
 *   it decide when to end
 * @returns {Promise<number>} its exit code, 128 plus the signal's number where a signal ended it
 * @throws {SetupError} when the program cannot be started
 */
export function runProgram(command, commandArguments, options = {}) {
  const {
    cwd = repositoryRoot,
    environment = process.env,
    stdio = TO_STANDARD_ERROR,
    forwardSignals = false,
  } = options;
  return new Promise((fulfil, reject) => {
    const child = spawn(command, commandArguments, { cwd, env: environment, stdio, windowsHide: true });
    const stopForwarding = forwardSignals ? passSignalsTo(child) : () => {};
    child.once('error', (cause) => {
      stopForwarding();
      reject(new SetupError(`无法启动程序 ${command}。请确认它已安装并且可以执行。`, { cause }));
    });
    child.once('exit', (code, signal) => {
      stopForwarding();
      fulfil(code ?? 128 + constants.signals[signal]);
    });
  });
}

/**
 * Runs npm, of whichever version is at hand.
 *
 * @returns {Promise<number>} its exit code
 * @throws {SetupError} when npm cannot be started
 */
export function runNpm(npmArguments, options = {}) {
  const script = findNpmScript(options.environment ?? process.env);
  return script === null
    ? runProgram('npm', npmArguments, options)
    : runProgram(process.execPath, [script, ...npmArguments], options);
}

/**
 * Runs a TypeScript file of the repository with tsx, with this terminal and these arguments.
 *
 * @param {string} file
 * @param {string[]} fileArguments
 * @param {{ nodeOptions?: string[], environment?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code
 */
export function runTypeScript(file, fileArguments, { nodeOptions = [], environment = process.env } = {}) {
  return runProgram(process.execPath, [...nodeOptions, '--import', 'tsx', file, ...fileArguments], {
    environment,
    stdio: 'inherit',
    forwardSignals: true,
  });
}

/** The npm that started this process comes first, then the one that lies beside this Node; null where neither is. */
function findNpmScript(environment) {
  const nodeFolder = dirname(process.execPath);
  const candidates = [
    environment.npm_execpath,
    join(nodeFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(nodeFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const isNpm = (path) => path !== undefined && basename(path) === 'npm-cli.js' && existsSync(path);
  return candidates.find(isNpm) ?? null;
}

/** Passes on what asks this process to end, and gives the function that stops doing so. */
function passSignalsTo(child) {
  const forward = (signal) => {
    // Ctrl-C on a terminal reaches every process of the group, the child included: a second SIGINT from here could
    // cut its orderly shutdown short.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  const watch = watchParent(() => child.kill('SIGTERM'));
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, forward);
  };
}

/**
 * A signal sent to npm reaches the shell between npm and this process, and a shell such as Debian's ends without
 * passing it on. Under npm a parent that is gone therefore means the same as SIGTERM. Without npm it means nothing: a
 * server started with nohup outlives its shell on purpose.
 */
function watchParent(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onGone();
  }, PARENT_CHECK_MILLISECONDS);
  watch.unref();
  return watch;
}
