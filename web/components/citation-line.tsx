import type { Citation } from '../../server/contract.ts';
import { formatConfidence, formatIssue, formatPlace, isUnsure, SEPARATOR } from '../citation-text.ts';
import { DigestBadge } from './digest-badge.tsx';

export function CitationLine({ citation }: { citation: Citation }) {
  const { places, section, source } = citation;
  const { recognition } = source;
  const issue = formatIssue(citation);
  const recognised = recognition ? `；文字识别，把握 ${formatConfidence(recognition.confidence)}` : '';
  return (
    <div class="citation">
      <p class="citation-title">
        {citation.articleTitle}
        {citation.digest && <DigestBadge />}
      </p>
      {issue && <p>{issue}</p>}
      {section.length > 0 && <p>{section.join(' › ')}</p>}
      <p class="citation-file">
        {[places.join('、'), `${source.file} ${formatPlace(source)}${recognised}`].filter(Boolean).join(SEPARATOR)}
      </p>
      {isUnsure(recognition?.confidence) && <p class="citation-unsure">请对照原件核对</p>}
    </div>
  );
}
