/** The doctor as it is run, over installations that are healthy or lack one thing. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import type { Check } from '../../server/doctor/check.ts';
import { checkPort } from '../../server/doctor/port.ts';
import { checkAccess, checkVariables } from '../../server/doctor/settings.ts';
import { checkFeedback } from '../../server/doctor/storage.ts';
import { startServer } from '../browser/start-server.ts';

interface Examination {
  code: number;
  output: string;
}

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'bulletin-qa-doctor-'));
const inherited = { ...process.env };
delete inherited.CORPUS_DIR;
const config = readConfig(inherited);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function examine(environment: NodeJS.ProcessEnv, ...given: string[]): Promise<Examination> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['scripts/doctor.mjs', ...given],
      { cwd: root, env: { ...inherited, PORT: '0', ...environment } },
      (error, stdout, stderr) => done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

/** The findings that are bad, by what was checked. */
async function findBad(environment: NodeJS.ProcessEnv): Promise<{ code: number; bad: Record<string, Check> }> {
  const { code, output } = await examine(environment, '--json');
  const { checks } = JSON.parse(output) as { checks: Check[] };
  const bad = checks.filter(({ verdict }) => verdict === 'bad');
  return { code, bad: Object.fromEntries(bad.map((check) => [check.id, check])) };
}

describe('npm run doctor', () => {
  it('finds nothing wrong with a healthy installation, and no attempt to reach a network', async () => {
    const { code, output } = await examine({});
    const lines = output.split('\n').filter((line) => /^[✓！✗]/u.test(line));
    expect(lines.length).toBeGreaterThan(15);
    expect(lines.filter((line) => !line.startsWith('✓'))).toEqual([]);
    expect(output).toContain('试答时没有一次联网的企图');
    expect(code).toBe(0);
  });

  it('names the file of the model that is not the registered one', async () => {
    const model = join(folder, 'model');
    cpSync(config.modelFolder, model, { recursive: true });
    const bytes = readFileSync(join(model, 'vocab.txt'));
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    writeFileSync(join(model, 'vocab.txt'), bytes);
    const { code, bad } = await findBad({ MODEL_DIR: model });
    expect(Object.keys(bad)).toEqual(['model']);
    expect(bad.model?.found).toContain('文件 vocab.txt 的内容不对');
    expect(bad.model?.remedy).toContain('MODEL_DIR');
    expect(code).toBe(1);
  });

  it('names the file of the index that was cut short, and every variable that is wrong', async () => {
    const data = join(folder, 'data');
    cpSync(config.indexRoot, join(data, 'index'), { recursive: true });
    const current = readFileSync(join(data, 'index', 'current'), 'utf8').trim();
    const articles = join(data, 'index', current, 'articles.jsonl');
    writeFileSync(articles, readFileSync(articles).subarray(0, 100));
    const { code, bad } = await findBad({
      DATA_DIR: data,
      MODEL_DIR: config.modelFolder,
      BODY_LIMIT_KB: '0',
      REQUIRE_KEYS: 'maybe',
    });
    expect(Object.keys(bad).sort()).toEqual(['index', 'variables']);
    expect(bad.index?.found).toContain('articles.jsonl');
    expect(bad.index?.remedy).toContain('npm run index');
    expect(bad.variables?.found).toMatch(/BODY_LIMIT_KB=“0”.*REQUIRE_KEYS=“maybe”/);
    expect(bad.variables?.remedy).toContain('npm start -- --help');
    expect(code).toBe(1);
  });

  it('says that there is no corpus, and that another program has the port', async () => {
    await withListener(async (port) => {
      const { code, bad } = await findBad({ CORPUS_DIR: join(folder, 'none'), PORT: String(port), HOST: '127.0.0.1' });
      expect(Object.keys(bad).sort()).toEqual(['corpus', 'port']);
      expect(bad.corpus?.found).toContain(join(folder, 'none'));
      expect(bad.corpus?.remedy).toContain('CORPUS_DIR');
      expect(bad.port?.found).toContain(`127.0.0.1:${port} 被别的程序占用`);
      expect(bad.port?.remedy).toContain(`PORT=${port + 1}`);
      expect(code).toBe(1);
    });
  });

  it('runs in a clone where nothing is installed, and installs nothing', async () => {
    const clone = join(folder, 'clone');
    for (const name of ['scripts', 'index', 'corpus', 'server', 'web', 'package.json', 'package-lock.json']) {
      cpSync(join(root, name), join(clone, name), { recursive: true, filter: (path) => !path.endsWith('dist') });
    }
    const before = readdirSync(clone);
    const { code, output } = await new Promise<Examination>((done) => {
      execFile(
        process.execPath,
        ['scripts/doctor.mjs'],
        { cwd: clone, env: { PATH: process.env.PATH } },
        (error, out) => done({ code: error ? Number(error.code) : 0, output: out }),
      );
    });
    expect(output).toMatch(/^✗ 依赖：尚未安装 → 运行 npm start/mu);
    expect(output).toMatch(/^✗ 模型：.*缺少文件 vocab\.txt.*→ 运行 npm start/mu);
    expect(output).toMatch(/^！ 断网试答：没有检查/mu);
    expect(code).toBe(1);
    expect(readdirSync(clone)).toEqual(before);
  });

  it('refuses an argument that it does not know', async () => {
    const { code, output } = await examine({}, '--mend');
    expect(output).toContain('--mend');
    expect(code).toBe(1);
  });
});

