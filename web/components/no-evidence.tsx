import { useState } from 'preact/hooks';
import type { Answer } from '../../server/contract.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import { formatIssue, SEPARATOR } from '../citation-text.ts';
import { DigestBadge } from './digest-badge.tsx';
import { SourceLink } from './source-link.tsx';

type Properties = {
  answer: Answer;
  /** Whether only some of the articles were searched. */
  narrowed: boolean;
  /** The articles that were searched, as far as they are still held. */
  searched: readonly ArticleSummary[];
  onOpen: (url: string) => void;
};

export function NoEvidence({ answer, narrowed, searched, onOpen }: Properties) {
  const { coverage, near, reason } = answer;
  const count = narrowed ? searched.length : coverage.articles;
  return (
    <section class="no-evidence">
      <h3>简报中没有找到依据</h3>
      {reason && <p>{reason}</p>}
      <p>
        {narrowed
          ? `只查了所限定的 ${count} 篇文章。可以换个说法，或取消限定后再问。`
          : `查过全部 ${coverage.bulletins} 份材料、${count} 篇文章。可以换个说法，或写明县名、做法的名称。`}
      </p>
      {searched.length === count && <SearchedIssues searched={searched} />}
      {near.length > 0 && (
        <>
          <h4 class="label">相近文章（不是答案）</h4>
          <ul class="near">
            {near.map((citation) => (
              <li key={citation.id}>
                <SourceLink citation={citation} plain onOpen={onOpen}>
                  {citation.articleTitle}
                </SourceLink>
                {citation.digest && <DigestBadge />}
                <p class="near-issue">
                  {[formatIssue(citation), citation.places.join('、')].filter(Boolean).join(SEPARATOR)}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** More than these nobody reads through. */
const ISSUES_MAX = 500;

/** Which bulletins were searched, each with its articles; made when somebody opens it, for there may be thousands. */
function SearchedIssues({ searched }: { searched: readonly ArticleSummary[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="searched" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>查过哪些简报</summary>
      {open && <IssueList searched={searched} />}
    </details>
  );
}

function IssueList({ searched }: { searched: readonly ArticleSummary[] }) {
  const issues = new Map<string, number>();
  for (const article of searched) {
    const issue = formatIssue(article) || '未注明期号';
    issues.set(issue, (issues.get(issue) ?? 0) + 1);
  }
  return (
    <ul>
      {Array.from(issues)
        .slice(0, ISSUES_MAX)
        .map(([issue, articles]) => (
          <li key={issue}>
            {issue}，{articles} 篇
          </li>
        ))}
      {issues.size > ISSUES_MAX && <li>另有 {issues.size - ISSUES_MAX} 期，没有列出</li>}
    </ul>
  );
}
