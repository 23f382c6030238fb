import type { Extract } from '../../server/contract.ts';
import { useClips } from '../use-clips.ts';

type Properties = {
  extract: Extract;
  /** The question that the words answer, as it reads outside its conversation. */
  question: string;
  /** Which extract, where many such buttons stand on the page. */
  about: string;
};

/** Keeps an extract in the clip list, or takes it out again. */
export function ClipButton({ extract, question, about }: Properties) {
  const { isKept, toggle } = useClips();
  const kept = isKept(extract);
  return (
    <button
      type="button"
      class="button button-quiet clip-button"
      aria-pressed={kept}
      aria-label={`收藏：${about}`}
      title={kept ? '移出收藏夹' : '放进收藏夹'}
      onClick={() => toggle(extract, question)}
    >
      <span class="clip-star">{kept ? '★' : '☆'}</span>
      <span class="clip-word">收藏</span>
    </button>
  );
}
