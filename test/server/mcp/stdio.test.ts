/** The process behind `npm run mcp`: what it writes where, and when it ends. */
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';

interface Ended {
  code: number | null;
  output: string;
  told: string;
}

/** Runs the command on whole input, which ends there, as a client's that closes. */
function run(input: string, environment: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/mcp/stdio.ts'], {
      env: { ...process.env, ...environment },
    });
    let output = '';
    let told = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (told += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output, told }));
    child.stdin.end(input);
  });
}

const line = (id: number, method: string, params: object): string =>
  `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
const INITIALIZE = line(1, 'initialize', {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
});

describe('MCP over standard input and output', () => {
  it('answers all that was asked, in lines of the protocol alone, and ends with its input', async () => {
    const asked = line(2, 'tools/call', { name: 'ask', arguments: { question: '天等县的扶贫车间是怎么做的？' } });
    const { code, output } = await run(INITIALIZE + asked);
    const messages = output
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as { jsonrpc: string; id: number; result: Record<string, unknown> });
    expect(messages.map(({ jsonrpc, id }) => [jsonrpc, id])).toEqual([
      ['2.0', 1],
      ['2.0', 2],
    ]);
    expect(messages[0]?.result).toMatchObject({ protocolVersion: '2025-06-18' });
    expect(messages[1]?.result['structuredContent']).toMatchObject({ status: 'answered' });
    expect(code).toBe(0);
  });

  it('tells of a line that is no message on standard error, and answers the next', async () => {
    const { code, output, told } = await run(`不是 JSON\n${line(7, 'ping', {})}`);
    expect(JSON.parse(output)).toEqual({ jsonrpc: '2.0', id: 7, result: {} });
    expect(told).not.toBe('');
    expect(code).toBe(0);
  });

  it('says what is wrong with the configuration on standard error, and fails', async () => {
    const { code, output, told } = await run(INITIALIZE, { PORT: 'abc' });
    expect(code).toBe(1);
    expect(told).toMatch(/PORT/u);
    expect(told).not.toMatch(/\n\s+at /u);
    // At most the answer to `initialize`, which needs no configuration.
    for (const text of output.split('\n').filter(Boolean)) expect(JSON.parse(text)).toMatchObject({ id: 1 });
  });
});
