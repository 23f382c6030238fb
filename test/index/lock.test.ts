/** One build at a time: whose lock is respected, whose is taken over, and what a killed process leaves behind. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ABANDONED_MILLISECONDS } from '../../index/lock.ts';
import { createSampleIndex, expectAnswers, expectRefused, type SampleIndex } from './sample-index.ts';

let index: SampleIndex;

beforeEach(async () => {
  index = await createSampleIndex();
});
afterEach(() => index.remove());

describe('two builds', () => {
  /** A lock as another process writes it. */
  async function writeLock(holder: string, touchedAgo = 0): Promise<void> {
    const file = join(index.root, 'lock');
    await writeFile(file, holder);
    const touched = new Date(Date.now() - touchedAgo);
    await utimes(file, touched, touched);
  }

  const livingProcess = String(process.ppid);
  const deadProcess = (): string => String(spawnSync(process.execPath, ['--eval', '']).pid);

  it('at a time in one process: the second is refused by the number of the process', async () => {
    const first = index.build();
    await expectRefused(index.build(), 'index_locked', String(process.pid));
    await first;
    await expectAnswers(await index.open());
  });

  it('at a time in one process, after a lock of a process that has ended: one of them builds', async () => {
    await writeLock(deadProcess());
    const builds = await Promise.allSettled([index.build(), index.build(), index.build(), index.build()]);
    expect(builds.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    await expectAnswers(await index.open());
  });

  it('at a time in two processes: the second is refused by the number of the first', async () => {
    await writeLock(livingProcess);
    await expectRefused(index.build(), 'index_locked', livingProcess);
    expect(await readFile(join(index.root, 'lock'), 'utf8')).toBe(livingProcess);
  });

  it('at a time: an index that is there answers meanwhile', async () => {
    await index.build();
    await writeLock(livingProcess);
    await expectAnswers(await index.open());
  });

  it('at a time, when the clock has gone back: a lock that its holder goes on touching is respected', async () => {
    await writeLock(livingProcess, -2 * ABANDONED_MILLISECONDS);
    const touching = setInterval(() => void utimes(join(index.root, 'lock'), new Date(), new Date()), 1_000);
    onTestFinished(() => clearInterval(touching));
    await expectRefused(index.build(), 'index_locked', livingProcess);
  });

  it('at a time, when the clock has gone back: one that nobody touches is of a process that has ended', async () => {
    // Its number has gone to a process that knows nothing of it.
    await writeLock(livingProcess, -2 * ABANDONED_MILLISECONDS);
    await index.build();
    await expectAnswers(await index.open());
  });

  it('may not begin before the other has written its number into the lock', async () => {
    await writeLock('');
    await expectRefused(index.build(), 'index_locked');
  });

  it.each([
    ['whose process has ended', deadProcess, 0],
    [
      'of a process with this number that has ended, as in a container that was started again',
      () => String(process.pid),
      0,
    ],
    ['that says nothing and is old', () => '', 2 * ABANDONED_MILLISECONDS],
    ['whose number another process has by now', () => livingProcess, 2 * ABANDONED_MILLISECONDS],
    ['that is not a number', () => 'me', 0],
  ])('one after the other: a lock %s is taken over', async (_which, holder, touchedAgo) => {
    await writeLock(holder(), touchedAgo);
    await index.build();
    expect((await readdir(index.root)).filter((name) => name.startsWith('lock'))).toEqual([]);
    await expectAnswers(await index.open());
  });
});

describe('a process that is killed while it builds', () => {
  it('leaves the index that was there, and the next build goes on from it', async () => {
    await index.build();
    const arguments_ = ['--import', 'tsx', join(import.meta.dirname, 'stuck-build.ts'), index.root];
    const child = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    expect(output.toString()).toContain('building');
    await expectRefused(index.build(), 'index_locked', String(child.pid));
    child.kill('SIGKILL');
    await once(child, 'exit');

    await expectAnswers(await index.open());
    expect((await index.build()).embedded).toBe(0);
    expect(await index.folders()).toContain(await index.currentName());
    expect((await index.folders()).some((name) => name.startsWith('.'))).toBe(false);
  });
});
