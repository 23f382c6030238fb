import { describe, expect, it } from 'vitest';
import type { CorpusFileList } from '../../server/contract-corpus.ts';
import { createApiClient } from '../../web/api-client.ts';
import { createCorpusClient } from '../../web/corpus-client.ts';

/** A server that holds so many files and gives at most 500 of them at once. */
function serveFiles(count: number) {
  const asked: Record<string, string>[] = [];
  const { listFiles } = createCorpusClient(
    createApiClient((path) => {
      const query = Object.fromEntries(new URL(path, 'http://server').searchParams);
      asked.push(query);
      const [offset, limit] = [Number(query['offset'] ?? 0), Number(query['limit'])];
      if (limit > 500)
        return Promise.resolve(Response.json({ detail: '太多', code: 'request_invalid' }, { status: 400 }));
      const files = Array.from({ length: count }, (_, index) => ({ path: `${index}.txt` }));
      return Promise.resolve(Response.json({ files: files.slice(offset, offset + limit), matching: count }));
    }),
  );
  return { listFiles, asked };
}

const paths = ({ files }: CorpusFileList): string[] => files.map(({ path }) => path);

describe('files listed', () => {
  it('are as many as are wanted, in as many requests as that takes', async () => {
    const { listFiles, asked } = serveFiles(20_000);
    const list = await listFiles({ q: '年', limit: 1_100 });
    expect(paths(list)).toEqual(Array.from({ length: 1_100 }, (_, index) => `${index}.txt`));
    expect(list.matching).toBe(20_000);
    expect(asked).toEqual([
      { q: '年', limit: '500' },
      { q: '年', limit: '500', offset: '500' },
      { q: '年', limit: '100', offset: '1000' },
    ]);
  });

  it('are no more than there are', async () => {
    const { listFiles, asked } = serveFiles(700);
    expect(paths(await listFiles({ limit: 2_000 }))).toHaveLength(700);
    expect(asked).toHaveLength(2);
  });
});
