/**
 * `npm run mcp`: MCP over standard input and output, for assistants on this machine. Standard output carries the
 * protocol and nothing else; whatever there is to tell goes to standard error.
 */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { messageOf } from '../../corpus/errors.ts';
import type { Answerer } from '../answer.ts';
import { describeVariables } from '../config.ts';
import { createMcpServer } from './mcp.ts';
import { prepareOnTerminal } from '../prepare-on-terminal.ts';
import { runCommand } from '../run-command.ts';

const HELP = `用法：npm run --silent mcp

以 MCP 协议（标准输入输出）提供 ask、search、get_article、list_bulletins、verify_quote 五个工具，
由 AI 助手启动；标准输入关闭时结束。

环境变量：
${describeVariables()}
`;

/**
 * Connects before the index is open, because clients wait for the first answer but a moment and an index may have to
 * be built; tools wait for it. The process ends when standard input does and the last answer is out.
 *
 * @throws KnownError when the configuration, the corpus or the model is wrong.
 */
async function serveStdio(): Promise<void> {
  const prepared: Promise<Answerer> = prepareOnTerminal().then(({ answerer }) => answerer);
  const server = createMcpServer(() => prepared);
  server.onerror = (error) => console.error(`MCP：${messageOf(error)}`);
  // A client that has gone closes the pipe: there is nobody left to answer.
  process.stdout.on('error', () => process.exit(0));
  await server.connect(new StdioServerTransport());
  try {
    await prepared;
  } catch (thrown) {
    await server.close();
    throw thrown;
  }
}

if (process.argv.includes('--help')) console.log(HELP);
else await runCommand(serveStdio);
