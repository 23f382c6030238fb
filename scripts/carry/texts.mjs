/** What is written into the package for those who unpack it: the commands, the settings, the leaflet. */

const COMMAND = /^node (scripts\/(?:start|doctor)\.mjs|scripts\/run\.mjs server\/\S+\.ts)$/u;

/**
 * Gives the package's commands, one file for each script of package.json that needs nothing but the package: start, ask,
 * keys and so on. They go by their own place, and read the settings beside them.
 *
 * @param {Record<string, string>} scripts of package.json
 * @param {string} platform
 * @returns {Record<string, string>} text by file name
 */
export function writeCommands(scripts, platform) {
  const isWindows = platform === 'win32';
  return Object.fromEntries(
    Object.entries(scripts).flatMap(([name, script]) => {
      const file = COMMAND.exec(script)?.[1];
      if (file === undefined) return [];
      return [isWindows ? [`${name}.cmd`, writeBatch(file)] : [`${name}.sh`, writeShell(file)]];
    }),
  );
}

/** In words of the shell alone: a service may run it without a PATH. */
function writeShell(file) {
  return `#!/bin/sh
case $0 in */*) here=\${0%/*} ;; *) here=. ;; esac
cd "$here/app" && here=$(cd .. && pwd) || exit 1
exec "$here/node/node" --env-file="$here/settings.env" ${file} "$@"
`;
}

function writeBatch(file) {
  const command = `"%~dp0node\\node.exe" --env-file="%~dp0settings.env" ${file.replaceAll('/', '\\')} %*`;
  return ['@echo off', 'cd /d "%~dp0app"', command, ''].join('\r\n');
}

export const SETTINGS = `# 简报问答的设置。去掉行首的 # 即生效，改后重新启动。全部变量：./start.sh --help
# 监听的地址：127.0.0.1 只供本机；0.0.0.0 供别的机器访问，须先有访问密钥或 ANONYMOUS_READ=true
#HOST=127.0.0.1
#PORT=3000
# 简报所在的文件夹；不设则为 app/corpus/bulletins
#CORPUS_DIR=/srv/bulletins
#ANONYMOUS_READ=true
`;

/**
 * Gives the leaflet of the package.
 *
 * @param {object} facts
 * @param {string} facts.version
 * @param {string} facts.madeAt
 * @param {string} facts.folder the one folder of the package
 * @param {string} facts.platform
 * @param {string} facts.architecture
 * @param {string} facts.nodeVersion
 * @param {string | null} facts.glibc
 * @param {string | null} facts.libstdcxx
 * @param {string} facts.corpus
 * @param {string} facts.index
 */
export function writeLeaflet(facts) {
  const { version, madeAt, folder, platform, architecture, nodeVersion, glibc, libstdcxx, corpus, index } = facts;
  const isWindows = platform === 'win32';
  const command = (name) => (isWindows ? `${name}.cmd` : `./${name}.sh`);
  const libraries = glibc === null ? '' : `、glibc ${glibc} 或更高`;
  const cxx = libstdcxx === null ? '' : `、libstdc++（含 GLIBCXX_${libstdcxx}）`;
  return `简报问答 ${version} 离线安装包
${madeAt} 制作

一、适用的机器
  系统 ${platform}，处理器 ${architecture}${libraries}${cxx}。
  不需要网络，不需要另装 Node、npm 或编译器；包内的 Node 是 ${nodeVersion}。
  建议内存 1 GB 以上，空闲磁盘 1 GB 以上。${isWindows ? '\n  注意：Windows 的安装包没有实际试过。' : ''}

二、解包
  tar -xzf 安装包.tar.gz        得到文件夹 ${folder}，可以放在任何位置
  cd ${folder}

三、校验
  sha256sum --quiet -c SHA256SUMS    没有输出即全部一致；启动之后再校验时，数据文件可能已更新

四、启动
  ${command('start')}                     启动服务，浏览器打开 http://localhost:3000；Ctrl-C 停止
  ${command('ask')} "问题"                在终端上问一个问题
  ${command('doctor')}                    逐项检查，指出哪里不对、如何改正
  程序的提示里说 npm start 的，在这里是 ${command('start')}；说 npm run 某命令 的，是 ${command('某命令')}，“--”不用写。
  例如 npm run keys -- list 是 ${command('keys')} list。要重新安装依赖的，在这里是重新解包。

五、简报放在哪里
  现有：${corpus}
  索引：${index}
  把 .txt 或 .md 文件放进 app/corpus/bulletins（可先删去其中的摘编），或在 settings.env 里用 CORPUS_DIR 指明别的文件夹；
  重新启动时索引自动更新，不需要网络。

六、给别的机器使用
  1. 生成密钥：${command('keys')} make 名称        密钥只显示一次；本包不含任何密钥
  2. 在 settings.env 里设 HOST=0.0.0.0，重新启动
  不凭密钥也可查询时，改设 ANONYMOUS_READ=true。作为系统服务运行、加反向代理，见 app/deploy/README.md。

七、备份与升级
  密钥、反馈等都在 app/data 里。升级：停止服务，解开新包，把旧的 app/data 中除 model、index 外的文件、
  自己的简报和 settings.env 复制过去，再启动。
`;
}
