import type { Extract } from '../../server/contract.ts';
import { HighlightedText } from './highlighted-text.tsx';
import { QuotedRow } from './quoted-row.tsx';

type Properties = Pick<Extract, 'text' | 'highlights' | 'tableHeader'>;

/** The words of an extract; a row of a table with the names of its columns. */
export function QuoteWords({ text, highlights, tableHeader }: Properties) {
  if (tableHeader) return <QuotedRow header={tableHeader} text={text} highlights={highlights} />;
  return <HighlightedText text={text} highlights={highlights} />;
}
