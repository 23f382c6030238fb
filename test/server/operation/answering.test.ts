/** Answering within limits, over the real digests, with an embedder that the test holds back. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setImmediate as turn } from 'node:timers/promises';
import type { Answerer } from '../../../server/answer.ts';
import { createApp } from '../../../server/app.ts';
import type { AnswerHead } from '../../../server/contract.ts';
import { type Answering, createAnswering, ServerBusy } from '../../../server/operation/answering.ts';
import type { Observation } from '../../../server/operation/observation.ts';
import { openDigests } from '../../open-corpus.ts';

const QUESTION = '天等县给驻村队员发多少伙食补贴？';
const OTHER = '全州县的四事工作法是哪四事？';

let digests: Answerer;
beforeAll(async () => {
  digests = await openDigests();
});

/** An answerer whose questions are embedded when the test opens the gate. */
class Gate {
  readonly embedded: string[] = [];
  readonly answerer: Answerer;
  #open: () => void = () => undefined;
  #opened: Promise<void>;

  constructor(isOpen: boolean, indexVersion = digests.store.manifest.indexVersion) {
    this.#opened = isOpen ? Promise.resolve() : new Promise((resolve) => (this.#open = resolve));
    const { store, embedder } = digests;
    const versioned: typeof store = Object.create(store, {
      manifest: { value: { ...store.manifest, indexVersion } },
      // Methods read private fields, which the copy does not have.
      ...Object.fromEntries(
        Object.getOwnPropertyNames(Object.getPrototypeOf(store))
          .filter((name) => name !== 'constructor')
          .map((name) => [name, { value: (store[name as keyof typeof store] as () => unknown).bind(store) }]),
      ),
    }) as typeof store;
    const embedQuestion = async (question: string): Promise<Float32Array> => {
      this.embedded.push(question);
      await this.#opened;
      return embedder.embedQuestion(question);
    };
    this.answerer = { ...digests, store: versioned, embedder: { ...embedder, embedQuestion } };
  }

  open(): void {
    this.#open();
  }
}

let observations: Observation[] = [];
const kinds = (): string[] => observations.map(({ kind }) => kind);
function make(options: Parameters<typeof createAnswering>[0] = {}): Answering {
  observations = [];
  return createAnswering({
    cacheBytes: 1_000_000,
    ...options,
    observe: (observation) => observations.push(observation),
  });
}

let gate: Gate;
afterEach(() => gate.open());

describe('equal questions', () => {
  it('that are asked at once share one answer', async () => {
    gate = new Gate(false);
    const answering = make();
    const asked = [1, 2, 3].map(() => answering.ask(gate.answerer, { question: QUESTION }));
    await turn();
    gate.open();
    const [first, ...others] = await Promise.all(asked);
    for (const other of others) expect(other.extracts).toEqual(first?.extracts);
    expect(gate.embedded.filter((text) => text.includes('伙食补贴') && text.includes('天等县'))).toHaveLength(1);
    expect(kinds()).toEqual(['shared', 'shared', 'made', 'answer', 'answer', 'answer']);
  });

  it('are remembered, with the time that this one took', async () => {
    gate = new Gate(true);
    const answering = make();
    const first = await answering.ask(gate.answerer, { question: QUESTION });
    const embedded = gate.embedded.length;
    const second = await answering.ask(gate.answerer, { question: QUESTION });
    expect(gate.embedded).toHaveLength(embedded);
    expect({ ...second, tookMs: 0 }).toEqual({ ...first, tookMs: 0 });
    expect(second.tookMs).toBeLessThan(first.tookMs);
    expect(kinds()).toEqual(['made', 'answer', 'remembered', 'answer']);
  });

  it.each([
    ['another limit', { limit: 1 }],
    ['a filter', { filter: { place: '全州县' } }],
    ['a conversation before them', { history: [OTHER] }],
    ['a part left out', { without: ['天等县'] }],
  ])('are not equal with %s', async (_what, difference) => {
    gate = new Gate(true);
    const answering = make();
    await answering.ask(gate.answerer, { question: QUESTION });
    await answering.ask(gate.answerer, { question: QUESTION, ...difference });
    expect(kinds()).toEqual(['made', 'answer', 'made', 'answer']);
  });

  it('are answered anew from another index', async () => {
    gate = new Gate(true);
    const answering = make();
    await answering.ask(gate.answerer, { question: QUESTION });
    const newer = new Gate(true, 'another index');
    const answer = await answering.ask(newer.answerer, { question: QUESTION });
    expect(answer.coverage.indexVersion).toBe('another index');
    expect(kinds()).toEqual(['made', 'answer', 'made', 'answer']);
    // Built again of the same files, an index has the same version and may hold more.
    await answering.ask(new Gate(true).answerer, { question: QUESTION });
    expect(kinds().slice(4)).toEqual(['made', 'answer']);
  });

  it('are forgotten when the memory for them is full', async () => {
    gate = new Gate(true);
    const answers = await Promise.all([QUESTION, OTHER].map((question) => make().ask(gate.answerer, { question })));
    const sizes = answers.map((answer) => 2 * JSON.stringify(answer).length);
    // Room for either of them, not for both.
    const answering = make({ cacheBytes: Math.max(...sizes) + 100 });
    for (const question of [QUESTION, OTHER, QUESTION]) await answering.ask(gate.answerer, { question });
    expect(kinds()).not.toContain('remembered');
  });

  it('that failed are tried again', async () => {
    gate = new Gate(true);
    const answering = make();
    let failures = 1;
    const { embedder } = gate.answerer;
    const failing: Answerer = {
      ...gate.answerer,
      embedder: {
        ...embedder,
        embedQuestion: (text) => (failures-- > 0 ? Promise.reject(new Error('once')) : embedder.embedQuestion(text)),
      },
    };
    await expect(answering.ask(failing, { question: QUESTION })).rejects.toThrow('once');
    expect((await answering.ask(failing, { question: QUESTION })).status).toBe('answered');
    expect(kinds()).toEqual(['failed', 'made', 'answer']);
  });
});

