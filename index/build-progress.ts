/** How far a build is. */
import type { CorpusFile } from '../corpus/source.ts';

export interface BuildProgress {
  /** Files that had to be read, and are done; what did not change is not among them. */
  files: { done: number; total: number };
  /** Sentences embedded; those whose vectors were known are not among them. */
  sentences: number;
  /** An estimate of how many are left; null until some of many files are read. */
  sentencesLeft: number | null;
}

/** Counts what is done, and estimates what is left from the bytes of the files that are not read yet. */
export class ProgressCounter {
  readonly #tell: ((progress: BuildProgress) => void) | undefined;
  readonly #total: number;
  #done = 0;
  #bytesDone = 0;
  #bytesLeft: number;
  #sentencesDone = 0;
  #filesInBatch = 0;
  #leftInBatch = 0;
  #embedded = 0;

  constructor(files: readonly CorpusFile[], tell?: (progress: BuildProgress) => void) {
    this.#tell = tell;
    this.#total = files.length;
    this.#bytesLeft = bytesOf(files);
  }

  /** Sentences embedded so far. */
  get embedded(): number {
    return this.#embedded;
  }

  beginBatch(files: readonly CorpusFile[], sentencesToEmbed: number): void {
    this.#filesInBatch = files.length;
    this.#leftInBatch = sentencesToEmbed;
    this.#bytesLeft -= bytesOf(files);
  }

  embedOne(): void {
    this.#embedded++;
    this.#leftInBatch--;
    this.#tellNow();
  }

  endBatch(files: readonly CorpusFile[], sentences: number): void {
    this.#done += files.length;
    this.#filesInBatch = 0;
    this.#bytesDone += bytesOf(files);
    this.#sentencesDone += sentences;
    this.#tellNow();
  }

  #tellNow(): void {
    const isLastBatch = this.#done + this.#filesInBatch === this.#total;
    const perByte = this.#bytesDone > 0 ? this.#sentencesDone / this.#bytesDone : null;
    const ahead = isLastBatch ? 0 : perByte === null ? null : Math.round(this.#bytesLeft * perByte);
    this.#tell?.({
      files: { done: this.#done, total: this.#total },
      sentences: this.#embedded,
      sentencesLeft: ahead === null ? null : this.#leftInBatch + ahead,
    });
  }
}

function bytesOf(files: readonly CorpusFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
