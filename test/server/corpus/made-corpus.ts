/** A corpus folder of this test, what looks after it, and an index that is only a list: no engine is needed to feed it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { openCorpusFolder } from '../../../corpus/corpus-folder.ts';
import { joinReadings } from '../../../corpus/load.ts';
import type { CorpusSource } from '../../../corpus/source.ts';
import { createApp } from '../../../server/app.ts';
import { knownError } from '../../../corpus/errors.ts';
import type { CorpusBuildProgress } from '../../../server/contract-corpus.ts';
import {
  type CorpusAdmin,
  type CorpusAdminOptions,
  type CorpusServing,
  createCorpusAdmin,
} from '../../../server/corpus/corpus-admin.ts';
import type { IndexOfFiles } from '../../../server/corpus/file-list.ts';
import { createAudit } from '../../../server/operation/audit.ts';

export const NOTICE = `关于做好防汛工作的通知

各村要检查水库和山塘，落实值班人员。

雨前转移低洼处的住户，雨后查看房屋。
`;

/** Versions of an index, each made at once of the folder as it is. */
export interface MadeServing extends CorpusServing {
  steps: CorpusBuildProgress | null;
  isBuilding: boolean;
  /** Takes the folder in, as a build that has ended does. */
  build(): Promise<void>;
}

export interface MadeCorpus {
  folder: string;
  dataFolder: string;
  auditFile: string;
  serving: MadeServing;
  admin: CorpusAdmin;
  app: OpenAPIHono;
  close(): Promise<void>;
}

export async function makeCorpus(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  rest: Partial<CorpusAdminOptions> = {},
): Promise<MadeCorpus> {
  const root = await mkdtemp(join(tmpdir(), 'bulletin-qa-corpus-'));
  const [folder, dataFolder] = [join(root, 'corpus'), join(root, 'data')];
  await mkdir(folder);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const auditFile = join(dataFolder, 'audit.jsonl');
  const source = openCorpusFolder(folder);
  const serving = makeServing(source);
  const base = { corpusFolder: folder, dataFolder, uploadLimitBytes: 1024 * 1024, serving };
  const admin = createCorpusAdmin({ ...base, audit: createAudit(auditFile), ...rest });
  const app = createApp({ answerer: () => null, corpus: admin, pageFolder: 'web/dist', bodyLimitBytes: 65_536 });
  return {
    ...{ folder, dataFolder, auditFile, serving, admin, app },
    async close() {
      await Promise.all([admin.close(), source.close()]);
      await rm(root, { recursive: true, force: true });
    },
  };
}

function makeServing(source: CorpusSource): MadeServing {
  const versions: IndexOfFiles[] = [];
  let current = -1;
  let isPinned = false;
  return {
    steps: null,
    isBuilding: false,
    index: () => versions[current] ?? null,
    builtAt: (indexVersion) => Promise.resolve(indexVersion === 'v1' ? new Date('2021-06-01T00:00:00Z') : null),
    building() {
      return this.isBuilding;
    },
    progress() {
      return this.steps;
    },
    rebuildNow() {
      this.isBuilding = true;
      isPinned = false;
    },
    canRollBack: () => Promise.resolve(current > 0),
    rollBack() {
      if (current <= 0) return Promise.reject(knownError('index_no_previous'));
      current--;
      isPinned = true;
      return Promise.resolve();
    },
    pinned: () => isPinned,
    async build() {
      versions.push(await readIndex(source, `v${versions.length + 1}`));
      current = versions.length - 1;
      this.isBuilding = false;
    },
  };
}

async function readIndex(source: CorpusSource, indexVersion: string): Promise<IndexOfFiles> {
  const lying = await source.list();
  const readings = await Promise.all(
    lying.map(async (file) => ({ path: file.path, file, reading: await source.read(file.path) })),
  );
  const files = readings.map(({ file, reading: { articles, pages, warnings, problem } }) => {
    const paragraphs = articles.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0);
    return { ...file, pages, articles: articles.length, paragraphs, recognised: false, warnings, problem };
  });
  const articles = joinReadings(readings);
  return { indexVersion, files: () => Promise.resolve(files), articles: () => Promise.resolve(articles) };
}

/** A request with files, as a browser makes it. */
export function filesOf(files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): RequestInit {
  const body = new FormData();
  for (const [name, content] of Object.entries(files)) body.append('files', new File([content], name));
  return { method: 'POST', body };
}

/** The address of a file, with what is behind it. */
export function addressOf(path: string, behind = ''): string {
  return `/api/corpus/files/${encodeURIComponent(path)}${behind}`;
}
