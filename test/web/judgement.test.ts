import { describe, expect, it } from 'vitest';
import { WORD_MAX } from '../../server/contract-feedback.ts';
import { createApiClient } from '../../web/api-client.ts';
import { readFacts } from '../../web/golden-facts.ts';
import { WORD_MAX as WORD_MAX_OF_PAGE } from '../../web/judgement.ts';

const place = { citationId: 'c', articleId: 'a', start: 0, end: 9 };

describe('what the page says of an extract', () => {
  it('is as long as the server takes', () => {
    expect(WORD_MAX_OF_PAGE).toBe(WORD_MAX);
  });

  it('carries one mark for the whole page, so that it can be said again', async () => {
    const sent: { page: string }[] = [];
    const api = createApiClient((_path, init) => {
      sent.push(JSON.parse(init?.body as string) as { page: string });
      return Promise.resolve(Response.json({ id: 1 }));
    });
    await api.judge({ ...place, question: '问', verdict: 'good' });
    await api.judge({ ...place, question: '问', verdict: 'bad', word: '不对' });
    expect(sent[0]?.page).toMatch(/^[\da-z-]{8,64}$/);
    expect(sent[1]?.page).toBe(sent[0]?.page);
  });
});

describe('the export of the report', () => {
  it('keeps the mark of UTF-8', async () => {
    const api = createApiClient(() => Promise.resolve(new Response('\ufeff"编号"\r\n')));
    const bytes = new Uint8Array(await (await api.exportReport('extracts', 30)).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('that is refused fails in the server’s words', async () => {
    const problem = { detail: '权限不够', code: 'scope_insufficient' };
    const api = createApiClient(() => Promise.resolve(Response.json(problem, { status: 403 })));
    await expect(api.exportReport('extracts', 30)).rejects.toMatchObject({ message: '权限不够', code: problem.code });
  });
});

describe('facts as an administrator writes them', () => {
  it('are one a line, with alternatives between bars', () => {
    expect(readFacts(' 每人每天100元 |一百元｜\n\n | \n137个车间')).toEqual([
      ['每人每天100元', '一百元'],
      ['137个车间'],
    ]);
  });
});
