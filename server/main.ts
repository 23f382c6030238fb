/** `npm start`: opens the index, building it where needed, and serves until it is asked to stop. */
import { serve, type ServerType } from '@hono/node-server';
import { warmAnswerer } from './answer.ts';
import { createApp } from './app.ts';
import { describeVariables } from './config.ts';
import { prepareOnTerminal, runCommand } from './prepare-on-terminal.ts';

const HELP = `用法：npm start

装好依赖、模型和网页，建立索引（缺失或过期时），然后提供服务。

环境变量：
${describeVariables()}
`;

/** Answers in flight have this long to finish after a request to stop. */
const STOP_MILLISECONDS = 10_000;

async function start(): Promise<void> {
  const { config, answerer } = await prepareOnTerminal();
  const { pageFolder, bodyLimitBytes, host, port } = config;
  const app = createApp({ answerer: () => answerer, pageFolder, bodyLimitBytes });
  const server = serve({ fetch: app.fetch, hostname: host, port }, (address) => {
    const shown = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
    console.log(`简报问答已就绪：http://${shown}:${address.port}`);
    warmAnswerer(answerer).catch(console.error);
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === 'EADDRINUSE';
    console.error(isTaken ? `端口 ${port} 已被占用。请用 PORT 指定另一个端口，或停止占用它的程序。` : error);
    process.exitCode = 1;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(server));
}

function stop(server: ServerType): void {
  server.close(() => process.exit(0));
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  setTimeout(() => process.exit(1), STOP_MILLISECONDS).unref();
}

if (process.argv.includes('--help')) console.log(HELP);
else await runCommand(start);
