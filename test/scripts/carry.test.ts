/** The package for machines without a network: made for real, unpacked elsewhere, and run there with what is in it. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { extract } from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherContents, NODE_FILE } from '../../scripts/carry/contents.mjs';
import { ensurePortableNode, findNeededLibraries } from '../../scripts/carry/machine.mjs';
import type { Answer, Health } from '../../server/contract.ts';
import { readConfig } from '../../server/config.ts';
import { findCutOff } from './cut-off.ts';

interface Journey {
  isCutOff: boolean;
  asked: string;
  told: string;
  health: Health;
  answer: Answer;
  page: string;
  ending: number | string;
  printed: string;
}

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** Far above what packing, unpacking or the journey takes on a machine that does something else beside. */
const PATIENCE_MILLISECONDS = 300_000;

const QUESTION = '全州县的四事工作法是哪四事？';
const FACT = '群众说事、代表议事、干部办事、公开晒事';

const work = mkdtempSync(join(tmpdir(), 'bulletin-qa-carry-'));
const environment = { ...process.env };
delete environment.CORPUS_DIR;

let unpacked: string;
let files: string[];

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function carry(...given: string[]): Promise<{ stderr: string }> {
  return run(process.execPath, ['scripts/carry.mjs', ...given], { cwd: root, env: environment });
}

async function travel(): Promise<Journey> {
  const cutOff = findCutOff();
  if (cutOff === null) console.warn('这台机器不能建立隔离的网络：离线安装包在未断网的情况下试用。');
  const node = join(unpacked, NODE_FILE);
  const journey = [node, join(import.meta.dirname, 'carried-journey.mjs'), unpacked, QUESTION];
  const empty = ['env', '-i', 'PATH=/nonexistent'];
  const [program = '', ...rest] = process.platform === 'win32' ? journey : [...(cutOff ?? []), ...empty, ...journey];
  const { stdout } = await run(program, rest, { maxBuffer: 16 * 1024 * 1024 });
  const travelled = JSON.parse(stdout) as Journey;
  if (cutOff !== null) expect(travelled.isCutOff).toBe(true);
  return travelled;
}

beforeAll(async () => {
  const file = join(work, 'package.tar.gz');
  await carry('--out', file, '--level', '0');
  const elsewhere = join(work, '另一台 机器');
  mkdirSync(elsewhere);
  await extract({ file, cwd: elsewhere });
  unpacked = join(elsewhere, readdirSync(elsewhere)[0] ?? '');
  files = listFiles(unpacked);
}, PATIENCE_MILLISECONDS);

afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

