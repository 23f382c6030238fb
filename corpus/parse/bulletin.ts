/**
 * A printed bulletin: masthead, articles that each end with a byline in brackets, imprint.
 */
import { type Block, textOf } from './blocks.ts';
import { assembleBody, type Body } from './assemble.ts';
import { readArticleHead } from './article-head.ts';
import { readContents } from './collection-contents.ts';
import { removeFurniture } from './furniture.ts';
import { type Masthead, readMasthead } from './masthead.ts';
import { takeNote } from './note.ts';
import { isByline, readByline, titleFromBody } from './title.ts';

export interface ParsedArticle extends Body {
  title: string;
  byline: string | null;
}

export interface ParsedBulletin {
  masthead: Masthead;
  articles: ParsedArticle[];
}

/** Reads a document as a bulletin; null when it has no masthead. A bulletin without articles has an empty list. */
export function parseBulletin(blocks: Block[]): ParsedBulletin | null {
  const head = readMasthead(blocks);
  if (!head) return null;
  const { blocks: kept, publishedOn } = removeFurniture(blocks.slice(head.length));
  return {
    masthead: { ...head.masthead, publishedOn: publishedOn ?? head.masthead.publishedOn },
    articles: partsOf(kept).flatMap(splitArticles).map(parseArticle),
  };
}

/** The parts of an issue that its contents name, without the contents; the whole where it has none. */
function partsOf(blocks: Block[]): Block[][] {
  const contents = readContents(blocks);
  if (!contents) return [blocks];
  const { at, end, starts, titles } = contents;
  if (titles === 0) return [[...blocks.slice(0, at), ...blocks.slice(end)]];
  const first = starts[0];
  if (first === undefined) return [blocks];
  const above = [...blocks.slice(0, at), ...blocks.slice(end, first)];
  const parts = starts.map((start, index) => blocks.slice(start, starts[index + 1] ?? blocks.length));
  // The editors' note and the name of a column stand above a title; more is an article that the contents leave out.
  if (takeNote(above).rest.length > 1) return [above, ...parts];
  return [[...above, ...(parts[0] ?? [])], ...parts.slice(1)];
}

/**
 * Each article ends with its byline; what follows the last byline is an article of its own if it is more than a line,
 * and so is a single line where it is all that the issue holds.
 */
function splitArticles(blocks: Block[]): Block[][] {
  const articles: Block[][] = [];
  let current: Block[] = [];
  for (const block of blocks) {
    current.push(block);
    if (current.length > 2 && block.row === null && isByline(textOf(block))) {
      articles.push(current);
      current = [];
    }
  }
  if (current.length > 1 || (articles.length === 0 && current.length > 0)) articles.push(current);
  return articles;
}

function parseArticle(blocks: Block[]): ParsedArticle {
  const last = blocks.at(-1);
  const byline =
    last && blocks.length > 1 && last.row === null && isByline(textOf(last)) ? readByline(textOf(last)) : null;
  const withoutByline = byline === null ? blocks : blocks.slice(0, -1);
  const { note, rest } = takeNote(withoutByline);
  const head = readArticleHead(rest);
  const body = assembleBody(note, head.body);
  return { ...body, title: head.title ?? titleFromBody(body), byline: byline ?? head.author };
}
