/** The citation form that the reader chose: kept by the browser, and the same in every copy and export on the page. */
import { useLayoutEffect, useState } from 'preact/hooks';
import { DEFAULT_FORM, isCitationForm, type CitationForm } from './citation-forms.ts';

const KEY = 'citation-form';
const choices = new EventTarget();

/** What stands where the browser keeps nothing: the choice then lasts as long as the page. */
let chosen = DEFAULT_FORM;

export function useCitationForm(): { form: CitationForm; choose: (form: CitationForm) => void } {
  const [form, setForm] = useState(readForm);

  useLayoutEffect(() => {
    const follow = () => setForm(readForm());
    choices.addEventListener('change', follow);
    // Comes from the other windows of this browser.
    window.addEventListener('storage', follow);
    return () => {
      choices.removeEventListener('change', follow);
      window.removeEventListener('storage', follow);
    };
  }, []);

  return { form, choose };
}

function choose(form: CitationForm): void {
  chosen = form;
  try {
    localStorage.setItem(KEY, form);
  } catch {
    // A browser that keeps nothing still has the choice in memory.
  }
  choices.dispatchEvent(new Event('change'));
}

function readForm(): CitationForm {
  try {
    const kept = localStorage.getItem(KEY);
    return isCitationForm(kept) ? kept : chosen;
  } catch {
    return chosen;
  }
}
