/** Text folded for matching, each piece once: folding at every question would cost more than finding. */
import type { Article } from '../corpus/article.ts';
import { tableHeaderOf } from '../corpus/table.ts';
import { fold } from '../corpus/text.ts';
import type { Chunk, Sentence } from '../index/chunk.ts';

/** What is folded is kept as long as the object whose text it is. */
const folded = new WeakMap<object, string>();

function foldOnce(owner: object, textOf: () => string): string {
  let text = folded.get(owner);
  if (text === undefined) folded.set(owner, (text = fold(textOf())));
  return text;
}

/** Title and text of an article. */
export function foldedText(article: Article): string {
  return foldOnce(article, () => `${article.title}\n${article.text}`);
}

/** A chunk's own words with its headings and its article's title. */
export function foldedContext(article: Article, chunk: Chunk): string {
  const { start, end, headings } = chunk;
  return foldOnce(chunk, () => `${article.title}\n${headings.join('\n')}\n${article.text.slice(start, end)}`);
}

/** The words of a sentence; of a row of a table with the names of its columns, which say what its figures are. */
export function foldedSentence(article: Article, sentence: Sentence): string {
  return foldOnce(sentence, () => {
    return `${columnsOf(article, sentence)}\n${article.text.slice(sentence.start, sentence.end)}`;
  });
}

/** The names of the columns of a row; empty for any other sentence. */
export function foldedColumns(article: Article, sentence: Sentence): string {
  return fold(columnsOf(article, sentence));
}

function columnsOf(article: Article, sentence: Sentence): string {
  const header = tableHeaderOf(article, sentence);
  return header ? article.text.slice(header.start, header.end) : '';
}

/** Whether an article's title or text holds a folded word. */
export function holds(article: Article, word: string): boolean {
  return word === '' || foldedText(article).includes(word);
}