describe('the package', () => {
  it('names the sum of each of its files, and leaves nothing beside itself', () => {
    const sums = readFileSync(join(unpacked, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
    const actual = files
      .filter((path) => path !== 'SHA256SUMS')
      .map((path) => {
        const hash = createHash('sha256').update(readFileSync(join(unpacked, path)));
        return `${hash.digest('hex')}  ${path}`;
      });
    expect([...actual].sort()).toEqual([...sums].sort());
    expect(readdirSync(work).sort()).toEqual(['package.tar.gz', '另一台 机器']);
  });

  it('holds of the data folder the model and the index, and so no keys and no feedback', () => {
    const data = files.filter((path) => path.startsWith('app/data/'));
    expect(data).not.toEqual([]);
    expect(data.filter((path) => !/^app\/data\/(?:model|index)\//.test(path))).toEqual([]);
  });

  it('holds no package for developers and no machine code for other machines', () => {
    expect(files.filter((path) => /node_modules\/(?:typescript|vitest|playwright-core|vite)\//.test(path))).toEqual([]);
    const builds = files.filter((path) => path.includes('/onnxruntime-node/bin/'));
    expect(builds).not.toEqual([]);
    expect(builds.filter((path) => !path.includes(`/${process.platform}/${process.arch}/`))).toEqual([]);
  });

  it('holds the licence of each package that comes with one', () => {
    const licences = (paths: string[]) => paths.filter((path) => /\/licen[cs]e[^/]*$/i.test(path));
    const packed = new Set(files.filter((path) => path.endsWith('/package.json')).map((path) => dirname(path)));
    const folders = [...packed].filter((path) => /node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path));
    const lost = folders.flatMap((path) => {
      const folder = path.slice('app/'.length);
      const present = licences(readdirSync(join(root, folder)).map((name) => `app/${folder}/${name}`));
      return present.filter((path) => !files.some((file) => file === path || file.startsWith(`${path}/`)));
    });
    expect(folders.length).toBeGreaterThan(100);
    expect(lost).toEqual([]);
  });

  it('tells which machine it is for, and names no folder of the machine that made it', () => {
    const leaflet = readFileSync(join(unpacked, '安装说明.txt'), 'utf8');
    expect(leaflet).toContain(`系统 ${process.platform}，处理器 ${process.arch}`);
    expect(leaflet).toContain(`包内的 Node 是 ${process.versions.node}`);
    expect(leaflet).not.toContain(root);
  });

  it('has each command that its leaflet names', () => {
    const leaflet = readFileSync(join(unpacked, '安装说明.txt'), 'utf8');
    const named = [...leaflet.matchAll(/\.\/([a-z]+\.sh)\b/g)].map((match) => match[1]);
    if (process.platform !== 'win32') expect(files).toEqual(expect.arrayContaining(named));
  });

  it(
    'answers, serves and stops in another folder, without a network and with an empty environment',
    async () => {
      const { asked, told, health, answer, page, ending, printed } = await travel();
      expect(asked).toContain(FACT);
      expect(told).not.toContain('正在建立索引');
      expect(health.status).toBe('ok');
      expect(answer.extracts[0]?.text).toContain(FACT);
      expect(page).toContain('<title>');
      expect(ending).toBe(0);
      expect(printed).not.toMatch(/安装依赖|构建网页/);
    },
    PATIENCE_MILLISECONDS,
  );
});

describe('npm run carry', () => {
  it.each([['--level', 'x'], ['--unknown'], ['stray']])('refuses %s %s and writes nothing', async (...given) => {
    const failed = await carry('--out', join(work, 'none.tar.gz'), ...given.filter(Boolean)).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(failed).toMatchObject({ code: 1 });
    expect(existsSync(join(work, 'none.tar.gz'))).toBe(false);
  });

  describe('with bulletins that lie elsewhere', () => {
    const elsewhere = join(work, '别处的简报');
    const gather = (withCorpus: boolean) =>
      gatherContents({
        root,
        modelFolder: readConfig(process.env).modelFolder,
        withCorpus,
        environment: { ...environment, CORPUS_DIR: elsewhere, DATA_DIR: join(elsewhere, '.data') },
      });
    const bulletins = (contents: Map<string, string>) =>
      [...contents.keys()].filter((path) => path.startsWith('corpus/bulletins/'));

    beforeAll(() => {
      mkdirSync(elsewhere);
      cpSync(join(root, 'corpus/bulletins/2018-48.txt'), join(elsewhere, '甲.txt'));
      writeFileSync(join(elsewhere, '说明.pdf'), '');
      writeFileSync(join(elsewhere, '.隐藏.txt'), '');
      symlinkSync(join(root, 'corpus/bulletins/2018-33.txt'), join(elsewhere, '乙.txt'));
    });

    it('leaves them and says so', async () => {
      const { contents, corpus } = await gather(false);
      expect(bulletins(contents)).toContain('corpus/bulletins/2018-48.txt');
      expect(bulletins(contents)).not.toContain('corpus/bulletins/甲.txt');
      expect(corpus).toContain('--with-corpus');
    });

    it('puts them in the place of the digests where that is asked for', async () => {
      const { contents, corpus, index } = await gather(true);
      const carried = ['乙.txt', '甲.txt', '说明.pdf'].map((name) => `corpus/bulletins/${name}`);
      expect(bulletins(contents).sort()).toEqual(carried);
      expect(corpus).toBe('app/corpus/bulletins 中 2 份文件，6 篇文章');
      expect(index).toContain('首次启动时自动建立');
    });
  });
});

describe('the machine that a package is for', () => {
  it('is known by the newest library versions that the files ask for', () => {
    const file = join(work, 'program');
    writeFileSync(file, 'x\0GLIBC_2.4\0GLIBC_2.28\0GLIBC_2.9\0GLIBCXX_3.4.21\0GLIBCXX_3.4.9\0');
    expect(findNeededLibraries([file])).toEqual({ glibc: '2.28', libstdcxx: '3.4.21' });
    rmSync(file);
  });

  it('cannot have a Node that leans on libraries of its installation', () => {
    if (process.platform !== 'linux') return;
    const system = ['/lib/x86_64-linux-gnu/libc.so.6', '/usr/lib/libstdc++.so.6', 'linux-vdso.so.1'];
    expect(() => ensurePortableNode(system)).not.toThrow();
    expect(() => ensurePortableNode([...system, '/usr/lib/libnode.so.115'])).toThrow('libnode.so.115');
  });
});
