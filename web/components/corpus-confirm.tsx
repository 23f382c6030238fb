import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { troubleOf } from '../corpus-trouble.ts';

type Properties = {
  /** What the button does, in a word. */
  label: string;
  /** What is read out behind the label where several buttons have it. */
  about?: string;
  question: string;
  /** What takes the focus once it is done: the button goes with what it was for. */
  after: RefObject<HTMLElement | null>;
  run: () => Promise<unknown>;
};

/** A button that asks before it acts, and says what went wrong. */
export function CorpusConfirm({ label, about, question, after, run }: Properties) {
  const [step, setStep] = useState<'idle' | 'asking' | 'running'>('idle');
  const [problem, setProblem] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const refusal = useRef<HTMLButtonElement>(null);
  const next = useRef<HTMLElement | null>(null);
  const begun = useRef(false);
  const questionId = useId();

  useLayoutEffect(() => {
    // The focus goes to the answer that changes nothing.
    if (step === 'asking') refusal.current?.focus();
    else if (step === 'idle' && begun.current) (next.current ?? opener.current)?.focus();
    next.current = null;
    begun.current = true;
  }, [step]);

  async function act(): Promise<void> {
    if (step === 'running') return;
    setStep('running');
    try {
      await run();
      setProblem('');
      next.current = after.current;
    } catch (error) {
      setProblem(troubleOf(error).message);
    }
    setStep('idle');
  }

  if (step === 'idle') {
    return (
      <>
        <button ref={opener} type="button" class="button" onClick={() => setStep('asking')}>
          {label}
          {about !== undefined && <span class="off-screen">：{about}</span>}
        </button>
        {problem !== '' && (
          <span role="alert" class="corpus-problem">
            {problem}
          </span>
        )}
      </>
    );
  }
  return (
    <div class="corpus-confirm" role="group" aria-labelledby={questionId}>
      <p id={questionId}>{question}</p>
      <div class="admin-actions">
        {/* A disabled button would drop the focus. */}
        <button
          ref={refusal}
          type="button"
          class="button"
          aria-disabled={step === 'running'}
          onClick={() => step === 'asking' && setStep('idle')}
        >
          取消
        </button>
        <button
          type="button"
          class="button corpus-danger"
          aria-disabled={step === 'running'}
          onClick={() => void act()}
        >
          {label}
        </button>
      </div>
    </div>
  );
}
