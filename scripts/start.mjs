/** `npm start`: sets up what is missing, then runs the server, which builds the index where it is absent or stale. */
import process from 'node:process';
import { exitWithError } from './messages.mjs';
import { runTypeScript, SMALL_PROCESS } from './processes.mjs';
import { setUp } from './setup.mjs';

const HELP = `用法：npm start

准备好所缺的部分（依赖、模型、网页、索引），然后启动服务，默认地址 http://localhost:3000。
已是最新的部分不会重做。按 Ctrl-C 停止。

常用环境变量：
  CORPUS_DIR   简报所在的文件夹（默认 corpus/bulletins）
  DATA_DIR     存放模型和索引的文件夹（默认 data）
  MODEL_DIR    已有模型文件的文件夹（默认 DATA_DIR/model）
  HF_ENDPOINT  下载模型时使用的模型站镜像
  HOST、PORT   监听的地址和端口

全部环境变量的说明见 README.md。
`;

try {
  const serverArguments = process.argv.slice(2);
  if (serverArguments.includes('--help') || serverArguments.includes('-h')) {
    process.stdout.write(HELP);
  } else {
    await setUp({ page: true });
    process.exitCode = await runTypeScript('server/main.ts', serverArguments, SMALL_PROCESS);
  }
} catch (error) {
  exitWithError(error);
}
