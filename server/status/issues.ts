/** The issues held, as a timeline. */
import type { Article } from '../../corpus/article.ts';
import type { Issue } from '../contract-status.ts';

const COLLATOR = new Intl.Collator('zh-CN', { numeric: true });

/** Each issue once, by date and then by number; issues without a date come last. */
export function listIssues(articles: readonly Article[]): Issue[] {
  const byId = new Map<string, Issue>();
  for (const { issueId, issue, publishedOn } of articles) {
    if (issueId === null) continue;
    const known = byId.get(issueId);
    if (!known) byId.set(issueId, { issueId, issue, publishedOn, articles: 1 });
    else {
      known.publishedOn ??= publishedOn;
      known.articles++;
    }
  }
  const dateOf = ({ publishedOn }: Issue): string => publishedOn ?? '9999';
  return [...byId.values()].sort((a, b) => {
    const [dateA, dateB] = [dateOf(a), dateOf(b)];
    if (dateA !== dateB) return dateA < dateB ? -1 : 1;
    return COLLATOR.compare(a.issueId, b.issueId);
  });
}
