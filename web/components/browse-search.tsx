import { useEffect, useState } from 'preact/hooks';
import { VALUE_MAX } from '../browse-filter.ts';

type Properties = { words: string; onSearch: (words: string) => void };

/** Searches at every change, but for those that an input method is still composing. */
export function BrowseSearch({ words, onSearch }: Properties) {
  const [draft, setDraft] = useState(words);

  useEffect(() => {
    // Back, and taking the words away, change them from outside.
    if (draft.trim() !== words) setDraft(words);
  }, [words]);

  function search(text: string): void {
    if (text.trim() !== words) onSearch(text.trim());
  }

  return (
    <form class="browse-search" role="search" onSubmit={(event) => event.preventDefault()}>
      <input
        type="search"
        value={draft}
        maxLength={VALUE_MAX}
        aria-label="搜索文章"
        placeholder="标题、地点、作者、正文里的词"
        onInput={(event) => {
          setDraft(event.currentTarget.value);
          if (!event.isComposing) search(event.currentTarget.value);
        }}
        onCompositionEnd={(event) => search(event.currentTarget.value)}
      />
    </form>
  );
}
