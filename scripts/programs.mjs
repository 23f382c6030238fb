/** Programs of this machine. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/**
 * Gives the path of the first of these programs that a folder of PATH holds; null where none does.
 *
 * @param {string[]} names without a suffix, in the order in which they are preferred
 * @param {{ environment?: NodeJS.ProcessEnv, platform?: string }} [options]
 * @returns {string | null}
 */
export function findOnPath(names, { environment = process.env, platform = process.platform } = {}) {
  const suffix = platform === 'win32' ? '.exe' : '';
  const folders = (environment.PATH ?? environment.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name + suffix))).find(isProgram) ?? null;
}

/**
 * Whether there is a file that this user can execute.
 *
 * @param {string} path
 */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Absent or not executable for this user: either way it is not the program that is looked for.
    return false;
  }
}
