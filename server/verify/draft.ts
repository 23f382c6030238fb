/** A draft → its sentences, each with its paragraph, the places and issues it names and what it quotes. */
import { splitSentences } from '../../corpus/text.ts';
import type { Mention } from './claims.ts';
import { findQuotations } from './own-words.ts';
import type { Sentence } from './statement.ts';

export interface DraftSentence extends Sentence {
  text: string;
  /** Number of its line. */
  paragraph: number;
  isFirst: boolean;
  /** Whether it stands alone on a line without a full stop. */
  isHeading: boolean;
}

/** Reads the sentences of a draft; a line break ends a paragraph, and a sentence with it. */
export function readDraft(draft: string, findMentions: (text: string) => Mention[]): DraftSentence[] {
  const sentences: DraftSentence[] = [];
  let start = 0;
  draft.split('\n').forEach((line, paragraph) => {
    sentences.push(...readParagraph(draft, { start, end: start + line.length }, paragraph, findMentions));
    start += line.length + 1;
  });
  return sentences;
}

function readParagraph(
  draft: string,
  paragraph: { start: number; end: number },
  number: number,
  findMentions: (text: string) => Mention[],
): DraftSentence[] {
  const quotations = findQuotations(draft.slice(paragraph.start, paragraph.end));
  const spans = splitSentences(draft, paragraph);
  let firstQuotation = 0;
  return spans.map(({ start, end }, index) => {
    const text = draft.slice(start, end);
    const within = { start: start - paragraph.start, end: end - paragraph.start };
    while ((quotations[firstQuotation]?.end ?? Infinity) <= within.start) firstQuotation++;
    const quoted = [];
    for (let at = firstQuotation; (quotations[at]?.start ?? Infinity) < within.end; at++) {
      const { start: from, end: to } = quotations[at] as { start: number; end: number };
      quoted.push({
        start: Math.max(from, within.start) + paragraph.start,
        end: Math.min(to, within.end) + paragraph.start,
      });
    }
    const mentions = findMentions(text).map((mention) => ({
      ...mention,
      start: mention.start + start,
      end: mention.end + start,
    }));
    const isHeading = spans.length === 1 && !/[。！？!?…；;，,]/u.test(text);
    return { start, end, text, paragraph: number, isFirst: index === 0, isHeading, mentions, quotations: quoted };
  });
}
