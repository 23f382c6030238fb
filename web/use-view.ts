/** Which side of the page is shown, held in the address: `/` asks, `/browse` finds examples, `/clips` is what was kept. */
import { useEffect, useState } from 'preact/hooks';

export type View = 'ask' | 'browse' | 'clips';

const PATHS: Record<View, string> = { ask: '/', browse: '/browse', clips: '/clips' };

/** The view of an address; null for an article's, which opens over whichever view is shown. */
export function readView(pathname: string): View | null {
  if (pathname.startsWith('/articles/')) return null;
  return (Object.keys(PATHS) as View[]).find((view) => PATHS[view] === pathname.replace(/(?<=.)\/$/, '')) ?? 'ask';
}

export function useView(): { view: View; show: (view: View) => void } {
  const [view, setView] = useState<View>(() => readView(location.pathname) ?? 'ask');

  useEffect(() => {
    const follow = () => setView((current) => readView(location.pathname) ?? current);
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  return {
    view,
    show(next) {
      if (location.pathname !== PATHS[next]) history.pushState(null, '', PATHS[next]);
      setView(next);
    },
  };
}
