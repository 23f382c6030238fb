import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGuards, openAccess } from '../../../server/access/access.ts';
import { addKey } from '../../../server/access/keys.ts';
import type { Answerer } from '../../../server/answer.ts';
import { createApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import type { Answer, Extract } from '../../../server/contract.ts';
import { type GoldenResponse, type Report, reportSchema } from '../../../server/contract-feedback.ts';
import { type FeedbackStore, openFeedback } from '../../../server/feedback/feedback-store.ts';
import { createAudit } from '../../../server/operation/audit.ts';
import { openDigests } from '../../open-corpus.ts';
import { UNANSWERED } from './samples.ts';

const QUESTION = '天等县给驻村队员发多少伙食补贴？';
const FACT = '伙食补贴提到每人每天100元';

let answerer: Answerer;
let extract: Extract;
let folder: string;
let goldenFile: string;
let feedback: FeedbackStore;
let app: OpenAPIHono;

beforeAll(async () => {
  answerer = await openDigests();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-qa-feedback-'));
  goldenFile = join(folder, 'golden.jsonl');
  feedback = await openFeedback(join(folder, 'feedback.db'));
  app = makeApp();
  const answer = (await (await post('/api/ask', { question: QUESTION, limit: 1 })).json()) as Answer;
  extract = answer.extracts[0] as Extract;
});
afterEach(async () => {
  feedback.close();
  await rm(folder, { recursive: true, force: true });
});

function makeApp(rest: Partial<Parameters<typeof createApp>[0]> = {}): OpenAPIHono {
  const audit = createAudit(join(folder, 'audit.jsonl'));
  const base = { answerer: () => answerer, pageFolder: 'web/dist', bodyLimitBytes: 65_536 };
  return createApp({ ...base, feedback, goldenFile, audit, logsQuestions: true, ...rest });
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  return Promise.resolve(app.request(path, init));
}

const judge = (rest: object = {}): Promise<Response> => {
  const { start, end, citation } = extract;
  const place = { citationId: citation.id, articleId: citation.articleId, start, end };
  return post('/api/feedback', { question: QUESTION, ...place, verdict: 'bad', ...rest });
};

const codeOf = async (response: Response): Promise<[number, string]> => [
  response.status,
  ((await response.json()) as { code: string }).code,
];

async function readReport(query = ''): Promise<Report> {
  return reportSchema.parse(await (await app.request(`/api/admin/report${query}`)).json());
}

const addGolden = async (body: object): Promise<GoldenResponse> =>
  (await (await post('/api/admin/golden', body)).json()) as GoldenResponse;

const goldenLines = async (): Promise<unknown[]> =>
  (await readFile(goldenFile, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const auditLines = async (): Promise<Record<string, unknown>[]> =>
  (await readFile(join(folder, 'audit.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('POST /api/feedback', () => {
  it('keeps the words of the index with what was said', async () => {
    expect(await (await judge({ word: ' 想知道全区的标准 ', history: ['前一问'] })).json()).toEqual({ id: 1 });
    expect(await feedback.findJudgement(1)).toMatchObject({
      question: QUESTION,
      history: ['前一问'],
      words: extract.text,
      label: extract.citation.label,
      word: '想知道全区的标准',
      indexVersion: answerer.store.manifest.indexVersion,
    });
  });

  it('finds the words by their citation where the place is of another index, and never takes them from the body', async () => {
    for (const place of [{ start: 0, end: 9 }, { start: 5, end: 5 }, { end: 9_999_999 }, { articleId: 'no-such' }]) {
      const response = await judge({ ...place, page: JSON.stringify(place) });
      expect(response.status).toBe(200);
      const { id } = (await response.json()) as { id: number };
      expect(await feedback.findJudgement(id)).toMatchObject({ words: extract.text, url: extract.citation.url });
    }
    expect((await judge({ words: '别的话' })).status).toBe(400);
  });

  it('does not take words that are not held', async () => {
    expect(await codeOf(await judge({ citationId: 'abc' }))).toEqual([404, 'citation_not_found']);
    expect(await codeOf(await judge({ verdict: 'fine' }))).toEqual([400, 'request_invalid']);
    expect(await codeOf(await judge({ word: '字'.repeat(201) }))).toEqual([400, 'request_invalid']);
    expect((await readReport()).totals.bad).toBe(0);
  });

  it('without a store says so in words, while questions are answered', async () => {
    app = makeApp({ feedback: null });
    expect(await codeOf(await judge())).toEqual([503, 'feedback_unavailable']);
    expect(await codeOf(await app.request('/api/admin/report'))).toEqual([503, 'feedback_unavailable']);
    expect((await post('/api/ask', { question: QUESTION })).status).toBe(200);
  });
});

describe('GET /api/admin/report', () => {
  it('tells what was not answered and what was found bad, with a count for every day', async () => {
    await judge({ word: '不是这个', page: 'one' });
    await judge({ verdict: 'good', page: 'two' });
    await feedback.noteUnanswered(UNANSWERED);
    await feedback.noteUnanswered({ ...UNANSWERED, question: '天等县 有几座机场?' });
    const report = await readReport('?days=7');
    expect(report).toMatchObject({ days: 7, logsQuestions: true, totals: { unanswered: 2, good: 1, bad: 1 } });
    expect(report.byDay).toHaveLength(7);
    expect(report.byDay.at(-1)).toMatchObject({ unanswered: 2, good: 1, bad: 1 });
    expect(report.unanswered).toMatchObject([
      { count: 2, places: ['天等县'], reason: UNANSWERED.reason, golden: false },
    ]);
    expect(report.extracts).toMatchObject([{ words: extract.text, word: '不是这个', url: extract.citation.url }]);
  });

  it('is of the days that are asked for', async () => {
    const old = await openFeedback(join(folder, 'feedback.db'), { now: () => new Date(Date.now() - 10 * 86_400_000) });
    await old.noteUnanswered(UNANSWERED);
    old.close();
    expect((await readReport('?days=7')).totals.unanswered).toBe(0);
    expect((await readReport()).totals.unanswered).toBe(1);
    expect(await codeOf(await app.request('/api/admin/report?days=0'))).toEqual([400, 'request_invalid']);
  });

  it('counts what a clock that was ahead has dated as of today', async () => {
    const ahead = await openFeedback(join(folder, 'feedback.db'), {
      now: () => new Date(Date.now() + 40 * 86_400_000),
    });
    await ahead.noteUnanswered(UNANSWERED);
    ahead.close();
    const { byDay, totals } = await readReport('?days=7');
    expect([byDay.length, byDay.at(-1)?.unanswered, totals.unanswered]).toEqual([7, 1, 1]);
  });
});

describe('GET /api/admin/report.csv', () => {
  it('is a table to be downloaded, and an administrative act', async () => {
    await judge({ word: '=HYPERLINK("http://x")' });
    const response = await app.request('/api/admin/report.csv?kind=extracts&days=7');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=UTF-8');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="extracts-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.toString()).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(bytes.toString()).toContain(extract.text);
    expect(await auditLines()).toMatchObject([
      { act: 'feedback.export', by: 'loopback', details: { kind: 'extracts', days: 7, rows: 1 } },
    ]);
  });

  it('has unanswered questions too', async () => {
    await feedback.noteUnanswered(UNANSWERED);
    const text = await (await app.request('/api/admin/report.csv?kind=unanswered')).text();
    expect(text.split('\r\n')[1]).toMatch(/^"u1","\d{4}-\d\d-\d\d \d\d:\d\d",1,"天等县有几座机场？"/);
  });
});

describe('POST /api/admin/golden', () => {
  it('makes a question that has to be refused of one that was not answered, once', async () => {
    const id = await feedback.noteUnanswered(UNANSWERED);
    const first = await addGolden({ kind: 'unanswered', id });
    expect(first).toMatchObject({
      state: 'added',
      line: { type: 'unanswerable', question: UNANSWERED.question, answerable: false, articles: [], answers: [] },
    });
    expect(await addGolden({ kind: 'unanswered', id })).toEqual({ ...first, state: 'unchanged' });
    expect(await goldenLines()).toEqual([first.line]);
    expect((await readReport()).unanswered[0]?.golden).toBe(true);
    expect((await auditLines()).map(({ act }) => act)).toEqual(['golden.add', 'golden.add']);
  });

  it('takes what the answer would have been, where it stands in the article', async () => {
    const id = await feedback.noteUnanswered(UNANSWERED);
    const { articleId, articleTitle } = extract.citation;
    await addGolden({ kind: 'unanswered', id });
    const { line, state } = await addGolden({ kind: 'unanswered', id, articleId, facts: [[FACT]] });
    expect([state, line.answerable, line.articles, line.answers]).toEqual(['changed', true, [articleTitle], [[FACT]]]);
    expect(await goldenLines()).toEqual([line]);
    for (const [body, refusal] of [
      [{ articleId, facts: [['每人每天120元']] }, 'fact_not_found'],
      [{ facts: [[FACT]] }, 'golden_incomplete'],
      [{ articleId, facts: [[FACT]], answerable: false }, 'golden_incomplete'],
      [{ answerable: true }, 'golden_incomplete'],
    ] as const) {
      expect(await codeOf(await post('/api/admin/golden', { kind: 'unanswered', id, ...body }))).toEqual([
        422,
        refusal,
      ]);
    }
    const unknown = { kind: 'unanswered', id, articleId: 'no-such', facts: [[FACT]] };
    expect(await codeOf(await post('/api/admin/golden', unknown))).toEqual([404, 'article_not_found']);
    expect(await goldenLines()).toEqual([line]);
  });

  it('makes a fact of what was found good, and adds those of further extracts to it', async () => {
    await judge({ verdict: 'good' });
    const { line } = await addGolden({ kind: 'extract', id: 1 });
    expect(line).toMatchObject({ type: 'own', answerable: true, answers: [[extract.text]] });
    const more = await addGolden({ kind: 'extract', id: 1, facts: [[FACT]] });
    expect([more.state, more.line.answers]).toEqual(['changed', [[extract.text], [FACT]]]);
  });

  it('wants to be told what would have been right where an extract was found bad', async () => {
    await judge();
    const incomplete = await post('/api/admin/golden', { kind: 'extract', id: 1 });
    expect(await codeOf(incomplete)).toEqual([422, 'golden_incomplete']);
    expect((await addGolden({ kind: 'extract', id: 1, facts: [[FACT]] })).line.answerable).toBe(true);
    expect((await addGolden({ kind: 'extract', id: 1, answerable: false })).line).toMatchObject({
      answerable: false,
      articles: [],
      answers: [],
    });
  });

  it('leaves what stands in the file otherwise as it is, and refuses what is not kept', async () => {
    await writeFile(goldenFile, '手写的一行\n{"id":"x1"}');
    const id = await feedback.noteUnanswered(UNANSWERED);
    await addGolden({ kind: 'unanswered', id });
    expect((await readFile(goldenFile, 'utf8')).split('\n').slice(0, 2)).toEqual(['手写的一行', '{"id":"x1"}']);
    expect(await codeOf(await post('/api/admin/golden', { kind: 'extract', id: 77 }))).toEqual([
      404,
      'feedback_not_found',
    ]);
  });

  it('loses no line when many are put in at once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 8 }, (_, at) => feedback.noteUnanswered({ ...UNANSWERED, question: `第${at}个问题？` })),
    );
    await Promise.all(ids.map((id) => addGolden({ kind: 'unanswered', id })));
    expect(await goldenLines()).toHaveLength(8);
  });
});

describe('with keys', () => {
  it('reading takes a key that may administer, judging any, and the record names the key', async () => {
    const { keysFile, access } = readConfig({ DATA_DIR: folder, REQUIRE_KEYS: 'true' });
    const reader = await addKey(keysFile, '督查室', 'read');
    const admin = await addKey(keysFile, '管理员', 'admin');
    app = makeApp({ guards: createGuards(await openAccess(access, keysFile)) });
    const as = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });
    const { start, end, citation } = extract;
    const place = { citationId: citation.id, articleId: citation.articleId, start, end };
    const judged = await post('/api/feedback', { question: QUESTION, ...place, verdict: 'good' }, as(reader.token));
    expect(judged.status).toBe(200);
    for (const path of ['/api/admin/report', '/api/admin/report.csv?kind=extracts']) {
      expect((await app.request(path)).status).toBe(401);
      expect(await codeOf(await app.request(path, { headers: as(reader.token) }))).toEqual([403, 'scope_insufficient']);
      expect((await app.request(path, { headers: as(admin.token) })).status).toBe(200);
    }
    expect((await post('/api/admin/golden', { kind: 'extract', id: 1 }, as(reader.token))).status).toBe(403);
    expect((await auditLines()).map(({ by }) => by)).toEqual([`${admin.key.id} 管理员`]);
  });
});
