/** Where the files of a corpus come from, as a build needs it. */
import { createHash } from 'node:crypto';
import type { FileReading } from './file-reading.ts';

/** A file as it lies there. */
export interface CorpusFile {
  /** Relative to the corpus folder, with forward slashes. */
  path: string;
  /** Of the file and its correction, by which an unchanged file is known without reading it; 0 where not known. */
  size: number;
  modifiedAt: number;
  /** Of all that its reading depends on; of a file that cannot be opened, the reason. */
  hash: string;
}

export interface CorpusSource {
  /**
   * Every file, in the order of the paths. The hash of a file that was given as known is taken over while its size and
   * time are the same.
   *
   * @throws KnownError corpus_missing when there is no such folder.
   */
  list(known?: ReadonlyMap<string, CorpusFile>): Promise<CorpusFile[]>;
  /** Reads a file; what is wrong with it is the problem of the reading. */
  read(path: string): Promise<FileReading>;
  /** Ends what reading keeps open. */
  close(): Promise<void>;
  /** How the corpus is called in messages: the folder. */
  readonly name: string;
}

/** SHA-256 over the paths and hashes of all files, in hexadecimal: equal for equal corpora. */
export function hashCorpusFiles(files: readonly Pick<CorpusFile, 'path' | 'hash'>[]): string {
  const hash = createHash('sha256');
  for (const { path, hash: content } of files) hash.update(`${path}\0${content}\0`);
  return hash.digest('hex');
}
