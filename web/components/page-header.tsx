import type { ArticleSummary, Bulletin } from '../../server/contract.ts';
import { formatPeriod, SEPARATOR } from '../citation-text.ts';
import type { Loaded } from '../use-loaded.ts';

export type Held = { bulletins: Bulletin[]; articles: ArticleSummary[]; examples: string[] };

export function PageHeader({ held, onStartOver }: { held: Loaded<Held>; onStartOver: (() => void) | null }) {
  return (
    <header class="page-header">
      <div class="page-name">
        <h1>简报问答</h1>
        <p>逐字摘录作答，段段注明出处</p>
      </div>
      <div class="page-facts">
        {held.state === 'ready' && <p class="coverage">{describeCoverage(held.value)}</p>}
        {onStartOver && (
          <button type="button" class="button button-quiet" onClick={onStartOver}>
            新的对话
          </button>
        )}
      </div>
    </header>
  );
}

function describeCoverage({ bulletins, articles }: Held): string {
  return [`${bulletins.length} 期简报`, `${articles.length} 篇文章`, formatPeriod(bulletins)]
    .filter(Boolean)
    .join(SEPARATOR);
}
