/** Finding the browser among real files in a folder of the test's own. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from '../../scripts/chromium.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulletin-qa-chromium-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('findChromium', () => {
  function writeProgram(name: string, mode = 0o755): string {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    chmodSync(path, mode);
    return path;
  }

  it('takes CHROME_PATH before anything else', () => {
    const chromium = writeProgram('chromium');
    const own = writeProgram('elsewhere/my-browser');
    expect(findChromium({ environment: { PATH: folder, CHROME_PATH: own }, platform: 'linux' })).toBe(own);
    expect(findChromium({ environment: { PATH: folder }, platform: 'linux' })).toBe(chromium);
  });

  it('refuses a CHROME_PATH that is no program rather than use another', () => {
    writeProgram('chromium');
    const absent = join(folder, 'absent');
    expect(() => findChromium({ environment: { PATH: folder, CHROME_PATH: absent }, platform: 'linux' })).toThrow(
      `CHROME_PATH 指向 ${absent}`,
    );
  });

  it('looks through every folder of PATH by the usual names', () => {
    const chrome = writeProgram('bin/google-chrome-stable');
    const path = [join(folder, 'nothing-here'), dirname(chrome)].join(delimiter);
    expect(findChromium({ environment: { PATH: path }, platform: 'linux' })).toBe(chrome);
  });

  it('passes over a folder and a file that cannot be executed', () => {
    mkdirSync(join(folder, 'chromium'));
    writeProgram('google-chrome', 0o644);
    expect(findChromium({ environment: { PATH: folder }, platform: 'linux' })).toBe(null);
  });

  it('knows where Windows keeps it', () => {
    const chrome = writeProgram('Google/Chrome/Application/chrome.exe');
    expect(findChromium({ environment: { PATH: '', PROGRAMFILES: folder }, platform: 'win32' })).toBe(chrome);
  });
});
