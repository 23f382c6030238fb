import type { Turn } from '../conversation.ts';

/** Tells a screen reader in one sentence what came; the cards themselves would be read out whole. */
export function AnswerStatus({ turn }: { turn: Turn | undefined }) {
  return (
    <p class="off-screen" role="status" aria-live="polite">
      {turn && describeOutcome(turn)}
    </p>
  );
}

function describeOutcome({ outcome }: Turn): string {
  if (outcome.state === 'asking') return '正在查找简报';
  if (outcome.state === 'stopped') return '已停止查找';
  if (outcome.state === 'failed') return `没有成功。${outcome.message}`;
  const { status, extracts, near } = outcome.answer;
  if (status === 'no_evidence') return `简报中没有找到依据。相近文章 ${near.length} 篇。`;
  return `找到 ${extracts.length} 段摘录。`;
}
