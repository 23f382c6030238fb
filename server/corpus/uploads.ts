/**
 * Files that were sent: each is read before it goes into the corpus folder, and one that cannot be read does not.
 * Reading may take minutes, so what becomes of a file is asked for by the id of its upload.
 */
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { KnownError, knownError, messageOf } from '../../corpus/errors.ts';
import type { FileReading } from '../../corpus/file-reading.ts';
import type { CorpusSource } from '../../corpus/source.ts';
import type { FileProblem, Upload } from '../contract-corpus.ts';
import type { Act } from '../operation/audit.ts';
import { reportReading } from './file-report.ts';
import type { OneByOne, Readings } from './readings.ts';
import { discard, type ReceivedFile, receiveFiles, type SentFiles } from './receive-files.ts';
import { isSameFile } from './same-file.ts';
import { type CorpusFolders, putFile, requireWritable } from './write-files.ts';

export interface UploadOptions {
  /** Whether the files go into the corpus folder; otherwise they are only read. */
  put: boolean;
  /** Whether a file may take the place of one of its name. */
  replace: boolean;
  /** Who sends them. */
  by: string;
}

interface Settings {
  folders: CorpusFolders;
  limitBytes: number;
  /** Below the data folder; what lies there when a server starts was left by one that was ended. */
  stagingFolder: string;
  /** The staging folder as a source. */
  staging: Pick<CorpusSource, 'read'>;
  readings: Readings;
  inTurn: OneByOne;
  audit: (act: Act) => Promise<void>;
  report: (thrown: unknown) => void;
}

interface Kept {
  upload: Upload;
  reading: FileReading | null;
  done: Promise<void>;
}

const KEPT_MILLISECONDS = 3_600_000;
const KEPT_MAX = 500;

export class Uploads {
  readonly #settings: Settings;
  readonly #kept = new LRUCache<string, Kept>({ max: KEPT_MAX, ttl: KEPT_MILLISECONDS });
  #emptied: Promise<void> | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /**
   * Takes the files of a request and begins to read them.
   *
   * @returns the ids of the uploads, and what resolves when all are read
   * @throws KnownError as {@link receiveFiles}; corpus_read_only; corpus_file_exists, with nothing put in.
   */
  async receive(sent: SentFiles, options: UploadOptions): Promise<{ ids: string[]; done: Promise<void> }> {
    const { folders, limitBytes, stagingFolder } = this.#settings;
    if (options.put) await requireWritable(folders.corpusFolder);
    await this.#emptyStaging();
    const received = await receiveFiles(sent, stagingFolder, limitBytes);
    const lying = options.put ? await this.#findLying(received) : new Set<string>();
    if (options.put && !options.replace) await this.#requireFree(received, lying);
    const all = received.map((file) => (lying.has(file.id) ? this.#leave(file) : this.#begin(file, options)));
    return { ids: received.map(({ id }) => id), done: Promise.all(all.map(({ done }) => done)).then(() => undefined) };
  }

  /** @throws KnownError upload_not_found. */
  find(id: string): { upload: Upload; reading: FileReading | null } {
    const kept = this.#kept.get(id);
    if (!kept) throw knownError('upload_not_found', id);
    return kept;
  }

  #emptyStaging(): Promise<void> {
    const { stagingFolder } = this.#settings;
    return (this.#emptied ??= rm(stagingFolder, { recursive: true, force: true }));
  }

  /** The ids of those that lie in the corpus folder as they were sent. */
  async #findLying(received: readonly ReceivedFile[]): Promise<Set<string>> {
    const { corpusFolder } = this.#settings.folders;
    const lying = new Set<string>();
    for (const { id, staged } of received) {
      if (!('folder' in staged)) continue;
      const path = staged.name;
      if (await isSameFile({ folder: staged.folder, path }, { folder: corpusFolder, path })) lying.add(id);
    }
    return lying;
  }

  async #requireFree(received: readonly ReceivedFile[], lying: ReadonlySet<string>): Promise<void> {
    const names = new Set<string>();
    const taken: string[] = [];
    for (const { id, staged } of received) {
      if (!('folder' in staged) || lying.has(id)) continue;
      const isThere = await stat(join(this.#settings.folders.corpusFolder, staged.name)).catch(() => null);
      if (isThere || names.has(staged.name)) taken.push(`“${staged.name}”`);
      names.add(staged.name);
    }
    if (taken.length === 0) return;
    await discard(received);
    throw knownError('corpus_file_exists', taken.join('、'));
  }

  #keep({ id, givenName, size }: ReceivedFile): Kept {
    const upload: Upload = {
      ...{ id, name: givenName, size, path: null, state: 'reading', replaced: false, report: null, problem: null },
    };
    const kept: Kept = { upload, reading: null, done: Promise.resolve() };
    this.#kept.set(id, kept);
    return kept;
  }

  /** Tells of a file that there is nothing to be done with. */
  #leave(file: ReceivedFile): Kept {
    const kept = this.#keep(file);
    if ('folder' in file.staged) kept.upload.path = file.staged.name;
    kept.upload.state = 'same';
    kept.done = discard([file]).catch(this.#settings.report);
    return kept;
  }

  #begin(file: ReceivedFile, options: UploadOptions): Kept {
    const { staged } = file;
    const kept = this.#keep(file);
    const { upload } = kept;
    if ('refusal' in staged) {
      Object.assign(upload, { state: 'refused', problem: problemOf(staged.refusal) });
      return kept;
    }
    upload.path = staged.name;
    kept.done = this.#settings.inTurn(() => this.#take(kept, staged, options));
    return kept;
  }

  async #take(kept: Kept, staged: { folder: string; name: string }, options: UploadOptions): Promise<void> {
    const { upload } = kept;
    try {
      const reading = await this.#settings.staging.read(`${upload.id}/${staged.name}`);
      kept.reading = reading;
      if (reading.problem) Object.assign(upload, { state: 'refused', problem: reading.problem });
      else {
        upload.replaced = options.put && (await this.#put(staged, reading, options));
        upload.report = reportReading(reading);
        upload.state = options.put ? 'added' : 'read';
      }
    } catch (thrown) {
      if (!(thrown instanceof KnownError)) this.#settings.report(thrown);
      const known = thrown instanceof KnownError ? thrown : knownError('internal');
      Object.assign(upload, { state: 'refused', problem: problemOf(known) });
    } finally {
      await rm(staged.folder, { recursive: true, force: true }).catch((thrown: unknown) =>
        this.#settings.report(new Error(`not removed: ${messageOf(thrown)}`)),
      );
    }
  }

  async #put(
    { folder, name }: { folder: string; name: string },
    reading: FileReading,
    { replace, by }: UploadOptions,
  ): Promise<boolean> {
    const { folders, readings, audit } = this.#settings;
    const replaced = await putFile(folders, join(folder, name), name, replace);
    // With a correction that was there before, it reads otherwise.
    if (!replaced) await readings.remember(name, reading);
    await audit({ act: replaced ? 'corpus.replace' : 'corpus.add', by, details: { path: name } });
    return replaced;
  }
}

function problemOf({ code, message }: KnownError): FileProblem {
  return { code, message };
}
