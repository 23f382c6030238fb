/** Articles folded for matching, each once: folding a whole text at every question would cost more than finding it. */
import type { Article } from '../corpus/article.ts';
import { fold } from '../corpus/text.ts';

/** Kept as long as the articles are. */
const foldedArticles = new WeakMap<Article, string>();

/** Title and text of an article, folded. */
export function foldedText(article: Article): string {
  let folded = foldedArticles.get(article);
  if (folded === undefined) foldedArticles.set(article, (folded = fold(`${article.title}\n${article.text}`)));
  return folded;
}

/** Whether an article's title or text holds a folded word. */
export function holds(article: Article, word: string): boolean {
  return foldedText(article).includes(word);
}
