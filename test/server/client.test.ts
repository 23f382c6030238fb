/** The examples are run as the README shows them, against a server that listens. */
import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { serve, type ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createClient } from '../../server/client.ts';
import { openDigests } from '../open-corpus.ts';

const run = promisify(execFile);

let server: ServerType;
let origin: string;

beforeAll(async () => {
  const answerer = await openDigests();
  const { fetch } = createApp({ answerer: () => answerer, pageFolder: 'web/dist', bodyLimitBytes: 64 * 1024 });
  await new Promise<void>((listening) => {
    server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, () => listening());
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((closed) => server.close(closed)));

const EXTRACT = '驻村期间的伙食补贴提到每人每天100元';
const LABEL = '《广西精准脱贫攻坚简报》2018年第33期';
const TOO_LONG = '字'.repeat(501);

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs an example; one that fails is a result like any other. */
async function runExample(program: string, given: string[]): Promise<Ran> {
  const env = { ...process.env, BULLETIN_QA_URL: origin, PYTHONIOENCODING: 'utf-8' };
  try {
    return { code: 0, ...(await run(program, given, { env })) };
  } catch (thrown) {
    return thrown as Ran;
  }
}

describe('the typed client', () => {
  it('asks, reads and lists by the types of the contract', async () => {
    const { api } = createClient(origin);
    const asked = await api.ask.$post({ json: { question: '天等县给驻村队员发多少伙食补贴？', limit: 1 } });
    if (!asked.ok) throw new Error('the question was not answered');
    const [extract] = (await asked.json()).extracts;
    const read = await api.articles[':id'].$get({ param: { id: extract?.citation.articleId ?? '' } });
    if (!read.ok) throw new Error('the article was not found');
    const { text } = await read.json();
    expect(text.slice(extract?.start, extract?.end)).toBe(extract?.text);
    const listed = await api.articles.$get({ query: { year: 2018 } });
    expect(listed.status).toBe(200);
  });

  it('has problems by type, and sends the key', async () => {
    const missing = await createClient(origin).api.articles[':id'].$get({ param: { id: 'nothing' } });
    expect(missing.status).toBe(404);
    if (missing.status === 404) expect((await missing.json()).code).toBe('article_not_found');
    const sent: (string | null)[] = [];
    const client = createClient(origin, 'a-key', (input, init) => {
      sent.push(new Headers(init?.headers).get('authorization'));
      return fetch(input, init);
    });
    await client.api.health.$get();
    expect(sent).toEqual(['Bearer a-key']);
  });
});

describe.each([
  ['TypeScript', process.execPath, ['--import', 'tsx', 'examples/ask.ts']],
  ['Python', 'python3', ['examples/ask.py']],
])('the example in %s', (language, program, given) => {
  it('prints extracts with their sources, the reason of a refusal, and the problem of a bad request', async () => {
    const found = await run(program, ['--version']).then(
      () => true,
      () => false,
    );
    if (!found) return console.warn(`没有 ${program}：${language} 的例子没有运行。`);
    const answered = await runExample(program, given);
    expect(answered).toMatchObject({ code: 0, stderr: '' });
    expect(answered.stdout).toContain(EXTRACT);
    expect(answered.stdout).toContain(LABEL);
    const refused = await runExample(program, [...given, '田东县的金融扶贫怎么做的']);
    expect(refused.stdout).toContain('简报中没有关于田东县的文章。');
    const failed = await runExample(program, [...given, TOO_LONG]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('request_invalid');
  });
});
