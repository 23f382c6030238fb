/** Which articles hold each of some words anywhere in their text, asked of the server once the reader pauses typing. */
import { useRef } from 'preact/hooks';
import type { ApiClient } from './api-client.ts';
import { useLoaded, type Loaded } from './use-loaded.ts';

const PAUSE_MILLISECONDS = 200;

export type FullText = {
  loaded: Loaded<null>;
  reload: () => void;
  holds: (articleId: string, word: string) => boolean;
};

export function useFullText(api: ApiClient, words: readonly string[]): FullText {
  const known = useRef(new Map<string, ReadonlySet<string>>());

  async function findUnknown(signal: AbortSignal): Promise<null> {
    const unknown = words.filter((word) => !known.current.has(word));
    if (unknown.length > 0) await pause(signal);
    await Promise.all(
      unknown.map(async (word) => {
        const articles = await api.findArticles(word, signal);
        known.current.set(word, new Set(articles.map(({ id }) => id)));
      }),
    );
    return null;
  }

  return {
    ...useLoaded(words.join(' '), findUnknown),
    holds: (articleId, word) => known.current.get(word)?.has(articleId) ?? false,
  };
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PAUSE_MILLISECONDS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('The wait was given up', 'AbortError'));
    });
  });
}
