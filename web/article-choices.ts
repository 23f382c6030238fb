/** Which articles are offered where one is to be chosen: a list of thousands is not one to choose from. */
import type { ArticleSummary } from '../server/contract-articles.ts';
import { splitWords } from './browse-words.ts';
import { foldForSearch } from './fold-text.ts';

/** So many are offered at once. */
export const CHOICES_MAX = 50;

export type ArticleChoices = {
  offered: ArticleSummary[];
  /** How many more have the words. */
  more: number;
};

/** The articles whose name holds every word of a search; the chosen one is among them whatever its name. */
export function findChoices(articles: readonly ArticleSummary[], search: string, chosen: string): ArticleChoices {
  const words = splitWords(search).map(foldForSearch);
  const found = articles.filter((article) => {
    if (article.id === chosen) return true;
    const name = foldForSearch(nameOf(article));
    return words.every((word) => name.includes(word));
  });
  const offered = found.slice(0, CHOICES_MAX);
  const kept = found.find(({ id }) => id === chosen);
  if (kept && !offered.includes(kept)) offered.splice(-1, 1, kept);
  return { offered, more: found.length - offered.length };
}

/** An article as it is offered: its issue and its title. */
export function nameOf({ issue, title }: ArticleSummary): string {
  return [issue, title].filter(Boolean).join(' ');
}
