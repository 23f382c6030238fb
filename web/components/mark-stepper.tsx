import type { Span } from '../mark-segments.ts';
import { describeKeys, type ShortcutName } from '../shortcuts.ts';
import type { SourceMarks } from '../source-marks.ts';

/** Steps through the places that the answer cites in this article. */
export function MarkStepper({ marks, onStep }: { marks: SourceMarks; onStep: (span: Span) => void }) {
  const { spans, current } = marks;
  const previous = current > 0 ? spans[current - 1] : undefined;
  const next = spans[current + 1];
  return (
    <div class="mark-stepper" role="group" aria-label="摘录之处">
      <span role="status">
        {current >= 0 ? `第 ${current + 1} 处，共 ${spans.length} 处` : `共 ${spans.length} 处`}
      </span>
      {spans.length > 1 && (
        <>
          <StepButton label="上一处" shortcut="previous-mark" span={previous} onStep={onStep} />
          <StepButton label="下一处" shortcut="next-mark" span={next} onStep={onStep} />
        </>
      )}
    </div>
  );
}

type StepProperties = {
  label: string;
  shortcut: ShortcutName;
  span: Span | undefined;
  onStep: (span: Span) => void;
};

function StepButton({ label, shortcut, span, onStep }: StepProperties) {
  return (
    // A disabled button would drop the focus of whoever steps to the end by keyboard.
    <button
      type="button"
      class="button button-quiet"
      title={`${label}（${describeKeys(shortcut)}）`}
      data-shortcut={shortcut}
      aria-disabled={!span}
      onClick={() => span && onStep(span)}
    >
      {label}
    </button>
  );
}
