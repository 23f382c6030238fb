import type { ArticleSummary } from '../../server/contract-articles.ts';

/** A summary as the server lists it, of which a test says only what matters to it. */
export function makeSummary(said: Partial<ArticleSummary> & { id: string }): ArticleSummary {
  return {
    title: said.id,
    byline: null,
    places: [],
    series: null,
    issue: null,
    issueId: null,
    year: null,
    publishedOn: null,
    digest: false,
    documentNumber: null,
    topics: [],
    headings: [],
    characters: 1,
    ...said,
  };
}
