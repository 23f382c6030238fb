/** The extracts that the reader kept (收藏夹), shared by every card through a context. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Extract } from '../server/contract.ts';
import type { Clip } from './storage.ts';

export type Clips = {
  clips: readonly Clip[];
  isKept: (citationId: string) => boolean;
  toggle: (extract: Extract, question: string) => void;
};

export const ClipsContext = createContext<Clips>({ clips: [], isKept: () => false, toggle: () => undefined });

export function useClips(): Clips {
  return useContext(ClipsContext);
}

/** The clips of this browser, for the page to provide. */
export function useKeptClips(): Clips {
  return { clips: [], isKept: () => false, toggle: () => undefined };
}
