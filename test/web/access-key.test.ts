import { beforeEach, describe, expect, it } from 'vitest';
import { createKeyGate, type KeyGate } from '../../web/access-key.ts';
import { createApiClient } from '../../web/api-client.ts';

const RIGHT = 'bqa_00000000_right';
const REFUSAL = '{"title":"需要访问密钥","status":401,"detail":"请求没有带","code":"key_required"}';

let kept: string | null;
let sent: (string | null)[];
let gate: KeyGate;

/** A server that takes one key, or none when it is open. */
function serve(key: string | null): void {
  kept = null;
  sent = [];
  gate = createKeyGate(
    (_, init) => {
      const given = new Headers(init?.headers).get('authorization');
      sent.push(given);
      const isIn = key === null || given === `Bearer ${key}`;
      return Promise.resolve(new Response(isIn ? '{"bulletins":[]}' : REFUSAL, { status: isIn ? 200 : 401 }));
    },
    { read: () => kept, keep: (entered) => (kept = entered) },
  );
}

beforeEach(() => serve(RIGHT));

/** Lets every request go as far as it comes by itself. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('a server that is open', () => {
  it('is asked without a key, and asks for none', async () => {
    serve(null);
    await gate.fetch('/api/bulletins');
    expect(sent).toEqual([null]);
    expect(gate.asked()).toBeNull();
  });
});

describe('a server that wants a key', () => {
  it('gets the one that is kept', async () => {
    kept = RIGHT;
    expect((await gate.fetch('/api/bulletins')).status).toBe(200);
    expect(sent).toEqual([`Bearer ${RIGHT}`]);
    expect(gate.asked()).toBeNull();
  });

  it('makes the page ask once for all requests that wait, and answers them all', async () => {
    const changes: boolean[] = [];
    const stop = gate.follow(() => changes.push(gate.asked() !== null));
    const responses = ['/api/bulletins', '/api/articles', '/api/examples'].map((path) => gate.fetch(path));
    await settle();
    expect(gate.asked()).toMatchObject({ refused: false });
    gate.enter(RIGHT, true);
    expect((await Promise.all(responses)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(changes).toEqual([true, false]);
    stop();
  });

  it('keeps what a request had beside the key', async () => {
    const asked = gate.fetch('/api/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    await settle();
    gate.enter(RIGHT, false);
    expect((await asked).status).toBe(200);
    expect(sent).toEqual([null, `Bearer ${RIGHT}`]);
  });

  it('asks again, and says so, when the key is refused', async () => {
    const asked = gate.fetch('/api/bulletins');
    await settle();
    gate.enter('bqa_00000000_wrong', true);
    await settle();
    expect(gate.asked()).toMatchObject({ refused: true });
    gate.enter(RIGHT, true);
    expect((await asked).status).toBe(200);
  });

  it('tries a key that came meanwhile, from another tab, before it asks', async () => {
    const first = gate.fetch('/api/bulletins');
    kept = RIGHT;
    expect((await first).status).toBe(200);
    expect(gate.asked()).toBeNull();
  });

  it('fails in the server’s words for a reader who has none, and asks anew at the next request', async () => {
    const failed = createApiClient(gate.fetch).listBulletins();
    failed.catch(() => undefined);
    await settle();
    gate.dismiss();
    await expect(failed).rejects.toMatchObject({ code: 'key_required', message: '请求没有带' });
    void gate.fetch('/api/bulletins');
    await settle();
    expect(gate.asked()).not.toBeNull();
  });

  it('keeps nobody waiting who no longer wants the answer', async () => {
    const controller = new AbortController();
    const asked = gate.fetch('/api/bulletins', { signal: controller.signal });
    asked.catch(() => undefined);
    await settle();
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
