/** `npm start`: opens the index, building it where needed, and serves until it is asked to stop. */
import type { Server } from 'node:http';
import { warmAnswerer } from './answer.ts';
import { createApp } from './app.ts';
import { type AccessMode, createGuards, openAccess } from './access/access.ts';
import { describeVariables, readConfig } from './config.ts';
import { listen } from './listen.ts';
import { prepareOnTerminal } from './prepare-on-terminal.ts';
import { runCommand } from './run-command.ts';

const HELP = `用法：npm start

装好依赖、模型和网页，建立索引（缺失或过期时），然后提供服务。

环境变量：
${describeVariables()}
`;

/** Answers in flight have this long to finish after a request to stop. */
const STOP_MILLISECONDS = 10_000;

const ACCESS_WORDS: Record<AccessMode, string> = {
  open: '只供本机，不需要密钥',
  anonymous: '任何人可以提问和查阅',
  keys: '凭访问密钥',
};

async function start(): Promise<void> {
  const { access: settings, keysFile, pageFolder, bodyLimitBytes, host, port } = readConfig(process.env);
  // Before the index, whose building may take minutes: a start that is refused is refused at once.
  const access = await openAccess(settings, keysFile);
  const { answerer } = await prepareOnTerminal();
  const app = createApp({ answerer: () => answerer, pageFolder, bodyLimitBytes, guards: createGuards(access) });
  const server = listen({
    fetch: app.fetch,
    hostname: host,
    port,
    onListening: (address) => {
      const shown = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
      console.log(`简报问答已就绪：http://${shown}:${address.port}（${ACCESS_WORDS[access.mode]}）`);
      warmAnswerer(answerer).catch(console.error);
    },
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === 'EADDRINUSE';
    console.error(isTaken ? `端口 ${port} 已被占用。请用 PORT 指定另一个端口，或停止占用它的程序。` : error);
    process.exitCode = 1;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(server));
}

function stop(server: Server): void {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(1), STOP_MILLISECONDS).unref();
}

if (process.argv.includes('--help')) console.log(HELP);
else await runCommand(start);
