import { VALUE_MAX } from '../browse-filter.ts';
import { useSearchField } from '../use-search-field.ts';

type Properties = { words: string; onSearch: (words: string) => void };

export function BrowseSearch({ words, onSearch }: Properties) {
  const field = useSearchField(words, onSearch);
  return (
    <form class="browse-search" role="search" onSubmit={(event) => event.preventDefault()}>
      <input
        type="search"
        maxLength={VALUE_MAX}
        aria-label="搜索文章"
        placeholder="标题、地点、作者、正文里的词"
        {...field}
      />
    </form>
  );
}
