/**
 * Which side of the page is shown, held in the address: `/` asks, `/browse` finds examples, `/verify`
 * checks a draft, `/clips` is what was kept, `/status` tells of the service, `/admin` is for who runs it.
 * A view may have a query (`/browse?topic=教育`); it and the place of reading are still there when the reader comes back.
 */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export type View = 'ask' | 'browse' | 'verify' | 'clips' | 'status' | 'admin';

const PATHS: Record<View, string> = {
  ask: '/',
  browse: '/browse',
  verify: '/verify',
  clips: '/clips',
  status: '/status',
  admin: '/admin',
};

/** The view of an address; null for an article's, which opens over whichever view is shown. */
export function readView(pathname: string): View | null {
  if (pathname.startsWith('/articles/')) return null;
  return (Object.keys(PATHS) as View[]).find((view) => PATHS[view] === pathname.replace(/(?<=.)\/$/, '')) ?? 'ask';
}

export type ViewNavigation = {
  view: View;
  /** The query of the view's address, with its question mark; kept while an article's address stands over it. */
  query: string;
  show: (view: View) => void;
  /** Shows the view of an address of the page, with the address's query. */
  visit: (address: string) => void;
  /** Puts a query into the address of the view: in an entry of its own, which Back undoes, or in place of this one. */
  changeQuery: (query: string, entry: 'new' | 'same') => void;
};

type Place = { view: View; query: string };

export function useView(): ViewNavigation {
  const [place, setPlace] = useState<Place>(() => readPlace() ?? { view: 'ask', query: '' });
  const shown = useRef(place);
  shown.current = place;
  const queries = useRef<Partial<Record<View, string>>>({});
  queries.current[place.view] = place.query;
  const heights = useRef<Partial<Record<View, number>>>({});

  useLayoutEffect(() => {
    const follow = () => {
      heights.current[shown.current.view] = window.scrollY;
      setPlace((current) => readPlace() ?? current);
    };
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  useLayoutEffect(() => {
    // The views share one scroll bar, and one may be far longer than the other.
    window.scrollTo(0, heights.current[place.view] ?? 0);
  }, [place.view]);

  return {
    ...place,
    show(view) {
      const query = queries.current[view] ?? '';
      if (location.pathname !== PATHS[view]) goTo(PATHS[view] + query, 'new');
    },
    visit: (address) => goTo(address, 'new'),
    changeQuery: (query, entry) => goTo(PATHS[place.view] + query, entry),
  };
}

function readPlace(): Place | null {
  const view = readView(location.pathname);
  return view && { view, query: location.search };
}

/** Says so as Back does: whatever reads the address follows it, and an open article gives way. */
function goTo(address: string, entry: 'new' | 'same'): void {
  if (entry === 'new') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  window.dispatchEvent(new PopStateEvent('popstate'));
}
