/** A field that searches by itself, once one pauses: a search may draw a list anew, and letters are not to wait for it. */
import { useEffect, useRef, useState } from 'preact/hooks';

const PAUSE_MILLISECONDS = 150;

export type SearchField = {
  value: string;
  onInput: (event: { currentTarget: HTMLInputElement } & Pick<InputEvent, 'isComposing'>) => void;
  onCompositionEnd: (event: { currentTarget: HTMLInputElement }) => void;
};

/** @param words what is searched for; what else changes them is shown in the field */
export function useSearchField(words: string, onSearch: (words: string) => void): SearchField {
  const [draft, setDraft] = useState(words);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // What else was chosen during the pause is not taken back.
  const search = useRef(onSearch);
  search.current = onSearch;

  useEffect(() => {
    // Back, and taking the words away, change them from outside.
    if (draft.trim() !== words) setDraft(words);
  }, [words]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function searchFor(text: string): void {
    clearTimeout(timer.current);
    if (text.trim() !== words) timer.current = setTimeout(() => search.current(text.trim()), PAUSE_MILLISECONDS);
  }

  return {
    value: draft,
    onInput({ currentTarget, isComposing }) {
      setDraft(currentTarget.value);
      if (!isComposing) searchFor(currentTarget.value);
    },
    // What an input method is still composing is not searched for.
    onCompositionEnd: ({ currentTarget }) => searchFor(currentTarget.value),
  };
}
