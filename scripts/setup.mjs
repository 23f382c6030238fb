/**
 * Brings what the commands need and a bare clone lacks: the npm packages, the model, the built page. Each step leaves
 * alone what is fresh, so that running it again costs a few hashes. No dependency: it runs before there are any.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { say, SetupError } from './messages.mjs';
import { ensureModel } from './model.mjs';
import { repositoryRoot, runNpm, runProgram } from './processes.mjs';
import { createProgress } from './progress.mjs';

export { ensureModel };

/** Says for which lock file, Node and machine the packages are installed. */
export const INSTALL_STAMP = join('node_modules', '.bulletin-qa-setup.json');

/** What nodejieba is compiled with; the file says why. */
const WITHOUT_TEXT_RANK = join('scripts', 'without-text-rank.h');

const LOWEST_NODE = 20;
const PAGE_STAMP = join('web', 'dist', '.built-from');

/**
 * @typedef {'fresh' | 'absent' | 'stale'} State of what set-up brings: as it should be, not there, or made of something
 *   else than what is there by now
 */

/**
 * Makes sure that this Node is one the project runs on.
 *
 * @param {string} [version]
 * @throws {SetupError} when it is too old
 */
export function ensureNode(version = process.versions.node) {
  if (Number.parseInt(version, 10) >= LOWEST_NODE) return;
  throw new SetupError(
    `当前的 Node 是 ${version}，本程序需要 ${LOWEST_NODE} 或更高版本（20、22、24 均可）。` +
      `请安装较新的 Node（例如 nvm install 22，或 Debian 的 nodejs 软件包），再重新运行。`,
  );
}

/**
 * Makes sure that the npm packages of package-lock.json are installed for this Node and this machine, with `npm ci`
 * where they are not.
 *
 * @param {{ root?: string, environment?: NodeJS.ProcessEnv }} [options]
 * @throws {SetupError} when npm could not install them
 */
export async function ensureDependencies({ root = repositoryRoot, environment = process.env } = {}) {
  const state = checkDependencies({ root });
  if (state === 'fresh') return;

  say(
    state === 'absent'
      ? '安装依赖：尚未安装（npm ci）'
      : '安装依赖：package-lock.json 或 Node 版本与上次安装时不同（npm ci）',
  );
  // npm draws its own progress on a terminal and is silent elsewhere, where compiling nodejieba takes a minute.
  const progress = process.stderr.isTTY ? null : createProgress({ label: '正在安装依赖' });
  const code = await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    environment: withoutTextRank(withNodeHeaders(environment)),
  });
  if (code !== 0) {
    progress?.fail();
    throw new SetupError(
      `npm ci 以代码 ${code} 退出，依赖没有装好（原因见上面的输出）。` +
        `nodejieba 可能需要在本机编译，须有 C++ 编译器、make 和 python3：` +
        `Debian/Ubuntu 可运行 apt-get install g++ make python3。改正后请重新运行。`,
    );
  }
  progress?.finish();
  const stampFile = join(root, INSTALL_STAMP);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, describeInstallation(root));
}

/**
 * Says whether the npm packages of package-lock.json are installed for this Node and this machine.
 *
 * @param {{ root?: string }} [options]
 * @returns {State}
 */
export function checkDependencies({ root = repositoryRoot } = {}) {
  return compareStamp(join(root, INSTALL_STAMP), describeInstallation(root));
}

/**
 * Makes sure that web/dist is the page built from the sources as they are.
 *
 * @param {{ root?: string }} [options]
 * @throws {SetupError} when the build fails
 */
export async function ensurePage({ root = repositoryRoot } = {}) {
  const stampFile = join(root, PAGE_STAMP);
  const wanted = hashPageSources(root);
  const state = compareStamp(stampFile, wanted);
  if (state === 'fresh') return;

  say(state === 'absent' ? '构建网页：尚未构建' : '构建网页：源文件有改动');
  // A build that fails may leave half a page; without its stamp it cannot be taken for a whole one.
  rmSync(stampFile, { force: true });
  const code = await runProgram(process.execPath, [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', 'web'], {
    cwd: root,
    // Whatever the caller's own is: a page built for development is larger and names the folders of this machine.
    environment: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0)
    throw new SetupError(`vite build web 以代码 ${code} 退出，网页没有建成。请按上面的输出改正后重新运行。`);
  writeFileSync(stampFile, wanted);
}

/**
 * Says whether web/dist is the page built from the sources as they are.
 *
 * @param {{ root?: string }} [options]
 * @returns {State}
 */
export function checkPage({ root = repositoryRoot } = {}) {
  return compareStamp(join(root, PAGE_STAMP), hashPageSources(root));
}

/**
 * Does all of the above in order.
 *
 * @param {{ page?: boolean }} [options] `page`: build the page too
 * @throws {SetupError} from the first step that fails
 */
export async function setUp({ page = true } = {}) {
  ensureNode();
  await ensureDependencies();
  await ensureModel();
  if (page) await ensurePage();
}

/**
 * node-gyp downloads Node's headers unless told where they are. Many installations, Debian's among them, carry them
 * beside the executable, and then nodejieba compiles without that download.
 */
function withNodeHeaders(environment) {
  const installation = resolve(dirname(process.execPath), '..');
  const hasHeaders = existsSync(join(installation, 'include', 'node', 'node_version.h'));
  if (environment.npm_config_nodedir || !hasHeaders) return environment;
  return { npm_package_config_node_gyp_nodedir: installation, ...environment };
}

/** @returns {State} */
function compareStamp(stampFile, wanted) {
  if (!existsSync(stampFile)) return 'absent';
  return readFileSync(stampFile, 'utf8') === wanted ? 'fresh' : 'stale';
}

function describeInstallation(root) {
  return JSON.stringify({
    lockFile: hashOf([readFileSync(join(root, 'package-lock.json'))]),
    segmenter: hashOf([existsSync(join(root, WITHOUT_TEXT_RANK)) ? readFileSync(join(root, WITHOUT_TEXT_RANK)) : '']),
    nodeModulesVersion: process.versions.modules,
    platform: process.platform,
    architecture: process.arch,
  });
}

/**
 * nodejieba is compiled here, from its sources as npm brings them, with {@link WITHOUT_TEXT_RANK} in front. Its install
 * script would first ask another host than the npm registry for a compiled one; it is told to look where nothing is. The
 * path is the one from the folder in which make runs; it has no space in it, wherever the repository lies. Compilers that
 * do not read CXXFLAGS (Windows) compile all of it.
 */
function withoutTextRank(environment) {
  const { CXXFLAGS = '' } = environment;
  return {
    npm_config_nodejieba_binary_host_mirror: 'http://127.0.0.1:9/',
    ...environment,
    CXXFLAGS: `${CXXFLAGS} -include ${join('..', '..', '..', WITHOUT_TEXT_RANK)}`.trim(),
  };
}

function hashPageSources(root) {
  const web = join(root, 'web');
  const inWeb = readdirSync(web, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(root, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .filter((path) => !path.startsWith('web/dist/') && !path.includes('/node_modules/'));
  const contracts = readdirSync(join(root, 'server')).filter((name) => /^contract(-[a-z]+)?\.ts$/.test(name));
  const paths = [...inWeb, ...contracts.map((name) => `server/${name}`), 'package-lock.json'].sort();
  return hashOf(paths.flatMap((path) => [path, '\0', readFileSync(join(root, path)), '\0']));
}

function hashOf(pieces) {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}
