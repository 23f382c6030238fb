import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addKey, readKeys, revokeKey } from '../../../server/access/keys.ts';
import { readArguments } from '../../../server/access/keys-arguments.ts';
import { createKeyFinder } from '../../../server/access/keys-finder.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-keys-'));
  file = join(folder, 'keys.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the file of keys', () => {
  it('holds neither a token nor its secret, and is its owner’s alone', async () => {
    const { token } = await addKey(file, '督查室', 'read');
    expect(token).toMatch(/^bqa_[0-9a-f]{8}_[\w-]{43}$/);
    const [, , secret = ''] = /^bqa_([0-9a-f]{8})_(.*)$/.exec(token) ?? [];
    expect(await readFile(file, 'utf8')).not.toContain(secret);
    // Windows has no such modes.
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('salts: no two records have anything secret in common', async () => {
    await addKey(file, '甲', 'read');
    await addKey(file, '甲', 'read');
    const keys = await readKeys(file);
    for (const part of ['id', 'salt', 'hash'] as const) expect(new Set(keys.map((key) => key[part])).size).toBe(2);
  });

  it('loses nothing when many change it at once, and leaves nothing beside it', async () => {
    const names = Array.from({ length: 8 }, (_, at) => `第${at}个`);
    await Promise.all(names.map((name) => addKey(file, name, 'read')));
    expect((await readKeys(file)).map(({ name }) => name).sort()).toEqual(names);
    expect(await readdir(folder)).toEqual(['keys.json']);
  });

  it('keeps the record of a revoked key, and revokes it once', async () => {
    const { key } = await addKey(file, '甲', 'read');
    await revokeKey(file, key.id);
    expect((await readKeys(file))[0]).toMatchObject({ name: '甲', revokedAt: expect.any(String) as string });
    await expect(revokeKey(file, key.id)).rejects.toMatchObject({ code: 'key_not_found' });
    await expect(revokeKey(file, 'ffffffff')).rejects.toThrow('编号为“ffffffff”的有效密钥');
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -20)],
    ['empty', () => ''],
    ['of another version', (text: string) => text.replace('"version": 1', '"version": 2')],
    ['with a scope that does not exist', (text: string) => text.replace('"read"', '"root"')],
    ['with a hash cut short', (text: string) => text.replace(/"hash": "../, '"hash": "')],
    ['with a field too many', (text: string) => text.replace('"name"', '"open": true, "name"')],
  ])('%s is named as damaged, and neither overwritten nor taken for no keys', async (_, damage) => {
    const { key, token } = await addKey(file, '甲', 'read');
    const damaged = damage(await readFile(file, 'utf8'));
    await writeFile(file, damaged);
    const expected = { code: 'keys_damaged', message: expect.stringContaining(file) as string };
    await expect(readKeys(file)).rejects.toMatchObject(expected);
    await expect(addKey(file, '乙', 'admin')).rejects.toMatchObject(expected);
    await expect(revokeKey(file, key.id)).rejects.toMatchObject(expected);
    await expect(createKeyFinder(file)(token)).rejects.toMatchObject(expected);
    expect(await readFile(file, 'utf8')).toBe(damaged);
  });

  it('that cannot be opened is damaged, not absent', async () => {
    await expect(readKeys(folder)).rejects.toMatchObject({ code: 'keys_damaged' });
  });
});

describe('a running look-up', () => {
  it('finds a key by its token alone', async () => {
    const { key, token } = await addKey(file, '甲', 'admin');
    const { token: other } = await addKey(file, '乙', 'read');
    const find = createKeyFinder(file);
    expect(await find(token)).toEqual(key);
    const swapped = token.slice(0, 13) + other.slice(13);
    const nearly = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    for (const wrong of [swapped, nearly, `${token}A`, token.slice(0, -1), token.toUpperCase(), '', 'bqa_', key.hash]) {
      expect(await find(wrong)).toBeNull();
    }
  });

  it('sees keys made and revoked after it began', async () => {
    const find = createKeyFinder(file);
    expect(await find('bqa_00000000_x')).toBeNull(); // there is no file yet
    const { key, token } = await addKey(file, '甲', 'read');
    expect(await find(token)).toMatchObject({ id: key.id });
    await revokeKey(file, key.id);
    expect(await find(token)).toBeNull();
  });

  it('accepts nothing after the file is gone', async () => {
    const { token } = await addKey(file, '甲', 'read');
    const find = createKeyFinder(file);
    expect(await find(token)).not.toBeNull();
    await rm(file);
    expect(await find(token)).toBeNull();
  });

  it('accepts nothing while the file is damaged, and goes on when it is mended', async () => {
    const { token } = await addKey(file, '甲', 'read');
    const find = createKeyFinder(file);
    const whole = await readFile(file, 'utf8');
    expect(await find(token)).not.toBeNull();
    await writeFile(file, '{');
    await expect(find(token)).rejects.toMatchObject({ code: 'keys_damaged' });
    await expect(find(token)).rejects.toMatchObject({ code: 'keys_damaged' });
    await writeFile(file, whole);
    expect(await find(token)).not.toBeNull();
  });
});

describe('the arguments of npm run keys', () => {
  it.each([
    [['make', '督查室'], { kind: 'make', name: '督查室', scope: 'read' }],
    [['make', ' OA 系统 ', '--scope', 'admin'], { kind: 'make', name: 'OA 系统', scope: 'admin' }],
    [['--scope=read', 'make', '甲'], { kind: 'make', name: '甲', scope: 'read' }],
    [['list'], { kind: 'list' }],
    [['revoke', '0a1b2c3d'], { kind: 'revoke', id: '0a1b2c3d' }],
  ])('%j are read', (given, command) => {
    expect(readArguments(given)).toEqual(command);
  });

  it.each([
    [[]],
    [['remove', '0a1b2c3d']],
    [['make']],
    [['make', '']],
    [['make', '督查', '室']], // a name with a space needs quotes
    [['make', '甲', '--scope', 'root']],
    [['make', '甲', '--admin']],
    [['make', '甲\u202e乙']], // would show in another order than it is
    [['make', '甲\n乙']],
    [['make', '名'.repeat(61)]],
    [['list', '--scope', 'read']], // would seem to filter
    [['revoke']],
  ])('%j are refused with what is allowed', (given) => {
    expect(() => readArguments(given)).toThrow(/make <名称> \[--scope read\|admin\]、list、revoke <编号>/);
  });
});

describe('npm run keys', () => {
  const run = (...given: string[]): Promise<{ stdout: string; stderr: string }> =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/access/keys-command.ts', ...given], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: folder },
    });

  it('gives the key alone on standard output, once, then lists and revokes it', async () => {
    const { stdout } = await run('make', '督查室', '--scope', 'admin');
    const token = stdout.trim();
    const key = await createKeyFinder(file)(token);
    expect(key).toMatchObject({ name: '督查室', scope: 'admin' });
    const listed = (await run('list')).stdout;
    expect(listed).toMatch(new RegExp(`^${key?.id} +admin +督查室 `));
    expect(listed).not.toContain(token.slice(13)); // the secret
    expect((await run('revoke', key?.id ?? '')).stdout).toContain('已撤销');
    expect((await run('list')).stdout).toContain('撤销');
  });

  it('fails in words', async () => {
    await expect(run('revoke', 'ffffffff')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^没有编号为“ffffffff”的有效密钥[^\n]*\n$/) as string,
    });
  });
});
