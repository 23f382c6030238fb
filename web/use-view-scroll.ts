import { useLayoutEffect, useRef } from 'preact/hooks';
import type { View } from './use-view.ts';

/** All views scroll the one page: each begins at its top, and is found again where it was left. */
export function useViewScroll(view: View): void {
  const places = useRef<Partial<Record<View, number>>>({});
  const isFirst = useRef(true);

  useLayoutEffect(() => {
    // At a reload the browser itself goes back to where one was.
    if (!isFirst.current) window.scrollTo(0, places.current[view] ?? 0);
    isFirst.current = false;
    const note = () => (places.current[view] = window.scrollY);
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [view]);
}
