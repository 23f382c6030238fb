/** The address that the server listens on: free, held by this server, or held by another program. */
import { createServer } from 'node:net';
import type { Config } from '../config.ts';
import { PROBLEM_TYPE } from '../problems.ts';
import type { Check } from './check.ts';

const ANSWER_MILLISECONDS = 3_000;

/** Addresses that stand for all of a machine's, and the one of them that is asked on. */
const EVERY_ADDRESS: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** Tries to listen, and asks whoever listens already who it is. */
export async function checkPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<Check> {
  const what = { id: 'port', title: '端口' };
  if (port === 0) return { ...what, verdict: 'good', found: 'PORT=0：启动时任选一个空闲端口' };
  const problem = await tryListening(host, port);
  if (problem === null) return { ...what, verdict: 'good', found: `${host}:${port} 空闲` };
  if (problem === 'EADDRINUSE') {
    if (await isOurServer(host, port))
      return { ...what, verdict: 'good', found: `${host}:${port} 上正运行着本程序的服务` };
    const remedy = `停止占用它的程序，或用 PORT 指定另一个端口，例如 PORT=${port < 65535 ? port + 1 : 3000} npm start`;
    return { ...what, verdict: 'bad', found: `${host}:${port} 被别的程序占用`, remedy };
  }
  const remedy =
    problem === 'EACCES'
      ? '用 PORT 指定 1024 以上的端口'
      : '把 HOST 改为本机的地址：127.0.0.1 只供本机，0.0.0.0 供别的机器访问';
  return { ...what, verdict: 'bad', found: `不能在 ${host}:${port} 监听（${problem}）`, remedy };
}

/** Null where one can listen there, otherwise the system's code of why not. */
function tryListening(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const trial = createServer();
    trial.once('error', ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message));
    trial.listen({ host, port }, () => trial.close(() => resolve(null)));
  });
}

/** Its health says so; so does a refusal in the shape that only it uses: of a host name, or for want of an index. */
async function isOurServer(host: string, port: number): Promise<boolean> {
  const name = EVERY_ADDRESS[host] ?? (host.includes(':') ? `[${host}]` : host);
  try {
    const response = await fetch(`http://${name}:${port}/api/health`, {
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
    });
    const body = (await response.json()) as Record<string, unknown>;
    const isProblem = response.headers.get('content-type')?.startsWith(PROBLEM_TYPE);
    return isProblem ? typeof body.code === 'string' : body.status === 'ok' && typeof body.indexVersion === 'string';
  } catch {
    // No HTTP, no JSON or no answer: whatever it is, it is not this server.
    return false;
  }
}
