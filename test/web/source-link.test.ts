import { describe, expect, it } from 'vitest';
import { readSourceLink, writeSourceLink } from '../../web/source-link.ts';

const read = (path: string) => readSourceLink(new URL(path, 'http://localhost'));

describe('source links', () => {
  it.each([
    { articleId: '2018-14-2', span: { start: 120, end: 180 } },
    { articleId: '环江 散文/1#?', span: { start: 0, end: 1 } },
    { articleId: '2018-14-2', span: null },
  ])('are read as they were written: %o', (place) => {
    expect(read(writeSourceLink(place))).toEqual(place);
  });

  it.each(['#', '#12', '#180-120', '#5-5', '#a-b', '#1-2-3'])('open the article alone with the fragment %s', (hash) => {
    expect(read(`/articles/2018-14-2${hash}`)).toEqual({ articleId: '2018-14-2', span: null });
  });

  it.each(['/', '/articles', '/articles/', '/articles/a/b', '/articles/%E0%A4', '/api/articles/1'])(
    'are not read from %s',
    (path) => {
      expect(read(path)).toBeNull();
    },
  );
});
