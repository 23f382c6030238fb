/** The samples of deploy/ held to the code: what they name exists, and what they repeat agrees. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NODE_FILE } from '../../scripts/carry/contents.mjs';
import { readConfig, VARIABLES } from '../../server/config.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'deploy');

const UNIT = 'bulletin-qa.service';

/** Where the samples have the package unpacked. */
const INSTALLED = '/opt/bulletin-qa/';

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

function valuesOf(unit: string, key: string): string[] {
  return [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map((match) => match[1] ?? '');
}

/** The settings of the sample; with `all`, those that stand behind a comment sign too. */
function readSettings(all = false): Record<string, string> {
  const lines = read('bulletin-qa.env').matchAll(all ? /^#?([A-Z_]+)=(.*)$/gm : /^([A-Z_]+)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

/** Capital words before `=` that are no variables of the program. */
const OTHERS = new Set(['CMD', 'MALLOC_ARENA_MAX']);

function variablesIn(text: string): string[] {
  const named = [...text.matchAll(/(?<![\w-])([A-Z][A-Z_]{2,})=/g)].map((match) => match[1] ?? '');
  return [...new Set(named)].filter((name) => !OTHERS.has(name));
}

describe('the samples of deploy/', () => {
  it.each(readdirSync(folder).filter((name) => name !== UNIT))('name variables that exist: %s', (name) => {
    expect(variablesIn(read(name)).filter((variable) => !(variable in VARIABLES))).toEqual([]);
  });

  it('set variables to what the program takes', () => {
    expect(() => readConfig(readSettings())).not.toThrow();
    expect(Object.keys(readSettings(true)).filter((name) => !(name in VARIABLES))).toEqual([]);
    expect(() => readConfig(readSettings(true))).not.toThrow();
  });

  it('agree on the port with the program', () => {
    const port = VARIABLES.PORT.fallback;
    expect(readSettings().PORT).toBe(port);
    expect(read('nginx.conf')).toContain(`server 127.0.0.1:${port};`);
    expect(read('prometheus.yml')).toContain(`'127.0.0.1:${port}'`);
    expect(read('Containerfile')).toMatch(new RegExp(`PORT=${port}[\\s\\S]*EXPOSE ${port}`));
  });

  it('agree on the limit of a body with the program', () => {
    expect(read('nginx.conf')).toContain(`client_max_body_size ${VARIABLES.BODY_LIMIT_KB.fallback}k;`);
    expect(readSettings(true).BODY_LIMIT_KB).toBe(VARIABLES.BODY_LIMIT_KB.fallback);
  });

  it('name files that the package and the repository have', () => {
    const texts = readdirSync(folder).map(read).join('\n');
    const installed = [...texts.matchAll(/\/opt\/bulletin-qa\/([\w./-]*\w)/g)].map((match) => match[1] ?? '');
    expect(installed).toContain(NODE_FILE);
    const inApp = installed.filter((path) => path.startsWith('app/')).map((path) => path.slice('app/'.length));
    const missing = inApp.filter((path) => path !== 'data/model' && !existsSync(join(root, path)));
    expect(missing).toEqual([]);
    for (const name of ['scripts/carry.mjs', 'server/main.ts']) expect(existsSync(join(root, name))).toBe(true);
  });

  it('copy into the image what the repository has', () => {
    const copied = [...read('Containerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) =>
      (match[1] ?? '').split(' '),
    );
    expect(copied).toContain('server');
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('are each told of in their README', () => {
    const told = read('README.md');
    expect(readdirSync(folder).filter((name) => name !== 'README.md' && !told.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the systemd unit', () => {
  const unit = read(UNIT);

  it('starts the server itself, in the installed folder, with the sample of settings', () => {
    const processes = readFileSync(join(root, 'scripts/processes.mjs'), 'utf8');
    const [option = ''] = /--max-semi-space-size=\d+/.exec(processes) ?? [];
    expect(valuesOf(unit, 'ExecStart')).toEqual([`${INSTALLED}${NODE_FILE} ${option} --import tsx server/main.ts`]);
    expect(read('Containerfile')).toContain(`"${option}", "--import", "tsx", "server/main.ts"`);
    expect(valuesOf(unit, 'WorkingDirectory')).toEqual([`${INSTALLED}app`]);
    expect(valuesOf(unit, 'EnvironmentFile')).toEqual(['/etc/bulletin-qa.env']);
  });

  it('lets it write its data folder and nothing else', () => {
    expect(valuesOf(unit, 'ProtectSystem')).toEqual(['strict']);
    expect(valuesOf(unit, 'ReadWritePaths')).toEqual([readSettings().DATA_DIR]);
    expect(`/var/lib/${valuesOf(unit, 'StateDirectory')[0]}`).toBe(readSettings().DATA_DIR);
  });

  it('waits for the server to stop longer than the server waits for answers', () => {
    const declared = /STOP_MILLISECONDS = ([\d_]+)/.exec(readFileSync(join(root, 'server/main.ts'), 'utf8'))?.[1];
    const seconds = Number((declared ?? '30_000').replaceAll('_', '')) / 1000;
    expect(Number(valuesOf(unit, 'TimeoutStopSec')[0])).toBeGreaterThan(seconds);
  });

  it('is one that systemd reads without complaint, but for what is not installed here', () => {
    const temporary = mkdtempSync(join(tmpdir(), 'bulletin-qa-unit-'));
    try {
      mkdirSync(join(temporary, 'units'));
      const file = join(temporary, 'units', UNIT);
      writeFileSync(file, unit.replace(`${INSTALLED}${NODE_FILE}`, process.execPath));
      const { error, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
        encoding: 'utf8',
      });
      if (error) return console.warn('这台机器没有 systemd-analyze：没有用它检查 deploy/bulletin-qa.service。');
      // What else this machine has for units is not ours.
      expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes(UNIT))).toEqual([]);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
});
