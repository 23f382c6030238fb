/** The extracts that the reader kept (收藏夹), shared by every card through a context. */
import { createContext } from 'preact';
import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Extract } from '../server/contract.ts';
import { findClip, makeClip, putClips, swapWithNeighbour } from './clip-list.ts';
import { deleteClips, onClipsChangedElsewhere, readClips, writeClips } from './kept-clips.ts';
import type { Clip } from './storage.ts';

export type Clips = {
  /** In the reader's order. */
  clips: readonly Clip[];
  /** False where this browser keeps nothing: what is clipped then lasts as long as the page. */
  lasting: boolean;
  isKept: (extract: Extract) => boolean;
  toggle: (extract: Extract, question: string) => void;
  move: (id: string, step: -1 | 1) => void;
  remove: (removed: readonly Clip[]) => void;
  /** Puts clips back where they were. */
  restore: (removed: readonly Clip[]) => void;
};

const NONE: Clips = {
  clips: [],
  lasting: true,
  isKept: () => false,
  toggle: () => undefined,
  move: () => undefined,
  remove: () => undefined,
  restore: () => undefined,
};

export const ClipsContext = createContext<Clips>(NONE);

export function useClips(): Clips {
  return useContext(ClipsContext);
}

/** The clips of this browser, for the page to provide. */
export function useKeptClips(): Clips {
  const [clips, setClips] = useState<readonly Clip[]>([]);
  const [lasting, setLasting] = useState(true);
  // What stands, for a second change made before the first is shown.
  const current = useRef(clips);

  function show(next: readonly Clip[]): void {
    current.current = next;
    setClips(next);
  }

  function attempt(storing: Promise<unknown>): void {
    storing.then(
      () => setLasting(true),
      () => setLasting(false),
    );
  }

  useLayoutEffect(() => {
    const load = () => attempt(readClips().then(show));
    load();
    return onClipsChangedElsewhere(load);
  }, []);

  function put(changed: readonly Clip[]): void {
    if (changed.length === 0) return;
    show(putClips(current.current, changed));
    attempt(writeClips(changed));
  }

  function remove(removed: readonly Clip[]): void {
    const ids = removed.map(({ id }) => id);
    show(current.current.filter(({ id }) => !ids.includes(id)));
    attempt(deleteClips(ids));
  }

  return {
    clips,
    lasting,
    isKept: (extract) => findClip(clips, extract) !== null,
    toggle(extract, question) {
      const kept = findClip(current.current, extract);
      if (kept) remove([kept]);
      else put([makeClip(current.current, extract, question, Date.now())]);
    },
    move: (id, step) => put(swapWithNeighbour(current.current, id, step)),
    remove,
    restore: put,
  };
}
