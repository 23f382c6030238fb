import type { Clip } from '../storage.ts';
import { ExtractCard } from './extract-card.tsx';

type Properties = {
  clip: Clip;
  number: number;
  count: number;
  /** Whether the question is shown: neighbours that answer the same one share it. */
  withQuestion: boolean;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
  onOpen: (url: string) => void;
};

export function moveButtonId(clipId: string, step: -1 | 1): string {
  return `clip-${step < 0 ? 'up' : 'down'}-${clipId}`;
}

export function ClipItem({ clip, number, count, withQuestion, onMove, onRemove, onOpen }: Properties) {
  const about = <span class="off-screen">：摘录 {number}</span>;
  return (
    <>
      {withQuestion && <h3 class="clip-question">{clip.question}</h3>}
      <ExtractCard extract={clip.extract} number={number} open={false} onOpen={onOpen}>
        {([-1, 1] as const).map((step) => (
          // A disabled button would drop the focus of whoever moves to the end by keyboard.
          <button
            key={step}
            type="button"
            id={moveButtonId(clip.id, step)}
            class="button button-quiet"
            aria-disabled={number + step < 1 || number + step > count}
            onClick={() => onMove(step)}
          >
            {step < 0 ? '上移' : '下移'}
            {about}
          </button>
        ))}
        <button type="button" class="button button-quiet" onClick={onRemove}>
          移出{about}
        </button>
      </ExtractCard>
    </>
  );
}
