import type { Conversation } from '../use-conversation.ts';

type Properties = { conversation: Conversation; onClose: () => void };

export function HistoryDrawer(_properties: Properties) {
  return null;
}
