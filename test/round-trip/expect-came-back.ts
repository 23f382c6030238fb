/** What holds for every rendition of an issue. */
import { expect } from 'vitest';
import type { CameBack } from './measure.ts';
import type { Rendition } from './renditions.ts';

/** Every article came back in its issue, with its title, its byline and its headings. */
export function expectCameBack(back: readonly CameBack[], { least }: Rendition): void {
  for (const { file, articles, sameIssue, titles, headings, bylines } of back) {
    expect({ file, count: articles.after, sameIssue }).toEqual({ file, count: articles.before, sameIssue: true });
    expect(titles, `titles of ${file}`).toBeGreaterThanOrEqual(least.title);
    expect(Math.min(headings, bylines), `${file}: ${headings}, ${bylines}`).toBeGreaterThanOrEqual(least.words);
  }
}
