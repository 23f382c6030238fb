/** What an administrator does with the corpus: see it, feed it, set it right, and say which index answers. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { correctionPath, readCorrection } from '../../corpus/correction.ts';
import { openCorpusFolder } from '../../corpus/corpus-folder.ts';
import { readableEndings } from '../../corpus/read/file-kind.ts';
import type { CorpusSource } from '../../corpus/source.ts';
import type {
  BuildStart,
  CorpusFileList,
  CorpusState,
  FilesQuery,
  Removal,
  Upload,
  UploadList,
} from '../contract-corpus.ts';
import type { CorrectionRequest, CorrectionResponse, FilePreview } from '../contract-preview.ts';
import type { Audit } from '../operation/audit.ts';
import type { Serving } from '../operation/serving.ts';
import { createFileLister, type IndexOfFiles } from './file-list.ts';
import { findCorpusFile } from './file-names.ts';
import { previewReading } from './file-report.ts';
import { readFromIndex } from './indexed-reading.ts';
import { type Original, openOriginal } from './original.ts';
import { makeOneByOne, Readings, within } from './readings.ts';
import type { SentFiles } from './receive-files.ts';
import { Uploads, type UploadOptions } from './uploads.ts';
import { isWritable, putCorrection, removeCorrection, removeFile } from './write-files.ts';

/** The index that answers, as far as the corpus's administration goes. */
export interface CorpusServing extends Pick<
  Serving,
  'building' | 'progress' | 'pinned' | 'canRollBack' | 'rebuildNow' | 'rollBack'
> {
  /** Null while there is none. */
  index(): IndexOfFiles | null;
  /** When a version was built; null where that is not known. */
  builtAt(indexVersion: string): Promise<Date | null>;
}

export interface CorpusAdminOptions {
  corpusFolder: string;
  dataFolder: string;
  /** Bytes of a request with files. */
  uploadLimitBytes: number;
  serving: CorpusServing;
  /** Opens a folder as a source; another in tests. */
  openSource?: (folder: string) => CorpusSource;
  audit?: Audit;
  /** Told of what failed in the server. */
  report?: (thrown: unknown) => void;
  /** How long a request waits for a reading, in milliseconds. */
  patience?: number;
}

export interface CorpusAdmin {
  state(): Promise<CorpusState>;
  files(query: FilesQuery): Promise<CorpusFileList>;
  /** @throws KnownError as {@link Uploads.receive}. */
  upload(sent: SentFiles, options: UploadOptions): Promise<UploadList>;
  /** @throws KnownError upload_not_found. */
  findUpload(id: string): Upload;
  /** What was made of an upload; null while it is being read. @throws KnownError upload_not_found. */
  previewUpload(id: string): FilePreview | null;
  /** What was made of a file; null while it is being read. @throws KnownError corpus_file_not_found. */
  preview(path: string): Promise<FilePreview | null>;
  /** @throws KnownError corpus_file_not_found. */
  original(path: string): Promise<Original>;
  /** @throws KnownError corpus_file_not_found, corpus_read_only. */
  correct(path: string, correction: CorrectionRequest, by: string): Promise<CorrectionResponse>;
  /** @throws KnownError corpus_file_not_found, corpus_read_only. */
  remove(path: string, by: string): Promise<Removal>;
  rebuild(by: string): Promise<BuildStart>;
  /** @throws KnownError as {@link Serving.rollBack}. */
  rollBack(by: string): Promise<CorpusState>;
  /** Ends what is being read. */
  close(): Promise<void>;
}

/** Below the times after which proxies give up. */
const PATIENCE_MILLISECONDS = 20_000;

/** Below the data folder. */
const STAGING = 'uploads';

