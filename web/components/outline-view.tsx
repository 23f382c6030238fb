import { useState } from 'preact/hooks';
import type { Citation } from '../../server/contract.ts';
import { formatIssue, SEPARATOR } from '../citation-text.ts';
import { describeOutline, hasOwnNumbers, type Outline } from '../outline-text.ts';
import { ClipButton } from './clip-button.tsx';
import { DigestBadge } from './digest-badge.tsx';
import { HighlightedText } from './highlighted-text.tsx';
import { SourceLink } from './source-link.tsx';

type Properties = { outline: Outline; question: string; onOpen: (url: string) => void };

export function OutlineView({ outline, question, onOpen }: Properties) {
  const [expanded, setExpanded] = useState(false);
  const { heading, items } = outline;
  const citation = items[0]?.citation;
  const source = citation && nameSource(citation, heading);
  return (
    <section class="outline">
      <h3 class="label">{describeOutline(outline)}</h3>
      <div class="outline-card card">
        <div class="outline-head">
          <p class="outline-heading">
            {heading}
            {citation?.digest && <DigestBadge />}
          </p>
          <button
            type="button"
            class="button button-quiet"
            aria-expanded={expanded}
            onClick={() => setExpanded(!expanded)}
          >
            {expanded ? '收起' : '展开'}
          </button>
        </div>
        <ol
          class={`${expanded ? 'outline-expanded' : 'outline-brief'}${hasOwnNumbers(outline) ? ' outline-numbered' : ''}`}
        >
          {items.map((item, index) => (
            <li key={item.start}>
              <span class="outline-item">
                <HighlightedText text={item.text} highlights={item.highlights} />
              </span>
              <ClipButton extract={item} question={question} about={`第 ${index + 1} 项`} />
              <SourceLink citation={item.citation} about={`第 ${index + 1} 项`} plain onOpen={onOpen}>
                原文
              </SourceLink>
            </li>
          ))}
        </ol>
        {source && <p class="outline-source">{source}</p>}
      </div>
    </section>
  );
}

/** Where the enumeration stands; the title only where it is not the heading already. */
function nameSource(citation: Citation, heading: string): string {
  const title = citation.articleTitle === heading ? '' : citation.articleTitle;
  return [title, formatIssue(citation)].filter(Boolean).join(SEPARATOR);
}
