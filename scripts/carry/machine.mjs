/** What a machine must have for this Node and these native modules to run there, read from their files. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import process from 'node:process';
import { SetupError } from '../messages.mjs';

/** Libraries that every glibc system with a C++ runtime has; another one that Node leans on would stay behind. */
const SYSTEM_LIBRARY = /^(?:linux-vdso|ld-linux|lib(?:c|m|dl|rt|pthread|gcc_s|stdc\+\+|atomic))[-.\w]*\.so/u;

/**
 * Makes sure that this Node runs where its file is copied to.
 *
 * @param {string[]} [libraries] that it has loaded
 * @throws {SetupError} when it leans on libraries of its installation
 */
export function ensurePortableNode(libraries = process.report.getReport().sharedObjects) {
  if (process.platform !== 'linux') return;
  // Native modules that were loaded on the way are packed with their packages.
  const foreign = libraries.filter((path) => path.includes('.so') && !SYSTEM_LIBRARY.test(basename(path)));
  if (foreign.length === 0) return;
  throw new SetupError(
    `这个 Node（${process.execPath}）要用本机的 ${foreign.join('、')}，单独带走不能运行。` +
      `请换用 Node 官方发布的程序（只含一个可执行文件），用它重新运行 npm run carry。`,
  );
}

/**
 * Gives the newest versions of the C and C++ libraries that files ask for; null where none asks.
 *
 * @param {string[]} files executables and native modules
 * @returns {{ glibc: string | null, libstdcxx: string | null }} as `2.28`, `3.4.25`
 */
export function findNeededLibraries(files) {
  const found = { glibc: [], libstdcxx: [] };
  for (const file of files) {
    const text = readFileSync(file, 'latin1');
    for (const [, version] of text.matchAll(/\bGLIBC_(\d+(?:\.\d+)+)\0/gu)) found.glibc.push(version);
    for (const [, version] of text.matchAll(/\bGLIBCXX_(\d+(?:\.\d+)+)\0/gu)) found.libstdcxx.push(version);
  }
  return { glibc: newest(found.glibc), libstdcxx: newest(found.libstdcxx) };
}

function newest(versions) {
  const byNumber = (a, b) => a.localeCompare(b, 'en', { numeric: true });
  return [...new Set(versions)].sort(byNumber).at(-1) ?? null;
}
