/** A build of an index as a process of its own, the way the server and `npm run index` run it. */
import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { readConfig } from '../../server/config.ts';
import type { SmallCorpus } from './small-corpus.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface EndedBuild {
  /** Null where a signal ended it. */
  code: number | null;
  /** What it printed on standard error. */
  told: string;
  milliseconds: number;
}

export interface BuildOptions {
  environment?: Record<string, string>;
  nodeOptions?: string[];
  /** Killed after so many milliseconds. */
  killAfter?: number;
}

/** Where a build of a small corpus reads and writes. */
export function environmentOf({ corpusFolder, indexRoot }: SmallCorpus): Record<string, string> {
  return {
    CORPUS_DIR: corpusFolder,
    DATA_DIR: dirname(indexRoot),
    MODEL_DIR: readConfig(process.env).modelFolder,
  };
}

/** Builds the index of a small corpus with the real model, and waits for the end of it. */
export function runBuild(corpus: SmallCorpus, options: BuildOptions = {}): Promise<EndedBuild> {
  const { environment = {}, nodeOptions = [], killAfter } = options;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, '--import', 'tsx', 'server/reindex.ts', '--quiet'], {
    cwd: ROOT,
    env: { ...process.env, ...environmentOf(corpus), ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (data) => (told += String(data)));
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, told, milliseconds: performance.now() - startedAt });
    });
  });
}
