/** A document → its articles: the one door to the parsers, which know one kind of document each. */
import { type ArticleDraft, type SourceSegment } from '../article.ts';
import { findPlaces, placesOf, provinceOf } from '../places.ts';
import type { DocumentLine } from '../read/document.ts';
import { type Block, readBlocks } from './blocks.ts';
import { parseBulletin, type ParsedArticle } from './bulletin.ts';
import { splitCollection } from './collection.ts';
import { unframe } from './frames.ts';
import { isOfficial, parseOfficial } from './official.ts';
import { parsePlain, type ParsedPlain } from './plain.ts';
import { withTabbedRows } from './tabbed-rows.ts';
import { isAddressee } from './title.ts';
import { isTraditional, printer, simplifyLines } from './traditional.ts';

/** An article says what place it is about within this many characters of its first paragraph. */
const LEAD_MAX = 2000;

/** What is told of a document as a whole. */
type Origin = Omit<ArticleDraft, keyof ParsedArticle | 'places'>;

/** Reads the articles of a document in order; none when it holds no text. */
export function parseDocument(lines: readonly DocumentLine[]): ArticleDraft[] {
  if (!isTraditional(lines)) return parseLines(lines);
  const simplified = simplifyLines(lines);
  const print = printer(simplified, lines);
  return parseLines(simplified).map(print);
}

function parseLines(lines: readonly DocumentLine[]): ArticleDraft[] {
  const blocks = unframe(withTabbedRows(readBlocks(lines)));
  const bulletin = parseBulletin(blocks);
  if (bulletin) {
    const { masthead, articles } = bulletin;
    const province = provinceOf(`${masthead.series}${masthead.publisher ?? ''}`);
    return articles.map((parsed) => {
      const places = placesOf(parsed.title, leadOf(parsed), province);
      return finish(parsed, places, { ...masthead, documentNumber: null }, lines);
    });
  }
  return splitCollection(blocks)
    .flatMap(parseOne)
    .map((parsed) => {
      const { digest, publisher, publishedOn, documentNumber } = parsed;
      const nothing = { series: null, issueId: null, issue: null, year: null };
      return finish(parsed, placesIn(parsed), { ...nothing, digest, publisher, publishedOn, documentNumber }, lines);
    });
}

function parseOne(blocks: Block[]): ParsedPlain[] {
  if (isOfficial(blocks)) return parseOfficial(blocks);
  const parsed = parsePlain(blocks);
  return parsed ? [parsed] : [];
}

/**
 * The places that a document is about: its title's, else those of the body that issued it, else those with which clauses
 * of its first paragraph begin: a place that stands elsewhere is only mentioned.
 */
function placesIn(parsed: ParsedPlain): string[] {
  const province = provinceOf(parsed.text);
  const stated = placesOf(parsed.title, parsed.about ?? '', province);
  // A paper that carried a text, as its foot says, tells nothing of the place.
  const isIssued = parsed.publisher !== null && parsed.about?.includes(parsed.publisher);
  if (stated.length > 0 || isIssued) return stated;
  const clauses = leadOf(parsed).split(/[，。；：！？,;:!?\n]/u);
  const subjects = clauses.map((clause) => clause.replace(TIME, '').trim());
  return placesOf(
    '',
    subjects.filter((subject) => findPlaces(subject, province, false)[0]?.start === 0).join('，'),
    province,
  );
}

/** When, before the subject of a clause. */
const TIME =
  /^(?:近年来?|近几年来?|近期|近日|目前|今年以来|今年|去年|当前|日前|截至目前|地处|位于|\d{4}年(?:\d{1,2}月)?(?:以来|底|初)?|自)/u;

/** The first paragraph of running text that is no address to readers. */
function leadOf({ text, paragraphs }: ParsedArticle): string {
  const bodies = paragraphs.filter(({ role }) => role === 'body');
  const lead =
    bodies.find(({ start, end }) => !isAddressee(text.slice(start, Math.min(end, start + LEAD_MAX)))) ?? bodies[0];
  return lead ? text.slice(lead.start, Math.min(lead.end, lead.start + LEAD_MAX)) : '';
}

function finish(parsed: ParsedArticle, places: string[], origin: Origin, lines: readonly DocumentLine[]): ArticleDraft {
  const { title, byline, text, paragraphs, sections, editorNote } = parsed;
  const source = parsed.source.map((segment) => withPage(segment, lines[segment.line - 1]));
  return { ...origin, title, byline, places, text, editorNote, sections, paragraphs, source };
}

function withPage(segment: SourceSegment, line: DocumentLine | undefined): SourceSegment {
  const { page, confidence } = line ?? {};
  return {
    ...segment,
    ...(page === undefined ? {} : { page }),
    ...(confidence === undefined ? {} : { confidence }),
  };
}
