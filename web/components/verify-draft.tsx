import { useRef } from 'preact/hooks';
import type { Verdict } from '../../server/contract-verify.ts';
import type { Checked } from '../use-verify.ts';
import { cutDraft } from '../verify-draft.ts';
import { wordsOf } from '../verify-words.ts';
import { VerdictSign } from './verdict-sign.tsx';

type Properties = {
  checked: Checked;
  selected: number | null;
  /** The verdict whose sentences alone are marked. */
  chosen: Verdict | null;
  onSelect: (index: number) => void;
  /** Goes on from a sentence to its finding. */
  onEnter: () => void;
};

const MOVES: Record<string, (index: number, last: number) => number> = {
  ArrowRight: (index, last) => Math.min(index + 1, last),
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowLeft: (index) => Math.max(index - 1, 0),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
};

const MARKS = [
  { mark: 'altered-figure', example: '12', meaning: '与原文不同的数字' },
  { mark: 'unseen-figure', example: '12', meaning: '简报里未见的数字' },
  { mark: 'words', example: '字词', meaning: '与原文不同的字词' },
] as const;

/** The draft whole. Its sentences are one stop of the Tab key, and the arrow keys go from one to the next. */
export function VerifyDraft({ checked, selected, chosen, onSelect, onEnter }: Properties) {
  const { sentences } = checked.response;
  const pieces = cutDraft(checked.draft, sentences);
  const marks = new Set(pieces.flatMap((piece) => (piece.index === null ? [] : piece.parts.map(({ mark }) => mark))));
  const text = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent, index: number): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect(index);
      onEnter();
      return;
    }
    const to = MOVES[event.key]?.(index, sentences.length - 1);
    if (to === undefined) return;
    event.preventDefault();
    onSelect(to);
    text.current?.querySelector<HTMLElement>(`[data-sentence="${to}"]`)?.focus();
  }

  return (
    <>
      <div class="verify-legend">
        <p class="verify-tip">
          点一句看它的结果<span class="key-hint">；也可用方向键逐句移动，Enter 到结果</span>。
        </p>
        <p class="verify-keys">
          {MARKS.filter(({ mark }) => marks.has(mark)).map(({ mark, example, meaning }) => (
            <span key={mark}>
              <span class={`mark-${mark}`}>{example}</span> {meaning}
            </span>
          ))}
        </p>
      </div>
      <div class="verify-text" role="group" aria-label="核对过的草稿" ref={text}>
        {pieces.map((piece, at) => {
          const sentence = piece.index === null ? undefined : sentences[piece.index];
          if (piece.index === null || !sentence) return piece.text;
          const { index, parts } = piece;
          const { verdict } = sentence;
          const isShown = chosen === null || chosen === verdict;
          return (
            <span
              key={at}
              role="button"
              class={isShown ? `sentence sentence-${verdict}` : 'sentence sentence-apart'}
              data-sentence={index}
              aria-pressed={index === selected}
              aria-label={`${piece.text}（${wordsOf(verdict).name}）`}
              tabIndex={index === (selected ?? 0) ? 0 : -1}
              onClick={() => {
                // The end of a selection that is to be copied.
                if (window.getSelection()?.isCollapsed !== false) onSelect(index);
              }}
              onKeyDown={(event) => move(event, index)}
            >
              {isShown
                ? parts.map((part) => (
                    <span key={part.start} class={part.mark ? `mark-${part.mark}` : undefined}>
                      {part.text}
                    </span>
                  ))
                : piece.text}
              {isShown && <VerdictSign verdict={verdict} />}
            </span>
          );
        })}
      </div>
    </>
  );
}
