/**
 * Follow-ups that point into the answer before: 第二条具体怎么做的？ means the second item shown, 还有呢？ means what was
 * not shown yet. The answer before is found again from the history, since the server keeps none.
 */
import { readNumeral } from '../corpus/text.ts';
import { type AskRequest, LIMIT_DEFAULT, LIMIT_MAX } from './contract.ts';
import type { ChosenSpan } from './extract.ts';
import type { Find, Found } from './found.ts';
import { outlineOf } from './outline.ts';

export type Reference = { kind: 'item'; position: number } | { kind: 'more' };

const ITEM = /^(?:那么?|请问)?第([一二两三四五六七八九十\d]{1,3})(?:条|点|个|项|种|方面|步)(?!.*期)/u;
const MORE =
  /^(?:那)?(?:还有(?:呢|吗|哪些|别的|其他的?)?|继续|更多|接着说|再(?:来|说|给|列)(?:几条|几个|一些|点)?)(?:呢|吗|么)?[？?。!！…]*$/u;

/** What a question points at in the answer before, or null. */
export function readReference(question: string): Reference | null {
  const text = question.trim();
  if (MORE.test(text)) return { kind: 'more' };
  const position = readNumeral(ITEM.exec(text)?.[1] ?? '');
  return position !== null && position > 0 ? { kind: 'item', position } : null;
}

export interface Resolved {
  question: string;
  /** What was searched instead of the question; null where the question itself was. */
  understood: string | null;
  found: Found;
}

/** Finds what a request asks for; where it points into the answer before, what it points at. */
export async function followReference(request: AskRequest, find: Find): Promise<Resolved> {
  const { question, history = [] } = request;
  const reference = history.length > 0 ? readReference(question) : null;
  const previous = history.at(-1);
  if (!reference || previous === undefined) return { question, understood: null, found: await find(request) };
  const limit = request.limit ?? LIMIT_DEFAULT;
  const before = { ...request, question: previous, history: history.slice(0, -1) };
  if (reference.kind === 'more') {
    const found = await find({ ...before, limit: Math.min(limit * 2, LIMIT_MAX) });
    return {
      question,
      understood: `${found.query.understood}（更多）`,
      found: { ...found, spans: found.spans.slice(limit) },
    };
  }
  // What is left out of a reference to an item is left out of what it points at, not of the answer it points into.
  const found = await find({ ...before, limit, without: [] });
  const item = itemAt(found, reference.position);
  if (!item) return { question, understood: null, found: await find(request) };
  const section = item.article.sections.findLast(({ start, end }) => start <= item.start && item.start < end);
  const heading = section?.heading ?? item.article.title;
  const filter = { ...request.filter, article: item.article.id };
  const inArticle = await find({ question: heading, limit, filter, without: request.without });
  const isInside = (span: ChosenSpan): boolean => !section || (span.start < section.end && span.end > section.start);
  return {
    question,
    understood: `${item.article.places[0] ?? item.article.title}：${inArticle.query.understood}`,
    found: { ...inArticle, spans: inArticle.spans.filter(isInside) },
  };
}

/** The item at a position of the outline, or of the extracts where there was no outline. */
function itemAt({ query, spans, terms }: Found, position: number): Pick<ChosenSpan, 'article' | 'start'> | null {
  const article = spans[0]?.article;
  const item = outlineOf(query, spans, terms)?.items[position - 1];
  if (article && item) return { article, start: item.start };
  return spans[position - 1] ?? null;
}
