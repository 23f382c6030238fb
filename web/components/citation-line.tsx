import type { Citation } from '../../server/contract.ts';
import { formatIssue, formatLines, SEPARATOR } from '../citation-text.ts';
import { DigestBadge } from './digest-badge.tsx';

export function CitationLine({ citation }: { citation: Citation }) {
  const { places, section, source } = citation;
  const issue = formatIssue(citation);
  return (
    <div class="citation">
      <p class="citation-title">
        {citation.articleTitle}
        {citation.digest && <DigestBadge />}
      </p>
      {issue && <p>{issue}</p>}
      {section.length > 0 && <p>{section.join(' › ')}</p>}
      <p class="citation-file">
        {[places.join('、'), `${source.file} ${formatLines(source.lines)}`].filter(Boolean).join(SEPARATOR)}
      </p>
    </div>
  );
}
