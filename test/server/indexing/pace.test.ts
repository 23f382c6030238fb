/** The rate of a build, what is left of it, and how a terminal or a log is told of them. */
import { describe, expect, it } from 'vitest';
import type { BuildProgress } from '../../../index/build-progress.ts';
import { createPace } from '../../../server/indexing/pace.ts';
import { readProgress } from '../../../server/indexing/tell-parent.ts';
import { sayDuration, tellBuild } from '../../../server/terminal.ts';

let now = 0;
const clock = (): number => now;

function at(seconds: number): void {
  now = seconds * 1000;
}

function reached(done: number, sentences: number, sentencesLeft: number | null = null): BuildProgress {
  return { files: { done, total: 100 }, sentences, sentencesLeft };
}

describe('the pace of a build', () => {
  it('is not known in the first second', () => {
    at(30);
    const pace = createPace(clock);
    pace(reached(1, 1, 99));
    at(30.5);
    expect(pace(reached(1, 5, 95))).toMatchObject({ sentences: 5, sentencesPerSecond: null, secondsLeft: null });
  });

  it('is the rate of the last minute, and the time left follows from it', () => {
    at(0);
    const pace = createPace(clock);
    for (let second = 1; second <= 120; second++) {
      at(second);
      // Ten a second at first, then fifty.
      pace(reached(0, second <= 60 ? second * 10 : 600 + (second - 60) * 50, 5000));
    }
    at(121);
    const { sentencesPerSecond, secondsLeft } = pace(reached(0, 3650, 5000));
    expect(sentencesPerSecond).toBe(50);
    expect(secondsLeft).toBe(100);
  });

  it('counts files where how many sentences are left is not known', () => {
    at(0);
    const pace = createPace(clock);
    pace(reached(0, 0));
    at(10);
    expect(pace(reached(20, 0)).secondsLeft).toBe(40);
  });
});

describe('a build where no terminal is', () => {
  it('is told of in lines: at every twentieth, after ten seconds of silence, and never twice a second', () => {
    const lines: string[] = [];
    at(0);
    const { onProgress } = tellBuild({ write: (text) => lines.push(text) }, clock);
    for (const [second, done] of [
      [0, 0],
      [0.5, 10],
      [2, 10],
      [3, 11],
      [11, 12],
      [13, 12],
      [14, 40],
    ] as const) {
      at(second);
      onProgress(reached(done, done * 10, (100 - done) * 10));
    }
    expect(lines).toEqual([
      '建立索引：10/100 份文件，已向量化 100 句，50 句/秒，约剩 18 秒\n',
      '建立索引：12/100 份文件，已向量化 120 句，9.2 句/秒，约剩 1 分 36 秒\n',
      '建立索引：40/100 份文件，已向量化 400 句，28.6 句/秒，约剩 21 秒\n',
    ]);
  });

  it('names the two largest units of a time', () => {
    expect([sayDuration(12), sayDuration(144), sayDuration(3725)]).toEqual(['12 秒', '2 分 24 秒', '1 小时 2 分']);
  });
});

describe('what a build tells its server', () => {
  it('is taken where it is progress, and nothing else is', () => {
    const progress = reached(1, 2, 3);
    expect(readProgress({ progress })).toEqual(progress);
    for (const other of [null, 'x', {}, { progress: { files: 1 } }]) expect(readProgress(other)).toBeNull();
  });
});
