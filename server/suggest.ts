/** Follow-up questions that the index answers: the other sections of the article that answered. */
import type { Article, Section } from '../corpus/article.ts';
import type { ChosenSpan } from './extract.ts';
import type { Find } from './found.ts';

/** A question about a section, found to be answered from it. */
export interface CheckedSuggestion {
  question: string;
  section: Section;
}

const SUGGESTIONS = 3;

/** Sections of an article that are asked for when its suggestions are checked; each costs a search, once. */
const SECTIONS_CHECKED = 8;

/**
 * Up to three questions of the form 某县怎么…？, one for each section that the extracts do not come from. Each is asked
 * first, once for each article; only those that are answered from their section are shown.
 */
export async function suggestQuestions(
  checked: Map<string, Promise<CheckedSuggestion[]>>,
  spans: readonly ChosenSpan[],
  find: Find,
): Promise<string[]> {
  const article = spans[0]?.article;
  if (!article) return [];
  const suggestions = checkOnce(checked, article, find);
  const isShown = ({ start, end }: Section): boolean =>
    spans.some((span) => span.article.id === article.id && span.start < end && span.end > start);
  return (await suggestions)
    .filter(({ section }) => !isShown(section))
    .slice(0, SUGGESTIONS)
    .map(({ question }) => question);
}

/** The suggestions of an article, checked when they are first wanted. */
export function checkOnce(
  checked: Map<string, Promise<CheckedSuggestion[]>>,
  article: Article,
  find: Find,
): Promise<CheckedSuggestion[]> {
  let suggestions = checked.get(article.id);
  if (!suggestions) {
    suggestions = checkSuggestions(article, find);
    checked.set(article.id, suggestions);
    // What failed once may succeed when it is asked for again.
    suggestions.catch(() => checked.delete(article.id));
  }
  return suggestions;
}

async function checkSuggestions(article: Article, find: Find): Promise<CheckedSuggestion[]> {
  const answered: CheckedSuggestion[] = [];
  const top = article.sections.filter(({ level }) => level === 1).slice(0, SECTIONS_CHECKED);
  for (const section of top) {
    const topic = headingTopic(section.heading);
    if (topic.length < 4 || topic.length > 24) continue;
    const question = `${article.places[0] ?? ''}怎么${topic}？`;
    const { spans } = await find({ question });
    const isAnswered = spans.some((s) => s.article.id === article.id && s.start < section.end && s.end > section.start);
    if (isAnswered) answered.push({ question, section });
  }
  return answered;
}

/** Marks of numbering in front of a heading, and what follows its first clause, are not part of what one would ask. */
export function headingTopic(heading: string): string {
  return heading
    .replace(/^(?:第?[一二三四五六七八九十\d]+(?:[、.．章节]|是|要)|[（(][一二三四五六七八九十\d]+[）)])\s*/u, '')
    .replace(/^[^，。；：“”]{2,10}之[一二三四五六七八九十][：:]/u, '')
    .split(/[，,。；：:]/u)[0] as string;
}
