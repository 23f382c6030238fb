/** Set-up against real folders, real child processes and a real server on this machine; only the sources are ours. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHubSource, readModelSpecification, type ModelSource } from '../../scripts/model.mjs';
import { ensureDependencies, ensureModel, ensureNode, ensurePage } from '../../scripts/setup.mjs';

const root = resolve(import.meta.dirname, '../..');

const RIGHT: Record<string, string> = { 'vocab.txt': '扶\n贫\n', 'onnx/model.onnx': 'weights' };

const specification = {
  name: 'tiny',
  revision: 'abc',
  dimensions: 2,
  npmPackage: 'none',
  npmFolder: 'none',
  hubRepository: 'somebody/tiny',
  files: Object.fromEntries(Object.entries(RIGHT).map(([path, text]) => [path, hash(text)])),
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulletin-qa-setup-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function write(inFolder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(inFolder, path)), { recursive: true });
    writeFileSync(join(inFolder, path), text);
  }
}

function read(inFolder: string): Record<string, string> {
  return Object.fromEntries(Object.keys(RIGHT).map((path) => [path, readFileSync(join(inFolder, path), 'utf8')]));
}

/** A source that writes these texts, where it is asked for them, and keeps what it was asked for. */
function createSource(name: string, files: Record<string, string>): ModelSource & { asked: string[][] } {
  const asked: string[][] = [];
  return {
    name,
    asked,
    deliver(into, paths) {
      asked.push(paths);
      write(into, Object.fromEntries(Object.entries(files).filter(([path]) => paths.includes(path))));
      return Promise.resolve();
    },
  };
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('expected an error, and there was none');
  return error.message;
}

describe('ensureModel', () => {
  const environment = (): NodeJS.ProcessEnv => ({ DATA_DIR: folder });
  const model = (): string => join(folder, 'model');

  it('fills an empty folder and leaves nothing else behind', async () => {
    const source = createSource('a', RIGHT);
    expect(await ensureModel({ environment: environment(), specification, sources: [source] })).toBe(model());
    expect(read(model())).toEqual(RIGHT);
    expect(readdirSync(folder)).toEqual(['model']);
  });

  it('touches nothing when every file is right', async () => {
    write(model(), RIGHT);
    const times = () => Object.keys(RIGHT).map((path) => statSync(join(model(), path)).mtimeMs);
    const before = times();
    const source = createSource('a', RIGHT);
    await ensureModel({ environment: environment(), specification, sources: [source] });
    expect(times()).toEqual(before);
    expect(source.asked).toEqual([]);
  });

  it('mends a damaged file and asks for that one only', async () => {
    write(model(), { ...RIGHT, 'vocab.txt': 'damaged', 'README.md': 'kept' });
    const before = statSync(join(model(), 'onnx/model.onnx')).mtimeMs;
    const source = createSource('a', RIGHT);
    await ensureModel({ environment: environment(), specification, sources: [source] });
    expect(read(model())).toEqual(RIGHT);
    expect(source.asked).toEqual([['vocab.txt']]);
    expect(statSync(join(model(), 'onnx/model.onnx')).mtimeMs).toBe(before);
    expect(readFileSync(join(model(), 'README.md'), 'utf8')).toBe('kept');
  });

  it('goes on to the next source when one delivers wrong bytes, and takes none of them', async () => {
    write(model(), { 'onnx/model.onnx': 'weights' });
    const wrong = createSource('wrong', { 'vocab.txt': 'other', 'onnx/model.onnx': 'other' });
    const right = createSource('right', RIGHT);
    await ensureModel({ environment: environment(), specification, sources: [wrong, right] });
    expect(read(model())).toEqual(RIGHT);
  });

  it('names every source with its reason when all fail, and keeps the good files', async () => {
    write(model(), { 'onnx/model.onnx': 'weights' });
    const wrong = createSource('第一处', { 'vocab.txt': 'other', 'onnx/model.onnx': 'other' });
    const broken: ModelSource = { name: '第二处', deliver: () => Promise.reject(new Error('线路不通')) };
    const silent = createSource('第三处', {});
    const message = await messageOf(
      ensureModel({ environment: environment(), specification, sources: [wrong, broken, silent] }),
    );
    expect(message).toContain(`第一处：文件 vocab.txt 的内容不对：应为 sha256 ${hash(RIGHT['vocab.txt'] ?? '')}`);
    expect(message).toContain(`实为 ${hash('other')}`);
    expect(message).toContain('第二处：线路不通');
    expect(message).toContain('第三处：缺少文件 vocab.txt');
    expect(message).toContain('HF_ENDPOINT');
    expect(readFileSync(join(model(), 'onnx/model.onnx'), 'utf8')).toBe('weights');
    expect(readdirSync(folder)).toEqual(['model']);
  });

  it('takes MODEL_DIR as it is when its files are right', async () => {
    write(folder, RIGHT);
    expect(await ensureModel({ environment: { MODEL_DIR: folder }, specification, sources: [] })).toBe(folder);
  });

  it('refuses a MODEL_DIR with other files by name, and asks no source', async () => {
    write(folder, { 'vocab.txt': 'other' });
    const source = createSource('a', RIGHT);
    const message = await messageOf(
      ensureModel({ environment: { MODEL_DIR: folder }, specification, sources: [source] }),
    );
    expect(message).toContain(`MODEL_DIR 指向 ${folder}`);
    expect(message).toContain(`文件 vocab.txt 的内容不对：应为 sha256 ${specification.files['vocab.txt']}`);
    expect(message).toContain('缺少文件 onnx/model.onnx');
    expect(source.asked).toEqual([]);
  });
});

