/**
 * How the reader wants the page: kept in this browser, and put on <html> by public/look.js, which reads the same entry
 * before the page is painted.
 */
import { useLayoutEffect, useState } from 'preact/hooks';

export type TextSize = 'small' | 'medium' | 'large' | 'largest';
export type Scheme = 'system' | 'light' | 'dark';

export type Settings = {
  textSize: TextSize;
  scheme: Scheme;
  /** Whether single keys are shortcuts: who dictates, or brushes keys, can turn them off. */
  singleKeys: boolean;
};

export const TEXT_SIZES: [TextSize, string][] = [
  ['small', '小'],
  ['medium', '中'],
  ['large', '大'],
  ['largest', '特大'],
];

export const SCHEMES: [Scheme, string][] = [
  ['system', '跟随系统'],
  ['light', '浅色'],
  ['dark', '深色'],
];

const KEPT_AS = 'bulletin-qa-settings';
const CHANGED = 'settings-changed';

let current = readKept();

export function currentSettings(): Settings {
  return current;
}

export function useSettings(): { settings: Settings; change: (changed: Partial<Settings>) => void } {
  const [settings, setSettings] = useState(current);

  useLayoutEffect(() => {
    const follow = () => setSettings(current);
    const followOtherTab = (event: StorageEvent) => {
      if (event.key === KEPT_AS) announce(readKept());
    };
    window.addEventListener(CHANGED, follow);
    window.addEventListener('storage', followOtherTab);
    return () => {
      window.removeEventListener(CHANGED, follow);
      window.removeEventListener('storage', followOtherTab);
    };
  }, []);

  return {
    settings,
    change(changed) {
      announce({ ...current, ...changed });
      try {
        localStorage.setItem(KEPT_AS, JSON.stringify(current));
      } catch {
        // A browser that keeps nothing still shows the page as wanted until it is closed.
      }
    },
  };
}

function announce(settings: Settings): void {
  current = settings;
  window.dispatchEvent(new CustomEvent(CHANGED, { detail: settings }));
}

function readKept(): Settings {
  try {
    return readSettings(localStorage.getItem(KEPT_AS));
  } catch {
    return readSettings(null);
  }
}

/** What was kept, as far as it can be understood; the rest as it is without a choice. */
export function readSettings(text: string | null): Settings {
  const kept = parse(text);
  return {
    textSize: TEXT_SIZES.find(([size]) => size === kept['textSize'])?.[0] ?? 'medium',
    scheme: SCHEMES.find(([scheme]) => scheme === kept['scheme'])?.[0] ?? 'system',
    singleKeys: kept['singleKeys'] !== false,
  };
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
