import type { PreviewParagraph } from '../../server/contract-preview.ts';
import { formatShare, LOW_CONFIDENCE } from '../corpus-words.ts';

type Properties = {
  paragraph: PreviewParagraph;
  /** The page that begins with this paragraph; null where none does. */
  beginsPage: number | null;
};

export function CorpusParagraph({ paragraph: { role, text, confidence }, beginsPage }: Properties) {
  const isDoubtful = confidence !== null && confidence < LOW_CONFIDENCE;
  return (
    <>
      {beginsPage !== null && <p class="corpus-page">第 {beginsPage} 页</p>}
      <p class={`corpus-paragraph corpus-${role}${isDoubtful ? ' corpus-doubtful' : ''}`}>
        {text}
        {isDoubtful && <span class="corpus-doubt">识别把握 {formatShare(confidence)}，请对照原件</span>}
      </p>
    </>
  );
}
