import { useState } from 'preact/hooks';
import type { Answer } from '../../server/contract.ts';
import { DigestBadge } from './digest-badge.tsx';
import { HighlightedText } from './highlighted-text.tsx';
import { SourceLink } from './source-link.tsx';

type Outline = NonNullable<Answer['outline']>;

const ORDINAL = /^\s*(?:[（(]?[一二三四五六七八九十]+[、）)是]|\d+[.．、])/;

export function OutlineView({ outline, onOpen }: { outline: Outline; onOpen: (url: string) => void }) {
  const [expanded, setExpanded] = useState(false);
  const { heading, total, items } = outline;
  const citation = items[0]?.citation;
  // Beside the bulletin's own 一、二、 a second set of numbers would only disturb.
  const numbered = items.every((item) => ORDINAL.test(item.text));
  return (
    <section class="outline">
      <h3 class="label">
        {items.length === total
          ? `完整列举，共 ${total} 项`
          : `列举不全：文中说共 ${total} 项，这里找到 ${items.length} 项`}
      </h3>
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
        <ol class={`${expanded ? 'outline-expanded' : 'outline-brief'}${numbered ? ' outline-numbered' : ''}`}>
          {items.map((item, index) => (
            <li key={item.start}>
              <span class="outline-item">
                <HighlightedText text={item.text} highlights={item.highlights} />
              </span>
              <SourceLink citation={item.citation} about={`第 ${index + 1} 项`} plain onOpen={onOpen}>
                原文
              </SourceLink>
            </li>
          ))}
        </ol>
        {citation && citation.articleTitle !== heading && <p class="outline-source">{citation.articleTitle}</p>}
      </div>
    </section>
  );
}
