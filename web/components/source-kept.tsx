import type { Extract } from '../../server/contract.ts';
import { QuoteWords } from './quote-words.tsx';

/** The words of an extract as they were when it was cited, where the article does not have them any more. */
export function SourceKept({ extract }: { extract: Extract }) {
  return (
    <figure class="source-kept">
      <figcaption class="label">当时摘录的原话</figcaption>
      <blockquote>
        <QuoteWords {...extract} highlights={[]} />
      </blockquote>
      <p>{extract.citation.label}</p>
    </figure>
  );
}
