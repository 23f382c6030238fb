import type { PlaceState } from '../source-marks.ts';

/** `missing`: the article itself is no longer held. */
export type SourceState = PlaceState | 'missing' | null;

const WORDS: Record<NonNullable<SourceState>, string | null> = {
  there: null,
  moved: '原文位置有变动，已按原句找到。',
  gone: '原文已改，找不到这句话。',
  outside: '链接所指的文字已不在这个位置，下面是文章全文。',
  missing: '这篇文章已不在库中。',
};

/** Says so where the article is not what it was when it was cited; above what scrolls, so that it stays in view. */
export function SourceNotice({ state }: { state: SourceState }) {
  const words = state && WORDS[state];
  return (
    <div role="status">
      {words && <p class={`source-notice${state === 'moved' ? '' : ' source-notice-lost'}`}>{words}</p>}
    </div>
  );
}
