/** Follow-up questions that the index can answer: the other sections of the article that answered, or of the nearest. */
import type { Passage } from '../index/fuse.ts';
import type { ChosenSpan } from './extract.ts';

const SUGGESTIONS = 3;

/** Marks of numbering in front of a heading, and what follows its first clause, are not part of what one would ask. */
function topicOf(heading: string): string {
  return heading
    .replace(/^(?:第?[一二三四五六七八九十\d]+(?:[、.．章节]|是|要)|[（(][一二三四五六七八九十\d]+[）)])\s*/u, '')
    .replace(/^[^，。；：“”]{2,10}之[一二三四五六七八九十][：:]/u, '')
    .split(/[，,。；：:]/u)[0] as string;
}

/** Up to three questions of the form 某县怎么…？, one for each section that the extracts do not come from. */
export function suggestQuestions(spans: readonly ChosenSpan[], passages: readonly Passage[]): string[] {
  const article = spans[0]?.article ?? passages[0]?.article;
  if (!article) return [];
  const place = article.places[0] ?? '';
  const shown = (start: number, end: number): boolean =>
    spans.some((s) => s.article.id === article.id && s.start < end && s.end > start);
  return article.sections
    .filter((section) => section.level === 1 && !shown(section.start, section.end))
    .map((section) => topicOf(section.heading))
    .filter((topic) => topic.length >= 4 && topic.length <= 24)
    .slice(0, SUGGESTIONS)
    .map((topic) => `${place}怎么${topic}？`);
}