describe('the model hub as a source', () => {
  async function withServer<Result>(
    answer: RequestListener,
    use: (address: string) => Promise<Result>,
  ): Promise<Result> {
    const server = createServer(answer);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }

  it('downloads each file at its revision from HF_ENDPOINT', async () => {
    const prefix = '/somebody/tiny/resolve/abc/';
    const answer: RequestListener = (request, response) => {
      const text = request.url?.startsWith(prefix) ? RIGHT[request.url.slice(prefix.length)] : undefined;
      response.writeHead(text === undefined ? 404 : 200).end(text);
    };
    await withServer(answer, async (address) => {
      const source = createHubSource(specification, { HF_ENDPOINT: `${address}/` });
      await ensureModel({ environment: { DATA_DIR: folder }, specification, sources: [source] });
    });
    expect(read(join(folder, 'model'))).toEqual(RIGHT);
  });

  it('says which address answered what', async () => {
    const answer: RequestListener = (_request, response) => response.writeHead(503).end();
    const message = await withServer(answer, (address) =>
      messageOf(createHubSource(specification, { HF_ENDPOINT: address }).deliver(folder, ['vocab.txt'])),
    );
    expect(message).toMatch(/\/somebody\/tiny\/resolve\/abc\/vocab\.txt 回答 HTTP 503$/);
  });

  it('refuses an HF_ENDPOINT that is no web address', async () => {
    const source = createHubSource(specification, { HF_ENDPOINT: 'mirror' });
    expect(await messageOf(source.deliver(folder, ['vocab.txt']))).toContain('HF_ENDPOINT 是“mirror”');
  });
});

describe('index/model.json', () => {
  it('names a sha256 for every file', () => {
    const { files, revision, dimensions } = readModelSpecification();
    expect(Object.keys(files)).toHaveLength(6);
    for (const value of Object.values(files)) expect(value).toMatch(/^[0-9a-f]{64}$/);
    expect(revision).toMatch(/^[0-9a-f]{40}$/);
    expect(dimensions).toBe(512);
  });
});

describe('ensureNode', () => {
  it.each(['18.20.4', '16.0.0'])('refuses Node %s and says what is needed', (version) => {
    expect(() => ensureNode(version)).toThrow(`当前的 Node 是 ${version}，本程序需要 20 或更高版本`);
  });

  it.each(['20.0.0', '22.11.0', '24.1.0'])('takes Node %s', (version) => {
    expect(() => ensureNode(version)).not.toThrow();
  });
});

describe('ensureDependencies', () => {
  const stamp = (): string => join(folder, 'node_modules/.bulletin-qa-setup.json');

  function writeProject(version: string): void {
    const project = { name: 'empty', version };
    write(folder, {
      'package.json': JSON.stringify(project),
      'package-lock.json': JSON.stringify({
        ...project,
        lockfileVersion: 3,
        requires: true,
        packages: { '': project },
      }),
    });
  }

  it('installs once, and again when the lock file has changed', async () => {
    writeProject('1.0.0');
    await ensureDependencies({ root: folder });
    const first = readFileSync(stamp(), 'utf8');
    write(folder, { 'node_modules/marker': '' });

    await ensureDependencies({ root: folder });
    expect(existsSync(join(folder, 'node_modules/marker'))).toBe(true);

    writeProject('1.0.1');
    await ensureDependencies({ root: folder });
    expect(readFileSync(stamp(), 'utf8')).not.toBe(first);
    expect(existsSync(join(folder, 'node_modules/marker'))).toBe(false);
  });

  it('says that npm failed, and leaves no stamp', async () => {
    writeProject('1.0.0');
    write(folder, { 'package.json': JSON.stringify({ name: 'empty', dependencies: { absent: 'file:./absent' } }) });
    const quiet = { ...process.env, npm_config_loglevel: 'silent' };
    expect(await messageOf(ensureDependencies({ root: folder, environment: quiet }))).toMatch(
      /^npm ci 以代码 \d+ 退出/,
    );
    expect(existsSync(stamp())).toBe(false);
  });
});

describe('ensurePage', () => {
  const built = (): string[] => readdirSync(join(folder, 'web/dist'));

  beforeEach(() => {
    write(folder, {
      'web/index.html': '<!doctype html><title>page</title><script type="module" src="./main.ts"></script>',
      'web/main.ts': 'document.title = "built";',
      'web/vite.config.ts': 'export default { logLevel: "error", build: { outDir: "dist", emptyOutDir: true } };',
      'server/contract.ts': 'export type Answer = string;',
      'package-lock.json': '{}',
    });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  });

  it('builds once, and again when a source has changed', async () => {
    await ensurePage({ root: folder });
    expect(built()).toContain('index.html');
    write(folder, { 'web/dist/marker': '' });

    await ensurePage({ root: folder });
    expect(built()).toContain('marker');

    write(folder, { 'server/contract.ts': 'export type Answer = number;' });
    await ensurePage({ root: folder });
    expect(built()).not.toContain('marker');
  });

  it('builds for use, whatever kind of run asks for it', async () => {
    expect(process.env['NODE_ENV']).toBe('test');
    write(folder, { 'web/main.ts': 'document.title = import.meta.env.DEV ? "for development" : "for use";' });
    await ensurePage({ root: folder });
    const assets = join(folder, 'web/dist/assets');
    const [script = ''] = readdirSync(assets);
    expect(readFileSync(join(assets, script), 'utf8')).toContain('for use');
  });

  it('says that the build failed, and takes no half-built page for a whole one', async () => {
    await ensurePage({ root: folder });
    write(folder, { 'web/main.ts': 'import "./absent.ts";' });
    expect(await messageOf(ensurePage({ root: folder }))).toMatch(/^vite build web 以代码 1 退出/);
    expect(existsSync(join(folder, 'web/dist/.built-from'))).toBe(false);
  });
});
