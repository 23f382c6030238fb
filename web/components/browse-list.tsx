import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Filter } from '../../server/contract.ts';
import type { ApiClient } from '../api-client.ts';
import type { FoundArticle } from '../browse-words.ts';
import { BrowseRow } from './browse-row.tsx';
import { MoreRows } from './more-rows.tsx';

type Properties = {
  api: ApiClient;
  rows: readonly FoundArticle[];
  /** How many of the rows are drawn. */
  drawn: number;
  words: readonly string[];
  openId: string | null;
  withSeries: boolean;
  onMore: () => void;
  onOpen: (url: string) => void;
  onNarrow: (filter: Filter) => void;
};

/** The articles found, as many as the reader has come to. */
export function BrowseList({ rows, drawn, openId, onMore, ...rest }: Properties) {
  const list = useRef<HTMLOListElement>(null);
  const firstAdded = useRef<number | null>(null);

  useLayoutEffect(() => {
    const row = firstAdded.current === null ? undefined : list.current?.children[firstAdded.current];
    firstAdded.current = null;
    row?.querySelector('a')?.focus({ preventScroll: true });
  }, [drawn]);

  function drawMore(focused: boolean): void {
    if (focused) firstAdded.current = drawn;
    onMore();
  }

  return (
    <>
      <ol class="browse-list" aria-label="文章" ref={list}>
        {rows.slice(0, drawn).map((found, index) => (
          <BrowseRow
            key={found.article.id}
            found={found}
            position={index + 1}
            total={rows.length}
            open={found.article.id === openId}
            {...rest}
          />
        ))}
      </ol>
      {drawn < rows.length && <MoreRows drawn={drawn} total={rows.length} onMore={drawMore} />}
    </>
  );
}
