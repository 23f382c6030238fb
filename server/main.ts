/** `npm start`: opens the index, building it where needed, and serves until it is asked to stop. */
import { type AccessMode, createGuards, openAccess } from './access/access.ts';
import { warmAnswerer } from './answer.ts';
import { createApp } from './app.ts';
import { describeVariables, readConfig } from './config.ts';
import { isUpload } from './corpus/routes.ts';
import { listen } from './listen.ts';
import { watchConnections } from './operation/close-server.ts';
import { createLog, type Log } from './operation/log.ts';
import type { Rebuild } from './operation/mending.ts';
import { rebuildIndex } from './operation/rebuild.ts';
import { openServing } from './operation/serving.ts';
import { openServices, type OpenServices } from './operation/open-services.ts';
import { openEmbedder } from '../index/embed.ts';
import { runCommand } from './run-command.ts';

const HELP = `用法：npm start

装好依赖、模型和网页，建立索引（缺失或过期时），然后提供服务。

环境变量：
${describeVariables()}
`;

/** Answers in flight have this long to finish after a request to stop. */
const STOP_MILLISECONDS = 20_000;

const ACCESS_WORDS: Record<AccessMode, string> = {
  open: '只供本机，不需要密钥',
  anonymous: '任何人可以提问和查阅',
  keys: '凭访问密钥',
};

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const { access: settings, keysFile, pageFolder, bodyLimitBytes, host, port, operation } = config;
  // Before the index, whose building may take minutes: a start that is refused is refused at once.
  const access = await openAccess(settings, keysFile);
  const log = createLog(operation);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (thrown) => {
      log.fatal({ err: thrown }, event);
      process.exit(1);
    });
  }
  const embedder = await openEmbedder(config.modelFolder, operation.embedThreads);
  const rebuild: Rebuild = (signal, onProgress) =>
    rebuildIndex((line) => log.info({ line }, 'build'), signal, onProgress);
  const watch = operation.watchCorpus ? {} : null;
  const serving = await openServing({ config, embedder, log, rebuild, watch });
  const services = await openServices(config, serving, log);
  const app = createApp({ ...services.forRoutes, pageFolder, bodyLimitBytes, guards: createGuards(access) });
  const server = listen({
    fetch: app.fetch,
    hostname: host,
    port,
    isUpload,
    onListening: (address) => {
      const shown = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
      console.error(`简报问答已就绪：http://${shown}:${address.port}（${ACCESS_WORDS[access.mode]}）`);
      log.info({ host, port: address.port, access: access.mode }, 'listening');
      warmAnswerer(serving.answerer()).catch((thrown: unknown) => log.error({ err: thrown }, 'not warmed'));
    },
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === 'EADDRINUSE';
    console.error(isTaken ? `端口 ${port} 已被占用。请用 PORT 指定另一个端口，或停止占用它的程序。` : error);
    process.exit(1);
  });
  const closeServer = watchConnections(server);
  const close = async (): Promise<void> => {
    await closeServer();
    await serving.close();
    await services.close();
    await embedder.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(close, services, log));
}

/** Says that it is not ready, lets what has arrived be answered, and ends. */
function stop(close: () => Promise<void>, services: OpenServices, log: Log): void {
  log.info(services.forRoutes.answering.load, 'stopping');
  services.stop();
  void close().then(() => {
    log.info('stopped');
    process.exit(0);
  });
  setTimeout(() => {
    log.error({ milliseconds: STOP_MILLISECONDS }, 'stopped with requests unanswered');
    process.exit(1);
  }, STOP_MILLISECONDS).unref();
}

if (process.argv.includes('--help')) console.log(HELP);
else await runCommand(start);