describe('a caller that leaves', () => {
  it('does not take the answer from those who stay', async () => {
    gate = new Gate(false);
    const answering = make();
    const leaving = new AbortController();
    const left = answering.ask(gate.answerer, { question: QUESTION }, { signal: leaving.signal });
    const stayed = answering.ask(gate.answerer, { question: QUESTION });
    await turn();
    leaving.abort();
    gate.open();
    await expect(left).rejects.toThrow('aborted');
    expect((await stayed).status).toBe('answered');
    expect(kinds()).not.toContain('failed');
  });

  it('as the last one stops the work, and whoever asks next gets an answer', async () => {
    gate = new Gate(false);
    const answering = make();
    const leaving = new AbortController();
    const left = answering.ask(gate.answerer, { question: QUESTION }, { signal: leaving.signal });
    await turn();
    leaving.abort();
    const next = answering.ask(gate.answerer, { question: QUESTION });
    gate.open();
    await expect(left).rejects.toThrow('aborted');
    expect((await next).status).toBe('answered');
    expect(kinds()).toEqual(['made', 'answer']);
  });
});

describe('the head of an answer', () => {
  it('reaches everyone who waits for it, and whoever asks when it is remembered', async () => {
    gate = new Gate(false);
    const answering = make();
    const heads: AnswerHead[] = [];
    const onHead = (head: AnswerHead): Promise<void> => Promise.resolve(void heads.push(head));
    const asked = [1, 2].map(() => answering.ask(gate.answerer, { question: QUESTION }, { onHead }));
    await turn();
    gate.open();
    const [answer] = await Promise.all(asked);
    await answering.ask(gate.answerer, { question: QUESTION }, { onHead });
    expect(heads).toHaveLength(3);
    for (const { extracts } of heads) expect(extracts).toEqual(answer?.extracts);
  });

  it('never comes where the answer fails', async () => {
    gate = new Gate(true);
    const { embedder } = gate.answerer;
    const embedQuestion = (): Promise<never> => Promise.reject(new Error('no vector'));
    const failing: Answerer = { ...gate.answerer, embedder: { ...embedder, embedQuestion } };
    const onHead = (): Promise<void> => Promise.reject(new Error('there is none'));
    await expect(make().ask(failing, { question: QUESTION }, { onHead })).rejects.toThrow('no vector');
  });
});

describe('when more ask than can be answered', () => {
  /** An application of one answer at a time with two that may wait, and three questions at it. */
  function fill(): { answering: Answering; asked: Promise<unknown>[] } {
    const answering = make({ concurrency: 1, queueLimit: 2 });
    const asked = ['甲', '乙', '丙'].map((name) => answering.ask(gate.answerer, { question: `${name}县怎么做` }));
    return { answering, asked };
  }

  it('the next one is told at once when to come again, and the others are answered', async () => {
    gate = new Gate(false);
    const { answering, asked } = fill();
    await turn();
    expect(answering.load).toEqual({ running: 1, waiting: 2, limit: 2 });
    const refused: unknown = await answering
      .ask(gate.answerer, { question: QUESTION })
      .catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(ServerBusy);
    expect((refused as ServerBusy).retryAfter).toBeGreaterThanOrEqual(1);
    gate.open();
    expect(await Promise.all(asked)).toHaveLength(3);
    await answering.idle();
    expect(answering.load.running + answering.load.waiting).toBe(0);
    expect(kinds().filter((kind) => kind === 'busy')).toHaveLength(1);
    expect(kinds()).not.toContain('failed');
  });

  it('an equal question still joins one that waits', async () => {
    gate = new Gate(false);
    const { answering, asked } = fill();
    const joined = answering.ask(gate.answerer, { question: '丙县怎么做' });
    gate.open();
    await Promise.all(asked);
    expect((await joined).question).toBe('丙县怎么做');
  });

  it('HTTP says so with 503 and Retry-After, to events before they begin, and what costs little goes on', async () => {
    gate = new Gate(false);
    const { answering, asked } = fill();
    const app = createApp({
      answerer: () => gate.answerer,
      answering,
      pageFolder: 'web/dist',
      bodyLimitBytes: 65_536,
    });
    await turn();
    for (const accept of ['application/json', 'text/event-stream']) {
      const response = await app.request('/api/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ question: QUESTION }),
      });
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(((await response.json()) as { code: string }).code).toBe('server_busy');
    }
    for (const path of ['/api/search?q=问', '/api/examples', '/api/ready']) {
      expect([path, (await app.request(path)).status]).toEqual([path, 503]);
    }
    for (const path of ['/api/health', '/api/articles', '/api/bulletins', '/api/status']) {
      expect([path, (await app.request(path)).status]).toEqual([path, 200]);
    }
    // Two answers, a search and the examples were turned away; whoever asked whether the server is ready was not.
    expect(kinds().filter((kind) => kind === 'busy')).toHaveLength(4);
    gate.open();
    await Promise.all(asked);
    const ready = await app.request('/api/ready');
    expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([200, 'ready']);
  });
});
