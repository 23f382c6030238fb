/** Follow-up questions that the index answers: the other sections of the article that answered. */
import type { Article, Section } from '../corpus/article.ts';
import type { ChosenSpan } from './extract.ts';
import type { Find } from './found.ts';

/** Whether a section answers its question, once for each section that was asked for. */
export type CheckedSections = Map<string, Promise<boolean>>;

const SUGGESTIONS = 3;

/** Sections of an article that may be asked for, and of these at one answer: in a large corpus each costs a search. */
const SECTIONS = 8;
const SECTIONS_AT_ONCE = 4;

/**
 * Up to three questions how something was done, each for a section that the extracts do not come from. They are asked
 * first, and only those that are answered from their section are shown.
 */
export async function suggestQuestions(
  checked: CheckedSections,
  spans: readonly ChosenSpan[],
  find: Find,
): Promise<string[]> {
  const article = spans[0]?.article;
  if (!article) return [];
  const isShown = ({ start, end }: Section): boolean =>
    spans.some((span) => span.article.id === article.id && span.start < end && span.end > start);
  const left = sectionsToAsk(article)
    .filter(({ section }) => !isShown(section))
    .slice(0, SECTIONS_AT_ONCE);
  const answered: string[] = [];
  while (left.length > 0 && answered.length < SUGGESTIONS) {
    const next = left.splice(0, SUGGESTIONS - answered.length);
    const isAnswered = await Promise.all(next.map((asked) => checkOnce(checked, article.id, asked, find)));
    answered.push(...next.filter((_, at) => isAnswered[at]).map(({ question }) => question));
  }
  return answered;
}

/** Asks for every section of an article that may be suggested. */
export async function checkSections(checked: CheckedSections, article: Article, find: Find): Promise<void> {
  for (const asked of sectionsToAsk(article)) await checkOnce(checked, article.id, asked, find);
}

interface AskedSection {
  section: Section;
  question: string;
}

function sectionsToAsk(article: Article): AskedSection[] {
  const top = article.sections.filter(({ level }) => level === 1).slice(0, SECTIONS);
  return top.flatMap((section) => {
    const topic = headingTopic(section.heading);
    return topic.length < 4 || topic.length > 24 ? [] : [{ section, question: askHow(article.places[0] ?? '', topic) }];
  });
}

/** Whether the question for a section is answered from it. */
function checkOnce(
  checked: CheckedSections,
  articleId: string,
  { question, section }: AskedSection,
  find: Find,
): Promise<boolean> {
  const key = `${articleId}#${section.start}`;
  let isAnswered = checked.get(key);
  if (!isAnswered) {
    isAnswered = find({ question }).then(({ spans }) =>
      spans.some((span) => span.article.id === articleId && span.start < section.end && span.end > section.start),
    );
    checked.set(key, isAnswered);
    // What failed once may succeed when it is asked for again.
    isAnswered.catch(() => checked.delete(key));
  }
  return isAnswered;
}

/** 天等县落实“四个保障”是怎么做的？ Behind 怎么 the topic would have to begin with a verb, which a slogan does not. */
export function askHow(place: string, topic: string): string {
  return `${place}${/^[“‘]/u.test(topic) && place ? '的' : ''}${topic}是怎么做的？`;
}

/** Marks of numbering in front of a heading, and what follows its first clause, are not part of what one would ask. */
export function headingTopic(heading: string): string {
  return heading
    .replace(/^(?:第?[一二三四五六七八九十\d]+(?:[、.．章节]|是|要)|[（(][一二三四五六七八九十\d]+[）)])\s*/u, '')
    .replace(/^[^，。；：“”]{2,10}之[一二三四五六七八九十][：:]/u, '')
    .split(/[，,。；：:]/u)[0] as string;
}
