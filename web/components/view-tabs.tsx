import type { View } from '../use-view.ts';

type Properties = { view: View; clipCount: number; onShow: (view: View) => void };

const NAMES: [View, string][] = [
  ['ask', '问答'],
  ['browse', '找例子'],
  ['verify', '引文核对'],
  ['clips', '收藏夹'],
];

export function ViewTabs({ view, clipCount, onShow }: Properties) {
  return (
    <nav class="view-tabs" aria-label="页面">
      {NAMES.map(([name, label]) => (
        <button
          key={name}
          type="button"
          class="view-tab"
          data-shortcut={name}
          aria-current={view === name ? 'page' : undefined}
          onClick={() => onShow(name)}
        >
          {label}
          {name === 'clips' && clipCount > 0 && <span class="view-count">{clipCount}</span>}
        </button>
      ))}
    </nav>
  );
}
