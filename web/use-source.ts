/**
 * The open source panel, held in the address: opening pushes an entry that Back takes away, stepping replaces it, and
 * a reload or a mailed link finds the same words.
 */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readSourceLink, writeSourceLink, type SourcePlace } from './source-link.ts';
import type { Span } from './mark-segments.ts';

/**
 * `turnId` names the answer whose other extracts are marked too; null for a place opened by its address alone.
 * `openings` counts how often a reader asked for a place, which is when the focus goes to the panel.
 */
export type OpenSource = SourcePlace & { turnId: number | null; openings: number };

type EntryState = { turnId: number | null } | null;

export type SourceNavigation = {
  source: OpenSource | null;
  open: (url: string, turnId: number | null) => void;
  step: (span: Span) => void;
  close: () => void;
};

/** `home` takes the focus when the panel closes and nothing on the page had opened it. */
export function useSource(home: RefObject<HTMLElement | null>): SourceNavigation {
  const [source, setSource] = useState<OpenSource | null>(readLocation);
  const opener = useRef<Element | null>(null);
  const openerTop = useRef(0);

  useLayoutEffect(() => {
    const follow = () => setSource(readLocation());
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);

  const isOpen = source !== null;
  useLayoutEffect(() => {
    if (isOpen) return keepInPlace(opener.current, openerTop.current);
    // Whichever way the panel closed, by key, button or Back, reading goes on where it was left; what has the focus
    // outside the panel, such as a search that narrows the list beside it, keeps it.
    if (document.activeElement !== document.body) return;
    const { current } = opener;
    const target = current instanceof HTMLElement && current.isConnected ? current : home.current;
    target?.focus();
    opener.current = null;
  }, [isOpen]);

  return {
    source,
    open(url, turnId) {
      const place = readSourceLink(new URL(url, location.origin));
      if (!place) return;
      opener.current = document.activeElement;
      openerTop.current = topOf(opener.current);
      const entry: EntryState = { turnId };
      if (source && history.state) history.replaceState(entry, '', writeSourceLink(place));
      else history.pushState(entry, '', writeSourceLink(place));
      setSource({ ...place, turnId, openings: (source?.openings ?? 0) + 1 });
    },
    step(span) {
      if (!source) return;
      history.replaceState(history.state, '', writeSourceLink({ ...source, span }));
      setSource({ ...source, span });
    },
    close() {
      if (!source) return;
      setSource(null);
      // An entry of ours is taken back; a page that began at the article has no entry before it.
      if (history.state) history.back();
      else history.pushState(null, '', '/');
    },
  };
}

/** Beside the panel everything is laid out anew, lower the more stands above it: what was pressed stays where it was. */
function keepInPlace(opener: Element | null, top: number): void {
  if (opener && opener !== document.body && opener.getClientRects().length > 0) window.scrollBy(0, topOf(opener) - top);
}

function topOf(element: Element | null): number {
  return element?.getBoundingClientRect().top ?? 0;
}

function readLocation(): OpenSource | null {
  const place = readSourceLink(window.location);
  return place && { ...place, turnId: (history.state as EntryState)?.turnId ?? null, openings: 0 };
}
