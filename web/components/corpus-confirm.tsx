import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { troubleOf } from '../corpus-trouble.ts';

type Properties = {
  /** What the button does, in a word. */
  label: string;
  /** What is read out behind the label where several buttons have it. */
  about?: string;
  question: string;
  run: () => Promise<unknown>;
};

/** A button that asks before it acts, and says what went wrong. */
export function CorpusConfirm({ label, about, question, run }: Properties) {
  const [step, setStep] = useState<'idle' | 'asking' | 'running'>('idle');
  const [problem, setProblem] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const refusal = useRef<HTMLButtonElement>(null);
  const begun = useRef(false);
  const questionId = useId();

  useLayoutEffect(() => {
    // The focus goes to the answer that changes nothing.
    if (step === 'asking') refusal.current?.focus();
    else if (step === 'idle' && begun.current) opener.current?.focus();
    begun.current = true;
  }, [step]);

  async function act(): Promise<void> {
    setStep('running');
    try {
      await run();
      setProblem('');
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
        <button ref={refusal} type="button" class="button" onClick={() => setStep('idle')}>
          取消
        </button>
        <button type="button" class="button corpus-danger" disabled={step === 'running'} onClick={() => void act()}>
          {label}
        </button>
      </div>
    </div>
  );
}
