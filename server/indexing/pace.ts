/** How fast a build goes and how long it will take, from the progress that it reports. */
import type { BuildProgress } from '../../index/build-progress.ts';
import type { CorpusBuildProgress } from '../contract-corpus.ts';

/** The rate is that of about this long: the start of a process says nothing of what follows, nor does a large scan. */
const WINDOW_MILLISECONDS = 60_000;

/** Less time says nothing of a rate. */
const SHORTEST_MILLISECONDS = 1_000;

interface Reading extends BuildProgress {
  at: number;
}

/**
 * Makes the measure of one build.
 *
 * @param clock milliseconds, of a clock that never goes back
 */
export function createPace(
  clock: () => number = () => performance.now(),
): (progress: BuildProgress) => CorpusBuildProgress {
  const readings: Reading[] = [];
  return (progress) => {
    const now = { ...progress, at: clock() };
    // From the first that is told: before it, files were read and nothing was embedded.
    if (readings.length === 0) readings.push(now);
    while (readings.length > 1 && (readings[1] as Reading).at < now.at - WINDOW_MILLISECONDS) readings.shift();
    const from = readings[0] as Reading;
    // Thousands of files may be told of within a second.
    if (now.at - (readings.at(-1) as Reading).at >= SHORTEST_MILLISECONDS) readings.push(now);
    const seconds = now.at - from.at < SHORTEST_MILLISECONDS ? null : (now.at - from.at) / 1000;
    const { files, sentences, sentencesLeft } = progress;
    return {
      filesDone: files.done,
      filesTotal: files.total,
      sentences,
      sentencesLeft: sentencesLeft === null ? null : Math.round(sentencesLeft),
      sentencesPerSecond: seconds === null ? null : Math.round(((sentences - from.sentences) / seconds) * 10) / 10,
      secondsLeft: seconds === null ? null : secondsLeft(progress, from, seconds),
    };
  };
}

/**
 * The part that is done, 0–1: of the sentences where it is known how many are left; otherwise, and where no sentence has
 * to be embedded, of the files.
 */
export function shareDone({ filesDone, filesTotal, sentences, sentencesLeft }: CorpusBuildProgress): number {
  const bySentences = sentencesLeft !== null && sentences + sentencesLeft > 0;
  const [done, total] = bySentences ? [sentences, sentences + sentencesLeft] : [filesDone, filesTotal];
  return total === 0 ? 0 : done / total;
}

/** By the sentences where it is known how many are left and any were embedded, otherwise by the files. */
function secondsLeft(
  { files, sentences, sentencesLeft }: BuildProgress,
  from: Reading,
  seconds: number,
): number | null {
  const embedded = sentences - from.sentences;
  if (sentencesLeft !== null && embedded > 0) return Math.ceil((sentencesLeft / embedded) * seconds);
  const done = files.done - from.files.done;
  return done > 0 ? Math.ceil(((files.total - files.done) / done) * seconds) : null;
}
