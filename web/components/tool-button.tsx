import { describeKeys, type ShortcutName } from '../shortcuts.ts';

const ICONS = {
  start: 'M10 4v12M4 10h12',
  history: 'M3.5 10a6.5 6.5 0 1 0 2-4.7M3.5 3.5v3h3M10 6.5V10l2.5 2',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4',
  keyboard: 'M2.5 5h15v10h-15zM5.5 8h.01M8.5 8h.01M11.5 8h.01M14.5 8h.01M6.5 12h7',
} as const;

type Properties = {
  icon: keyof typeof ICONS;
  name: string;
  shortcut: ShortcutName;
  onPress: () => void;
};

/** A tool of the header: its name stands beside the icon where there is room, and is read out where there is none. */
export function ToolButton({ icon, name, shortcut, onPress }: Properties) {
  return (
    <button
      type="button"
      class={`button button-quiet tool tool-${icon}`}
      title={`${name}（${describeKeys(shortcut)}）`}
      data-shortcut={shortcut}
      onClick={onPress}
    >
      <svg class="tool-icon" viewBox="0 0 20 20" aria-hidden="true">
        <path d={ICONS[icon]} />
      </svg>
      <span class="tool-name">{name}</span>
    </button>
  );
}
