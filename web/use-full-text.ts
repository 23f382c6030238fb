/** Which articles hold each of some words anywhere in their text, asked of the server. */
import { useRef } from 'preact/hooks';
import type { ApiClient } from './api-client.ts';
import { useLoaded, type Loaded } from './use-loaded.ts';

export type FullText = {
  loaded: Loaded<null>;
  reload: () => void;
  holds: (articleId: string, word: string) => boolean;
};

export function useFullText(api: ApiClient, words: readonly string[]): FullText {
  const known = useRef(new Map<string, ReadonlySet<string>>());

  async function findUnknown(signal: AbortSignal): Promise<null> {
    const unknown = words.filter((word) => !known.current.has(word));
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