describe('the check of the port', () => {
  it('knows the server of this program by its answer', async () => {
    const server = await startServer();
    try {
      const port = Number(new URL(server.origin).port);
      expect(await checkPort({ host: '127.0.0.1', port })).toMatchObject({ verdict: 'good' });
    } finally {
      await server.stop();
    }
  });

  it('says that an address is none of this machine', async () => {
    // TEST-NET-1: no machine has it.
    const check = await checkPort({ host: '192.0.2.1', port: 3000 });
    expect(check.verdict).toBe('bad');
    expect(check.remedy).toContain('HOST');
  });
});

describe('the check of settings', () => {
  it('keeps what is right beside what is wrong', () => {
    const { check, config } = checkVariables({ PORT: 'abc', CORPUS_DIR: '/srv/bulletins' });
    expect(check.found).toContain('PORT=“abc”');
    expect(config).toMatchObject({ port: 3000, corpusFolder: '/srv/bulletins' });
  });

  it('names both of two that contradict each other', () => {
    const { check } = checkVariables({ REQUIRE_KEYS: 'true', ANONYMOUS_READ: 'true' });
    expect(check.found).toMatch(/REQUIRE_KEYS.*ANONYMOUS_READ/);
  });

  it.each([
    ['nobody decided who may use it', { HOST: '0.0.0.0' }, '{"version":1,"keys":[]}', '还没有决定谁可以使用'],
    ['the keys are damaged', {}, '{"version":', '无法读取'],
  ])('says that a start is refused where %s', async (_, environment, keys, reason) => {
    const data = mkdtempSync(join(folder, 'keys-'));
    writeFileSync(join(data, 'keys.json'), keys);
    const check = await checkAccess(readConfig({ ...environment, DATA_DIR: data }));
    expect(check.verdict).toBe('bad');
    expect(check.found).toContain(reason);
    expect(check.remedy).toContain('npm run keys -- make');
  });
});

describe('the check of the feedback database', () => {
  const fileOf = (name: string) => ({ ...config, feedbackFile: join(folder, name) });

  beforeAll(async () => {
    const { default: Database } = await import('libsql');
    const database = new Database(join(folder, 'whole.db'));
    database.exec('create table notes (text text); create index by_text on notes (text)');
    const insert = database.prepare('insert into notes values (?)');
    for (let number = 0; number < 500; number++) insert.run(`第 ${number} 条 ${'意见'.repeat(50)}`);
    database.close();
    const bytes = readFileSync(join(folder, 'whole.db'));
    writeFileSync(join(folder, 'damaged.db'), bytes.fill(0xff, 8192, 16_384));
    mkdirSync(join(folder, 'nowhere'));
  });

  it('takes a whole one, and one that is not there yet, without making it', async () => {
    expect(await checkFeedback(fileOf('whole.db'))).toMatchObject({ verdict: 'good' });
    expect(await checkFeedback(fileOf('nowhere/feedback.db'))).toMatchObject({ verdict: 'good' });
    expect(existsSync(join(folder, 'nowhere/feedback.db'))).toBe(false);
  });

  it('finds damage', async () => {
    const check = await checkFeedback(fileOf('damaged.db'));
    expect(check.verdict).toBe('bad');
    expect(check.remedy).toContain('用备份恢复');
  });
});

async function withListener(use: (port: number) => Promise<void>): Promise<void> {
  const server: Server = createServer((_request, response) => response.end('{"status":"ok"}'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}
