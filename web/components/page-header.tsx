import type { ArticleSummary, Bulletin } from '../../server/contract.ts';
import { formatPeriod, SEPARATOR } from '../citation-text.ts';
import type { Loaded } from '../use-loaded.ts';
import type { View } from '../use-view.ts';
import { ViewTabs } from './view-tabs.tsx';

export type Held = { bulletins: Bulletin[]; articles: ArticleSummary[]; examples: string[] };

type Properties = {
  held: Loaded<Held>;
  view: View;
  clipCount: number;
  onShow: (view: View) => void;
  onStartOver: (() => void) | null;
  onOpenHistory: () => void;
  onOpenSettings: () => void;
};

export function PageHeader({ held, view, clipCount, onShow, onStartOver, onOpenHistory, onOpenSettings }: Properties) {
  return (
    <header class="page-header">
      <div class="page-name">
        <h1>简报问答</h1>
        {held.state === 'ready' && <p class="coverage">{describeCoverage(held.value)}</p>}
      </div>
      <ViewTabs view={view} clipCount={clipCount} onShow={onShow} />
      <div class="page-tools">
        {onStartOver && (
          <button type="button" class="button button-quiet" onClick={onStartOver}>
            新的对话
          </button>
        )}
        <button type="button" class="button button-quiet" onClick={onOpenHistory}>
          历史对话
        </button>
        <button type="button" class="button button-quiet" onClick={onOpenSettings}>
          设置
        </button>
      </div>
    </header>
  );
}

function describeCoverage({ bulletins, articles }: Held): string {
  return [`${bulletins.length} 期简报`, `${articles.length} 篇文章`, formatPeriod(bulletins)]
    .filter(Boolean)
    .join(SEPARATOR);
}
