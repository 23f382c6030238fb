import type { Answer } from '../../server/contract.ts';
import { formatIssue, SEPARATOR } from '../citation-text.ts';
import { DigestBadge } from './digest-badge.tsx';
import { SourceLink } from './source-link.tsx';

export function NoEvidence({ answer, onOpen }: { answer: Answer; onOpen: (url: string) => void }) {
  const { coverage, near, reason } = answer;
  return (
    <section class="no-evidence">
      <h3>简报中没有找到依据</h3>
      <p>
        查过全部 {coverage.bulletins} 期简报、{coverage.articles}
        {` 篇文章。${reason ?? ''}可以换个说法，或写明县名、做法的名称。`}
      </p>
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
