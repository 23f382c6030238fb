/** Long steps on standard error: a bar with count, rate and time left; plain lines where it is no terminal. */
import { SingleBar } from 'cli-progress';
import type { BuildProgress } from '../index/build-progress.ts';
import type { CorpusBuildProgress } from './contract-corpus.ts';
import { createPace, shareDone } from './indexing/pace.ts';

export interface BuildTelling {
  onProgress: (progress: BuildProgress) => void;
  finish: () => void;
}

/** Without a terminal a line is printed at every twentieth, and after so long; never sooner than that. */
const LINES = 20;
const LONGEST_MILLISECONDS = 10_000;
const SHORTEST_MILLISECONDS = 1_000;

/** Where lines and bars go: standard error, but for tests. */
export interface Screen {
  isTTY?: boolean;
  write: (text: string) => unknown;
}

/** Tells of a build: files, sentences, rate and time left. */
export function tellBuild(
  screen: Screen = process.stderr,
  clock: () => number = () => performance.now(),
): BuildTelling {
  const pace = createPace(clock);
  return screen.isTTY ? drawBar(pace) : printLines(pace, screen, clock);
}

type Pace = ReturnType<typeof createPace>;

function drawBar(pace: Pace): BuildTelling {
  const bar = new SingleBar({
    format: '建立索引 {bar} {percentage}%，{words}',
    hideCursor: true,
    clearOnComplete: true,
  });
  let isStarted = false;
  return {
    onProgress: (progress) => {
      const reached = pace(progress);
      const words = sayPace(reached);
      if (!isStarted) bar.start(1, 0, { words });
      isStarted = true;
      bar.update(shareDone(reached), { words });
    },
    finish: () => bar.stop(),
  };
}

function printLines(pace: Pace, screen: Screen, clock: () => number): BuildTelling {
  let printedAt = clock();
  let printed = 0;
  return {
    onProgress: (progress) => {
      const reached = pace(progress);
      const step = Math.floor(shareDone(reached) * LINES);
      const silent = clock() - printedAt;
      if (silent < SHORTEST_MILLISECONDS || (step === printed && silent < LONGEST_MILLISECONDS)) return;
      printed = step;
      printedAt = clock();
      screen.write(`建立索引：${sayPace(reached)}\n`);
    },
    finish: () => undefined,
  };
}

/** 12/40 份文件，已向量化 5200 句，62.5 句/秒，约剩 2 分 24 秒. */
function sayPace(progress: CorpusBuildProgress): string {
  const { filesDone, filesTotal, sentences, sentencesPerSecond, secondsLeft } = progress;
  return [
    `${filesDone}/${filesTotal} 份文件`,
    `已向量化 ${sentences} 句`,
    ...(sentencesPerSecond === null ? [] : [`${sentencesPerSecond} 句/秒`]),
    ...(secondsLeft === null ? [] : [`约剩 ${sayDuration(secondsLeft)}`]),
  ].join('，');
}

/** 1 小时 2 分, 2 分 24 秒, 12 秒: the two largest units. */
export function sayDuration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  if (hours > 0) return `${hours} 小时 ${minutes} 分`;
  return minutes > 0 ? `${minutes} 分 ${seconds % 60} 秒` : `${seconds} 秒`;
}
