/**
 * Answers the shortcuts. A shortcut presses the button on the page that does the same, so there is one way to do it, and
 * a key whose button is not there does nothing.
 */
import { useLayoutEffect } from 'preact/hooks';
import { tinykeys } from 'tinykeys';
import { type Shortcut, SHORTCUT_GROUPS } from './shortcuts.ts';
import { currentSettings } from './use-settings.ts';

/** How long a key that begins a sequence waits for the next. */
const SEQUENCE_MILLISECONDS = 1500;

export function useShortcuts(): void {
  useLayoutEffect(() => {
    const bindings = SHORTCUT_GROUPS.flatMap(({ shortcuts }) => shortcuts).flatMap((shortcut) =>
      (shortcut.bindings ?? []).map((binding): [string, (event: KeyboardEvent) => void] => [
        binding,
        (event) => answer(shortcut, event),
      ]),
    );
    return tinykeys(window, Object.fromEntries(bindings), { timeout: SEQUENCE_MILLISECONDS });
  }, []);
}

function answer({ name, whileTyping = false }: Shortcut, event: KeyboardEvent): void {
  // A key that is bound by its place and by its character comes twice.
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (!whileTyping && (isTyping(event.target) || !currentSettings().singleKeys)) return;
  if (document.querySelector('dialog[open]')) return;
  const targets = document.querySelectorAll<HTMLElement>(`[data-shortcut="${name}"]`);
  const target = Array.from(targets).find(isShown);
  if (target) event.preventDefault();
  if (target && isTyping(target)) target.focus();
  else target?.click();
}

const WITHOUT_TEXT = ['button', 'checkbox', 'radio', 'range', 'reset', 'submit'];

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !WITHOUT_TEXT.includes(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
}
