/** The process that reads files, with a real program that misbehaves: what a file brings about is its own problem. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { READ_LIMITS } from '../../../corpus/read/document.ts';
import { openReadingProcess, type ReadingProcess } from '../../../corpus/read/process/reading-process.ts';

const PROGRAM = new URL('misbehaving-program.ts', import.meta.url);
const PARENT = fileURLToPath(new URL('reading-parent.ts', import.meta.url));
const LIMITS = { ...READ_LIMITS, milliseconds: 1_000, memoryBytes: 300 * 1024 * 1024 };
const PATIENT = { ...LIMITS, milliseconds: 60_000 };

interface Told {
  process: number;
  surroundings: NodeJS.ProcessEnv;
  folder: string;
}

let reader: ReadingProcess | null = null;
const parents: ChildProcess[] = [];
afterEach(async () => {
  await reader?.close();
  for (const parent of parents.splice(0)) parent.kill('SIGKILL');
});

function open(limits = PATIENT): ReadingProcess {
  reader = openReadingProcess(limits, PROGRAM);
  return reader;
}

async function readWell(from: ReadingProcess): Promise<Told> {
  const { articles, problem } = await from.read('', 'well');
  expect(problem).toBeNull();
  return JSON.parse(articles[0]?.title ?? '') as Told;
}

async function hasEnded(processId: number): Promise<boolean> {
  for (let looks = 0; looks < 500; looks++) {
    try {
      process.kill(processId, 0);
    } catch {
      return true;
    }
    await wait(20);
  }
  return false;
}

describe('a file', () => {
  it.each([
    ['loop', LIMITS, 'file_too_slow', /1 秒/u],
    ['loop in WebAssembly', LIMITS, 'file_too_slow', /1 秒/u],
    ['wait', LIMITS, 'file_too_slow', /1 秒/u],
    ['fill the heap', PATIENT, 'file_took_memory', /300 MB/u],
    ['fill buffers', PATIENT, 'file_took_memory', /300 MB/u],
    ['ask for too long an array', PATIENT, 'file_took_memory', /300 MB/u],
    ['abort', PATIENT, 'file_damaged', /中途停止：SIGABRT/u],
    ['exit', PATIENT, 'file_damaged', /中途停止：exit 0/u],
    ['fail later', PATIENT, 'file_damaged', /中途停止：exit 1/u],
    ['throw', PATIENT, 'file_damaged', /no such table/u],
    ['refuse', PATIENT, 'file_encrypted', /密码/u],
    ['use the network', PATIENT, 'file_damaged', /without the network/u],
  ])('that makes the process %s is told of, and the next one read', async (deed, limits, code, message) => {
    const process = open(limits);
    const [reading] = await Promise.all([process.read('', deed), readWell(process)]);
    expect(reading).toMatchObject({ articles: [], problem: { code } });
    expect(reading.problem?.message).toMatch(message);
  });

  it('that fills memory is not blamed on one before it', async () => {
    const process = open();
    await process.read('', 'fill half');
    expect((await process.read('', 'fill half')).problem).toBeNull();
  });
});

describe('the process', () => {
  it('is the same for the next file, with nothing of ours around it', async () => {
    const started = open();
    const [first, second] = [await readWell(started), await readWell(started)];
    expect(second.process).toBe(first.process);
    expect(first.process).not.toBe(process.pid);
    expect(first.folder).toBe(tmpdir());
    expect(Object.keys(process.env)).toContain('VITEST');
    expect(Object.keys(first.surroundings)).not.toContain('VITEST');
  });

  it('gives its memory back before the next file', async () => {
    const started = open();
    const first = await readWell(started);
    await started.read('', 'fill half');
    expect(await hasEnded(first.process)).toBe(true);
    expect((await readWell(started)).process).not.toBe(first.process);
  });

  it('ends when it is closed, also in a loop, and nothing is read any more', async () => {
    const started = open();
    const { process } = await readWell(started);
    const readings = Promise.allSettled([started.read('', 'loop'), started.read('', 'well')]);
    await wait(50);
    await started.close();
    expect(await hasEnded(process)).toBe(true);
    expect((await readings).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(started.read('', 'well')).rejects.toThrow('closed');
    await started.close();
  });

  it('is told of when it cannot start', async () => {
    reader = openReadingProcess(PATIENT, new URL('no-such-program.ts', import.meta.url));
    await expect(reader.read('', 'well')).rejects.toThrow(/did not start: exit 1 .*no-such-program/su);
  });

  async function startParent(last: string): Promise<{ parent: ChildProcess; told: Told }> {
    const parent = spawn(process.execPath, ['--import', 'tsx', PARENT, last], { stdio: ['ignore', 'pipe', 'inherit'] });
    parents.push(parent);
    const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    return { parent, told: JSON.parse(line) as Told };
  }

  it.each(['wait', 'loop'])('ends when the one that started it is killed, in a %s too', async (deed) => {
    const { parent, told } = await startParent(deed);
    await wait(100);
    parent.kill('SIGKILL');
    expect(await hasEnded(told.process)).toBe(true);
  });

  it('does not keep the one that started it from ending', async () => {
    const { parent, told } = await startParent('');
    if (parent.exitCode === null) await once(parent, 'exit');
    expect(parent.exitCode).toBe(0);
    expect(await hasEnded(told.process)).toBe(true);
  });
});
