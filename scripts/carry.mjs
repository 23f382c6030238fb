/**
 * `npm run carry`: one file with everything that a machine without any network needs to answer: the program, the
 * packages it runs on, this Node, the model, the page, the bulletins and their index. Keys, feedback and what else
 * readers left behind stay here.
 */
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { gatherContents, NODE_FILE, readPackage } from './carry/contents.mjs';
import { ensurePortableNode, findNeededLibraries } from './carry/machine.mjs';
import { SETTINGS, writeCommands, writeLeaflet } from './carry/texts.mjs';
import { exitWithError, say, SetupError } from './messages.mjs';
import { repositoryRoot } from './processes.mjs';
import { createProgress, formatDuration, formatMegabytes } from './progress.mjs';
import { ensureDependencies, ensureModel, ensureNode, ensurePage } from './setup.mjs';

const HELP = `用法：npm run carry [-- --out 文件] [--with-corpus] [--level 0–9]

把在一台完全没有网络的机器上运行所需的一切装进一个 .tar.gz：程序、依赖、Node、模型、网页、简报和索引，
附安装说明.txt 和 SHA256SUMS。只适用于与本机同一系统、同一处理器的机器。密钥和反馈不装入。

  --out 文件      装好的文件，默认为当前文件夹下的 bulletin-qa-版本-系统-处理器.tar.gz
  --with-corpus   CORPUS_DIR 指向仓库以外时，把那里的简报也装入（不加时只装入仓库里的摘编）
  --level 0–9     压缩的程度，默认 6；0 为不压缩，最快
`;

const EXECUTABLE = 0o755;

/** Kept free beside the package. */
const MARGIN_BYTES = 50_000_000;

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await carry(options);
} catch (error) {
  exitWithError(error);
}

function readOptions(given) {
  const options = {
    help: { type: 'boolean', short: 'h', default: false },
    out: { type: 'string' },
    'with-corpus': { type: 'boolean', default: false },
    level: { type: 'string', default: '6' },
  };
  let values;
  try {
    ({ values } = parseArgs({ args: given, options }));
  } catch (cause) {
    throw new SetupError(`参数是“${given.join(' ')}”，可用的见 npm run carry -- --help。`, { cause });
  }
  if (!/^\d$/u.test(values.level)) throw new SetupError(`--level 是“${values.level}”，应为 0–9 的一个数字。`);
  return { help: values.help, out: values.out, withCorpus: values['with-corpus'], level: Number(values.level) };
}

async function carry({ out, withCorpus, level }) {
  const startedAt = Date.now();
  ensureNode();
  ensurePortableNode();
  await ensureDependencies();
  const modelFolder = await ensureModel();
  await ensurePage();

  const { version, scripts } = readPackage(repositoryRoot);
  const folder = `bulletin-qa-${version}-${process.platform}-${process.arch}`;
  // npm runs this in the repository, whatever folder it was called from.
  const target = resolve(process.env.INIT_CWD ?? process.cwd(), out ?? `${folder}.tar.gz`);
  await mkdir(dirname(target), { recursive: true });
  const gathered = await gatherContents({ root: repositoryRoot, modelFolder, withCorpus });

  const beside = mkdtempSync(join(dirname(target), '.carry-'));
  try {
    const files = new Map([[NODE_FILE, process.execPath]]);
    for (const [path, source] of gathered.contents) files.set(`app/${path}`, source);
    ensureRoom(dirname(target), [...files.values()]);
    const write = (path, text, mode) => {
      const source = join(beside, path);
      writeFileSync(source, text, { mode });
      files.set(path, source);
    };
    for (const [path, text] of Object.entries(writeCommands(scripts, process.platform))) write(path, text, EXECUTABLE);
    write('settings.env', SETTINGS);
    write('安装说明.txt', writeLeaflet({ version, folder, ...describeMachine(files), ...gathered }));
    write('SHA256SUMS', await sumUp(files));
    const size = await pack(files, { folder, level, file: join(beside, 'package.tar.gz') });
    await rename(join(beside, 'package.tar.gz'), target);
    say(
      `已制作 ${target}：${files.size} 个文件，${formatMegabytes(size)}，用时 ${formatDuration(Date.now() - startedAt)}。`,
    );
    say(`简报：${gathered.corpus}\n索引：${gathered.index}\n把它复制到目标机器，按其中的“安装说明.txt”操作。`);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** The package is at most as large as what goes into it, since how far that can be compressed is not known before. */
function ensureRoom(folder, sources) {
  const needed = sources.reduce((sum, source) => sum + statSync(source).size, MARGIN_BYTES);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= needed) return;
  throw new SetupError(
    `${folder} 所在的磁盘剩余 ${formatMegabytes(bavail * bsize)}，制作安装包最多需 ${formatMegabytes(needed)}。` +
      `请清理磁盘，或用 --out 指定另一块磁盘上的文件。`,
  );
}

function describeMachine(files) {
  const isNative = (path) => path === NODE_FILE || /\.(?:node|so[.\d]*)$/u.test(path);
  const native = [...files].filter(([path]) => isNative(path)).map(([, source]) => source);
  return {
    madeAt: new Date().toISOString().slice(0, 10),
    platform: process.platform,
    architecture: process.arch,
    nodeVersion: process.versions.node,
    ...findNeededLibraries(native),
  };
}

/** The sums in the form that sha256sum checks. */
async function sumUp(files) {
  const lines = [];
  for (const [path, source] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(source), hash);
    lines.push(`${hash.digest('hex')}  ${path}\n`);
  }
  return lines.join('');
}

/** Packs the files and gives the size of the package in bytes. */
async function pack(files, { folder, level, file }) {
  const { create } = await import('tar');
  const pathOf = new Map([...files].map(([path, source]) => [source.replaceAll('\\', '/'), `${folder}/${path}`]));
  const progress = createProgress({ label: '装入', total: files.size, format: (count) => `${Math.round(count)} 个` });
  let done = 0;
  await create(
    {
      file,
      gzip: { level },
      portable: true,
      preservePaths: true,
      follow: true,
      // Files that share their bytes on this disk are whole files in the package: nothing is remembered of them.
      linkCache: Object.assign(new Map(), { set: () => {} }),
      onWriteEntry: (entry) => {
        entry.path = pathOf.get(entry.absolute);
        progress.update(++done);
      },
    },
    [...files.values()],
  );
  progress.finish();
  return statSync(file).size;
}
