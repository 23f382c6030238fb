import type { Extract } from '../../server/contract.ts';
import { formatCopy } from '../citation-text.ts';
import { CitationLine } from './citation-line.tsx';
import { CopyButton } from './copy-button.tsx';
import { HighlightedText } from './highlighted-text.tsx';
import { SourceLink } from './source-link.tsx';

type Properties = { extract: Extract; number: number; open: boolean; onOpen: (url: string) => void };

export function ExtractCard({ extract, number, open, onOpen }: Properties) {
  const { citation } = extract;
  return (
    <article class={open ? 'card card-open' : 'card'} aria-label={`摘录 ${number}`}>
      <blockquote class="quote" cite={citation.url}>
        <HighlightedText text={extract.text} highlights={extract.highlights} />
      </blockquote>
      <footer class="card-foot">
        <CitationLine citation={citation} />
        <div class="card-actions">
          <CopyButton text={formatCopy(extract)} label="复制" hint={`复制摘录 ${number} 和出处`} />
          <SourceLink citation={citation} about={`摘录 ${number}`} open={open} onOpen={onOpen}>
            {open ? '正在查看' : '查看原文'}
          </SourceLink>
        </div>
      </footer>
    </article>
  );
}
