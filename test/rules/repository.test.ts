/** Rules that hold for the repository as a whole, read from the files that git keeps or would keep. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Put together from parts, so that this file does not name what it looks for. */
const REGISTRY_HOSTS = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['registry', 'npmmirror', 'com'],
  ['registry', 'npm', 'taobao', 'org'],
  ['npm', 'pkg', 'github', 'com'],
  ['deb', 'debian', 'org'],
  ['archive', 'ubuntu', 'com'],
  ['pypi', 'org'],
  ['files', 'pythonhosted', 'org'],
].map((parts) => parts.join('.'));

/** Commands of npm itself that the README may show beside the project's own. */
const NPM_COMMANDS = ['ci', 'install'];

interface TextFile {
  path: string;
  text: string;
}

function listTextFiles(): TextFile[] {
  const listing = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listing
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
    .filter(({ bytes }) => !bytes.includes(0))
    .map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
}

function readScriptNames(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return Object.keys(scripts);
}

/** Gives the npm commands in the shell blocks of a Markdown text, with what npm is asked to run. */
function listNpmCommands(markdown: string): { line: string; name: string; ownScript: boolean }[] {
  const blocks = [...markdown.matchAll(/^```(?:bash|sh|shell|console)\r?\n([\s\S]*?)^```/gm)].map((match) => match[1]);
  return blocks
    .flatMap((block) => (block ?? '').split(/\r?\n/))
    .flatMap((line) => {
      const match = /^\s*(?:\$ )?(?:[A-Z_]+=\S+ )*npm (run )?([\w:-]+)/.exec(line);
      return match?.[2] === undefined ? [] : [{ line, name: match[2], ownScript: match[1] !== undefined }];
    });
}

describe('the repository', () => {
  const files = listTextFiles();

  it('holds files', () => {
    expect(files.map(({ path }) => path)).toContain('package.json');
  });

  it('names no package registry: each user has their own', () => {
    const named = files.flatMap(({ path, text }) =>
      REGISTRY_HOSTS.filter((host) => text.includes(host)).map((host) => `${path} names ${host}`),
    );
    expect(named).toEqual([]);
  });

  it('locks packages without the address they came from', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    expect(lock).not.toContain('"resolved"');
  });

  it('locks the builds of every platform: npm ci refuses a lock with gaps', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
    const gaps = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !locked.has(name))
        .map((name) => `${path} wants ${name}`),
    );
    expect(gaps).toEqual([]);
  });

  it('has no test that is left out or runs alone', () => {
    const marked = files
      .filter(({ path }) => /^test\/.*\.tsx?$/.test(path))
      .filter(({ text }) => /\b(?:it|test|describe)\s*\.\s*(?:only|skip|todo)\b/.test(text));
    expect(marked.map(({ path }) => path)).toEqual([]);
  });
});

describe('the README', () => {
  it('shows only npm commands that exist', () => {
    const commands = listNpmCommands(readFileSync(join(root, 'README.md'), 'utf8'));
    const scripts = readScriptNames();
    expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining(['start', 'test']));
    const unknown = commands.filter(
      ({ name, ownScript }) => !scripts.includes(name) && (ownScript || !NPM_COMMANDS.includes(name)),
    );
    expect(unknown).toEqual([]);
  });

  it('is read for commands with a prompt, variables and arguments', () => {
    const text = '```bash\n$ npm start\nPORT=1 HOST=::1 npm run ask -- "问"\nnode x\n```\nnpm run prose\n';
    expect(listNpmCommands(text).map(({ name }) => name)).toEqual(['start', 'ask']);
  });
});