export function createCorpusAdmin(options: CorpusAdminOptions): CorpusAdmin {
  const { corpusFolder, dataFolder, uploadLimitBytes, serving, openSource = openCorpusFolder } = options;
  const { audit = () => Promise.resolve(), report = () => undefined, patience = PATIENCE_MILLISECONDS } = options;
  const folders = { corpusFolder, dataFolder };
  const stagingFolder = join(dataFolder, STAGING);
  const [corpus, staging] = [openSource(corpusFolder), openSource(stagingFolder)];
  const inTurn = makeOneByOne();
  const readings = new Readings(corpusFolder, corpus, inTurn);
  const limitBytes = uploadLimitBytes;
  const uploads = new Uploads({ folders, limitBytes, stagingFolder, staging, readings, inTurn, audit, report });
  const listFiles = createFileLister(corpus, (path) => hasCorrection(corpusFolder, path));

  async function state(): Promise<CorpusState> {
    const indexVersion = serving.index()?.indexVersion ?? null;
    const [builtAt, canRollBack, writable] = await Promise.all([
      indexVersion === null ? null : serving.builtAt(indexVersion),
      serving.canRollBack(),
      isWritable(corpusFolder),
    ]);
    const building = serving.building();
    const [progress, pinned] = [serving.progress(), serving.pinned()];
    return {
      ...{ indexVersion, builtAt: builtAt?.toISOString() ?? null, building, progress, pinned, canRollBack, writable },
      ...{ uploadLimitBytes, formats: readableEndings() },
    };
  }

  return {
    state,
    async files(query) {
      return { ...(await listFiles(serving.index(), query)), state: await state() };
    },
    async upload(sent, uploadOptions) {
      const { ids, done } = await uploads.receive(sent, uploadOptions);
      await within(patience, done);
      return { uploads: ids.map((id) => ({ ...uploads.find(id).upload })) };
    },
    findUpload: (id) => uploads.find(id).upload,
    previewUpload(id) {
      const { upload, reading } = uploads.find(id);
      if (upload.state === 'reading') return null;
      const read = reading ?? { articles: [], pages: null, warnings: [] };
      const preview = previewReading(upload.path ?? upload.name, { problem: null, ...read }, { articles: {} });
      return { ...preview, problem: upload.problem };
    },
    async preview(path) {
      await findCorpusFile(corpusFolder, path);
      const known = await readFromIndex(serving.index(), corpusFolder, path);
      const reading = known ?? (await within(patience, readings.read(path)));
      if (reading === null) return null;
      return previewReading(path, reading, (await loadCorrection(corpusFolder, path)) ?? { articles: {} });
    },
    original: async (path) => openOriginal(await findCorpusFile(corpusFolder, path)),
    async correct(path, correction, by) {
      const given = Object.entries(correction.articles).filter(([, fields]) => Object.keys(fields).length > 0);
      const kept = { articles: Object.fromEntries(given) };
      if (given.length === 0) await removeCorrection(folders, path);
      else await putCorrection(folders, path, `${JSON.stringify(kept, null, 2)}\n`);
      await audit({ act: 'corpus.correct', by, details: { path, articles: given.length } });
      return { articles: given.length };
    },
    async remove(path, by) {
      const movedTo = await removeFile(folders, path);
      await audit({ act: 'corpus.remove', by, details: { path, movedTo } });
      return { movedTo };
    },
    async rebuild(by) {
      const joined = serving.building();
      serving.rebuildNow();
      await audit({ act: 'corpus.rebuild', by, details: { joined } });
      return { joined };
    },
    async rollBack(by) {
      const from = serving.index()?.indexVersion ?? null;
      await serving.rollBack();
      const to = serving.index()?.indexVersion ?? null;
      await audit({ act: 'corpus.roll_back', by, details: { from, to } });
      return state();
    },
    async close() {
      await Promise.all([corpus.close(), staging.close()]);
    },
  };
}

function hasCorrection(corpusFolder: string, path: string): Promise<boolean> {
  return stat(join(corpusFolder, correctionPath(path))).then(
    () => true,
    () => false,
  );
}

async function loadCorrection(
  corpusFolder: string,
  path: string,
): Promise<ReturnType<typeof readCorrection>['correction'] | null> {
  const bytes = await readFile(join(corpusFolder, correctionPath(path))).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  return bytes && readCorrection(bytes).correction;
}
