import type { ArticleSummary } from '../../server/contract-articles.ts';
import { answeredTurns, type Turn } from '../conversation.ts';
import { makeConversationDocument } from '../export/export-document.ts';
import { ExportBar } from './export-bar.tsx';

type Properties = { turns: readonly Turn[]; articles: readonly ArticleSummary[] };

/** Every answer of the conversation, to be taken away as one document. */
export function ExportConversation({ turns, articles }: Properties) {
  const answered = answeredTurns(turns);
  if (answered.length === 0) return null;
  return (
    <ExportBar title="带走这次对话" make={(form, day) => makeConversationDocument(answered, articles, { form, day })} />
  );
}
