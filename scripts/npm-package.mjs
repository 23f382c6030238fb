/** Files out of a package of the npm registry, without installing it: none of its code runs. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from './messages.mjs';
import { runNpm, runProgram } from './processes.mjs';
import { createProgress } from './progress.mjs';

/**
 * Downloads a package's tarball and unpacks files of one of its folders into a folder, which must exist.
 *
 * @param {object} wanted
 * @param {string} wanted.npmPackage name and version, as `name@1.2.3`
 * @param {string} wanted.npmFolder folder in the tarball, as `package/models`
 * @param {string[]} wanted.paths files, relative to that folder
 * @param {string} wanted.folder where they are put
 * @param {string} wanted.size what is downloaded, in words
 * @throws {SetupError} when npm or tar fails
 */
export async function unpackFromNpm({ npmPackage, npmFolder, paths, folder, size }) {
  const downloads = await mkdtemp(join(folder, 'npm-'));
  try {
    const progress = createProgress({ label: `从 npm 下载 ${npmPackage}（${size}）` });
    const npmCode = await runNpm(
      ['pack', npmPackage, '--loglevel=error', '--no-progress', '--ignore-scripts', '--pack-destination', downloads],
      { stdio: ['ignore', 'ignore', 2] },
    );
    if (npmCode !== 0) {
      progress.fail();
      throw new SetupError(`npm pack ${npmPackage} 以代码 ${npmCode} 退出，原因见上面的输出。`);
    }
    progress.finish();

    const tarball = (await readdir(downloads)).find((name) => name.endsWith('.tgz'));
    if (tarball === undefined) throw new SetupError(`npm pack ${npmPackage} 没有留下 .tgz 文件。`);
    const depth = npmFolder.split('/').length;
    const members = paths.map((path) => `${npmFolder}/${path}`);
    const from = join(downloads, tarball);
    const tarCode = await runProgram('tar', ['-xzf', from, '-C', folder, `--strip-components=${depth}`, ...members]);
    if (tarCode !== 0) throw new SetupError(`tar 解包 ${tarball} 时以代码 ${tarCode} 退出。`);
  } finally {
    await rm(downloads, { recursive: true, force: true });
  }
}
