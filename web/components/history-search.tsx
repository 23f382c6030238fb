type Properties = { search: string; foundCount: number; onSearch: (search: string) => void };

export function HistorySearch({ search, foundCount, onSearch }: Properties) {
  const isSearching = search.trim() !== '';
  return (
    <div class="history-search" role="search">
      <input
        type="search"
        value={search}
        placeholder="搜索标题和问题"
        aria-label="搜索历史对话"
        onInput={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          // The first Esc empties the field, as search fields do; the next one closes the drawer.
          if (event.key !== 'Escape' || event.isComposing || search === '') return;
          event.preventDefault();
          event.stopPropagation();
          onSearch('');
        }}
      />
      <p role="status" class={isSearching ? 'history-found' : 'off-screen'}>
        {isSearching && (foundCount > 0 ? `找到 ${foundCount} 段对话` : '没有找到含这些字词的对话')}
      </p>
    </div>
  );
}
