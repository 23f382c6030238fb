import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Extract } from '../../server/contract.ts';
import type { Judge, Verdict } from '../judgement.ts';
import { useJudgement } from '../use-judgement.ts';
import { ExtractCard } from './extract-card.tsx';
import { JudgementNote } from './judgement-note.tsx';

type Properties = {
  extract: Extract;
  number: number;
  open: boolean;
  onOpen: (url: string) => void;
  onJudge: Judge;
  /** What else can be done with this extract. */
  children?: ComponentChildren;
};

const THUMBS: readonly [Verdict, string][] = [
  ['good', '有用'],
  ['bad', '不合适'],
];

/** An extract of an answer, which the reader can call useful or not. */
export function JudgedExtract({ onJudge, children, ...card }: Properties) {
  const judgement = useJudgement(onJudge);
  const { kept, sending, say } = judgement;
  const [writing, setWriting] = useState(false);

  function press(verdict: Verdict): void {
    setWriting(verdict === 'bad');
    // Pressed once more it opens the line again, and takes nothing back that was written there.
    if (kept?.verdict !== verdict) say(verdict);
  }

  return (
    <ExtractCard
      {...card}
      below={<JudgementNote judgement={judgement} writing={writing} onDone={() => setWriting(false)} />}
    >
      {THUMBS.map(([verdict, name]) => (
        <button
          key={verdict}
          type="button"
          class={`button button-quiet thumb thumb-${verdict}`}
          aria-pressed={kept?.verdict === verdict}
          aria-disabled={sending}
          aria-label={`${name}：摘录 ${card.number}`}
          title={`${name}（问题和这段摘录会记在本服务器上）`}
          onClick={() => !sending && press(verdict)}
        >
          <svg class="thumb-icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M6.5 9v7.5H3V9zl3.3-6c1.4 0 2.3 1.1 2 2.4L11.2 8.5h4.2a1.5 1.5 0 0 1 1.5 1.8l-1 4.9a1.6 1.6 0 0 1-1.6 1.3H6.5" />
          </svg>
        </button>
      ))}
      {children}
    </ExtractCard>
  );
}
