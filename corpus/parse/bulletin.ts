/**
 * A printed bulletin: masthead, articles that each end with a byline in brackets, imprint.
 */
import { type Block, readBlocks, textOf } from './blocks.ts';
import { assembleBody, type Body } from './assemble.ts';
import { readArticleHead } from './article-head.ts';
import { removeFurniture } from './furniture.ts';
import { isByline, readByline, titleFromText } from './title.ts';

/** What the masthead and the imprint tell of an issue. */
export interface Masthead {
  series: string;
  issueId: string;
  issue: string;
  year: number;
  publisher: string | null;
  publishedOn: string | null;
  digest: boolean;
}

export interface ParsedArticle extends Body {
  title: string;
  byline: string | null;
}

export interface ParsedBulletin {
  masthead: Masthead;
  articles: ParsedArticle[];
}

/** The masthead stands within the first lines of a file. */
const MASTHEAD_LINES = 12;
const SERIES = /^[^，。；：]{2,30}(?:简报|快报|通报|专报|要报|要情|信息|动态)(?:[（(]摘编[）)])?$/u;
const ISSUE = /^(\d{4})\s*年\s*第\s*(\d{1,4})\s*期(?:\s*[（(]\s*总第\s*(\d{1,5})\s*期\s*[）)])?$/u;
const PUBLISHER = /^[^，。；]{4,60}(?:主?编印?|编辑|主办|编发)$/u;
const DIGEST = /^[（(]?摘编[）)]?$|摘编/u;
const EDITOR_NOTE = /^[【\[]?(?:编者按|编者的话|按语?)[】\]]?\s*[：:]/u;

/** Reads a file as a bulletin; null when it has no masthead. A bulletin without articles has an empty list. */
export function parseBulletin(raw: string): ParsedBulletin | null {
  const blocks = readBlocks(raw);
  const head = readMasthead(blocks);
  if (!head) return null;
  const { blocks: kept, publishedOn } = removeFurniture(blocks.slice(head.length));
  return {
    masthead: { ...head.masthead, publishedOn },
    articles: splitArticles(kept).map(parseArticle),
  };
}

function readMasthead(blocks: Block[]): { masthead: Omit<Masthead, 'publishedOn'>; length: number } | null {
  const lines = blocks.slice(0, MASTHEAD_LINES).map((block) => textOf(block).normalize('NFKC').trim());
  const issueAt = lines.findIndex((line) => ISSUE.test(line));
  const seriesAt = lines.slice(0, Math.max(issueAt, 0)).findIndex((line) => SERIES.test(line));
  const issue = ISSUE.exec(lines[issueAt] ?? '');
  if (!issue || seriesAt < 0) return null;
  const [, year = '', number = '', total] = issue;
  const afterIssue = lines[issueAt + 1] ?? '';
  const hasPublisher = PUBLISHER.test(afterIssue) || DIGEST.test(afterIssue);
  const length = issueAt + (hasPublisher ? 2 : 1);
  return {
    masthead: {
      series: (lines[seriesAt] ?? '').replace(/\(摘编\)$/u, ''),
      issueId: `${year}-${Number(number)}`,
      issue: `${year}年第${Number(number)}期${total ? `（总第${total}期）` : ''}`,
      year: Number(year),
      publisher: hasPublisher ? readPublisher(afterIssue) : null,
      digest: lines.slice(0, length).some((line) => DIGEST.test(line)),
    },
    length,
  };
}

/** The name of the office that edits the issue, without the word 编; a digest's line is kept whole. */
function readPublisher(line: string): string {
  return DIGEST.test(line) ? line : line.replace(/(?:主?编印?|编辑|主办|编发)$/u, '').trim();
}

/** Each article ends with its byline; what follows the last byline is an article of its own if it is more than a line. */
function splitArticles(blocks: Block[]): Block[][] {
  const articles: Block[][] = [];
  let current: Block[] = [];
  for (const block of blocks) {
    current.push(block);
    if (current.length > 2 && isByline(textOf(block))) {
      articles.push(current);
      current = [];
    }
  }
  if (current.length > 1) articles.push(current);
  return articles;
}

function parseArticle(blocks: Block[]): ParsedArticle {
  const last = blocks.at(-1);
  const byline = last && isByline(textOf(last)) ? readByline(textOf(last)) : null;
  const withoutByline = byline === null ? blocks : blocks.slice(0, -1);
  const noteAt = withoutByline.findIndex((block) => EDITOR_NOTE.test(textOf(block)));
  const note = noteAt < 0 ? [] : noteBlocks(withoutByline, noteAt);
  const head = readArticleHead(withoutByline.filter((block) => !note.includes(block)));
  const body = assembleBody(note, head.body);
  return { ...body, title: head.title ?? titleFromText(body.text), byline: byline ?? head.author };
}

/** The editor's note is one paragraph; a page break may have cut it. */
function noteBlocks(blocks: Block[], at: number): Block[] {
  const note: Block[] = [];
  for (const block of blocks.slice(at)) {
    note.push(block);
    if (/[。！？”]$/u.test(textOf(block))) break;
  }
  return note;
}
