import { SEPARATOR } from '../citation-text.ts';
import { dayOf, formatMoment } from '../conversation-list.ts';
import type { ConversationSummary } from '../kept-conversations.ts';

type Properties = { last: ConversationSummary; onContinue: () => void };

export function HistoryContinue({ last, onContinue }: Properties) {
  const now = new Date();
  const day = dayOf(last.changedAt, now);
  const when = `${day === '更早' ? '' : `${day} `}${formatMoment(last.changedAt, now)}`;
  return (
    <section class="history-continue">
      <h3 class="label">继续上次的对话</h3>
      <button type="button" class="history-open" onClick={onContinue}>
        <span class="history-title">{last.title}</span>
        <span class="history-about">{[`${last.questions.length} 问`, when].join(SEPARATOR)}</span>
      </button>
    </section>
  );
}
