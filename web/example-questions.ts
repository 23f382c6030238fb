/**
 * Example questions made from the articles held, so that each names something this corpus has. A slogan in the title's
 * quotation marks makes the better question; without one the place alone does.
 */
import type { ArticleSummary } from '../server/contract.ts';

const EXAMPLES_MAX = 6;

export function makeExampleQuestions(articles: readonly Pick<ArticleSummary, 'title' | 'places'>[]): string[] {
  const questions = new Map<string, string>();
  for (const article of articles) {
    const place = article.places[0];
    // One question to a place: six ways into the same county would hide what else is held.
    const key = place ?? article.title;
    if (!questions.has(key)) questions.set(key, makeQuestion(article.title, place));
  }
  return [...questions.values()].slice(0, EXAMPLES_MAX);
}

function makeQuestion(title: string, place: string | undefined): string {
  const slogan = /“([^“”]{2,12})”/.exec(title)?.[1];
  if (place && slogan) return `${place}的“${slogan}”怎么做？`;
  if (place) return `${place}有哪些做法？`;
  return `《${title}》讲了哪些做法？`;
}
