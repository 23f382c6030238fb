import type { ComponentChildren } from 'preact';
import type { Extract } from '../../server/contract.ts';
import { makeQuote } from '../export/export-document.ts';
import { writeQuote } from '../export/write-clipboard.ts';
import { useCitationForm } from '../use-citation-form.ts';
import { CitationLine } from './citation-line.tsx';
import { CopyButton } from './copy-button.tsx';
import { QuoteWords } from './quote-words.tsx';
import { SourceLink } from './source-link.tsx';

type Properties = {
  extract: Extract;
  number: number;
  open: boolean;
  onOpen: (url: string) => void;
  /** What else can be done with this extract. */
  children?: ComponentChildren;
  /** What stands below its foot. */
  below?: ComponentChildren;
};

export function ExtractCard({ extract, number, open, onOpen, children, below }: Properties) {
  const { citation } = extract;
  const { form } = useCitationForm();
  return (
    <article class={open ? 'card card-open' : 'card'} aria-label={`摘录 ${number}`}>
      <blockquote class="quote" cite={citation.url}>
        <QuoteWords {...extract} />
      </blockquote>
      <footer class="card-foot">
        <CitationLine citation={citation} />
        <div class="card-actions">
          {children}
          <CopyButton {...writeQuote(makeQuote(extract, form))} label="复制" hint={`复制摘录 ${number} 和出处`} />
          <SourceLink citation={citation} about={`摘录 ${number}`} open={open} onOpen={onOpen}>
            {open ? '正在查看' : '查看原文'}
          </SourceLink>
        </div>
      </footer>
      {below}
    </article>
  );
}
