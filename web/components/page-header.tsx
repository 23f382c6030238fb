import type { ArticleSummary, Bulletin } from '../../server/contract-articles.ts';
import { formatHeld, formatPeriod, SEPARATOR } from '../citation-text.ts';
import type { Loaded } from '../use-loaded.ts';
import type { View } from '../use-view.ts';
import { ToolButton } from './tool-button.tsx';
import { ViewLink } from './view-link.tsx';
import { ViewTabs } from './view-tabs.tsx';

export type Held = { bulletins: Bulletin[]; articles: ArticleSummary[] };

type Properties = {
  held: Loaded<Held>;
  view: View;
  clipCount: number;
  onShow: (view: View) => void;
  onStartOver: (() => void) | null;
  onOpenHistory: () => void;
  onOpenSettings: () => void;
  onOpenShortcuts: () => void;
};

export function PageHeader({ held, view, clipCount, onShow, onStartOver, ...tools }: Properties) {
  return (
    <header class="page-header">
      <div class="page-name">
        <h1>简报问答</h1>
        {held.state === 'ready' && (
          <p class="coverage">
            <ViewLink href="/status" onVisit={() => onShow('status')}>
              {describeCoverage(held.value)}
            </ViewLink>
          </p>
        )}
      </div>
      <ViewTabs view={view} clipCount={clipCount} onShow={onShow} />
      <div class="page-tools">
        {onStartOver && <ToolButton icon="start" name="新的对话" shortcut="start-over" onPress={onStartOver} />}
        <ToolButton icon="history" name="历史对话" shortcut="history" onPress={tools.onOpenHistory} />
        <ToolButton icon="settings" name="设置" shortcut="settings" onPress={tools.onOpenSettings} />
        <ToolButton icon="keyboard" name="快捷键" shortcut="shortcuts" onPress={tools.onOpenShortcuts} />
      </div>
    </header>
  );
}

function describeCoverage({ bulletins, articles }: Held): string {
  return [formatHeld(bulletins), `${articles.length} 篇文章`, formatPeriod(bulletins)].filter(Boolean).join(SEPARATOR);
}
