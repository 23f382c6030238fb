import type { Verdict } from '../../server/contract-verify.ts';
import { describeKeys, type ShortcutName } from '../shortcuts.ts';
import { findStep } from '../verify-draft.ts';
import { wordsOf } from '../verify-words.ts';

type Properties = {
  steps: readonly number[];
  selected: number;
  chosen: Verdict | null;
  /** What was found of the selected sentence, told to screen readers as it comes. */
  note: string;
  onStep: (index: number) => void;
};

/** Steps through the sentences that have a problem, or through those of the chosen verdict. */
export function VerifyStepper({ steps, selected, chosen, note, onStep }: Properties) {
  const kind = chosen ? wordsOf(chosen).name : '问题';
  const place = steps.indexOf(selected) + 1;
  if (steps.length === 0) return <p class="verify-stepper">没有发现问题。</p>;
  return (
    <div class="verify-stepper" role="group" aria-label={kind}>
      <span role="status">
        {place > 0 ? `${kind} ${place} / ${steps.length}` : `${kind}共 ${steps.length} 处`}
        <span class="off-screen">：{note}</span>
      </span>
      {(
        [
          ['上一处', 'previous-mark', -1],
          ['下一处', 'next-mark', 1],
        ] as [string, ShortcutName, -1 | 1][]
      ).map(([label, shortcut, direction]) => {
        const step = findStep(steps, selected, direction);
        return (
          // A disabled button would drop the focus of whoever steps to the end by keyboard.
          <button
            key={shortcut}
            type="button"
            class="button button-quiet"
            title={`${label}（${describeKeys(shortcut)}）`}
            data-shortcut={shortcut}
            aria-disabled={step === null}
            onClick={() => step !== null && onStep(step)}
          >
            {label}
            <span class="off-screen">{kind}</span>
          </button>
        );
      })}
    </div>
  );
}
