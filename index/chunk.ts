/**
 * Article → chunks: the passages that are retrieved, and the sentences in them that are embedded and quoted.
 *
 * A chunk never crosses a section and never splits a sentence, but where columns were put in order. Its sentences carry the vectors, because the best
 * sentence of a passage tells more of it than one vector over the whole; title and headings go in front of the words
 * that are embedded and are no part of the chunk.
 */
import { type Article, type ArticleDraft, headingPath, type Paragraph, seamsOf, type Span } from '../corpus/article.ts';
import { simplify } from '../corpus/simplify.ts';
import { cellsOf, type Row, rowsOf, tableHeaderOf } from '../corpus/table.ts';
import { splitSentences, splitUnits, trimSpan } from '../corpus/text.ts';

/** Longest chunk in characters, unless a single sentence is longer. */
export const CHUNK_MAX = 300;

/** A sentence longer than this is embedded and quoted by its list items, so that an extract stays short enough to read. */
const READABLE_MAX = 200;

/** A sentence or list item longer than this is embedded and quoted by its clauses; no limit may be set higher. */
export const SENTENCE_MAX = 300;

/** Where an article is cut, in characters. */
export interface ChunkLimits {
  /** See {@link CHUNK_MAX}. */
  chunk: number;
  /** See {@link READABLE_MAX}. */
  readable: number;
  /** See {@link SENTENCE_MAX}. */
  sentence: number;
}

export const CHUNK_LIMITS: ChunkLimits = { chunk: CHUNK_MAX, readable: READABLE_MAX, sentence: SENTENCE_MAX };

/**
 * Longest context put in front of an embedded sentence. The model takes 512 tokens, two of them its own; a token is at
 * least one character, so 200 + 300 characters always fit.
 */
export const CONTEXT_MAX = 200;

/** Of it, the names of a table's columns take no more than this, so that title and headings keep some. */
const HEADER_MAX = 120;

export interface Sentence extends Span {
  /** A heading on a line of its own, the marked first sentence of a section, or the row that names a table's columns. */
  isHeading: boolean;
}

export interface Chunk extends Span {
  /** `{articleId}/{number in the article}` */
  id: string;
  articleId: string;
  /** Heading path, outermost first; behind it the names of the columns where rows stand apart from them. */
  headings: string[];
  sentences: Sentence[];
}

/** A chunk before its article has an id. */
export type ChunkDraft = Omit<Chunk, 'id' | 'articleId'>;

/** The chunks of an article in reading order; see {@link draftChunks}. */
export function chunkArticle(article: Article, limits?: ChunkLimits): Chunk[] {
  return draftChunks(article, limits).map((draft, number) => nameChunk(draft, article.id, number));
}

/** The chunk of that number in an article. */
export function nameChunk(draft: ChunkDraft, articleId: string, number: number): Chunk {
  return { id: `${articleId}/${number}`, articleId, ...draft };
}

/**
 * Cuts an article into chunks in reading order; together their sentences are all its words.
 *
 * @throws RangeError for sentences longer than the model takes: it would cut them without a word.
 */
export function draftChunks(article: ArticleDraft, limits: ChunkLimits = CHUNK_LIMITS): ChunkDraft[] {
  if (limits.sentence > SENTENCE_MAX) {
    throw new RangeError(`sentences of ${limits.sentence} characters: the model takes ${SENTENCE_MAX}`);
  }
  const rows = rowsOf(article);
  const rowAt = new Map(rows.map((row) => [row.start, row]));
  const groups = cutPoints(article, rows).flatMap((start, index, all) => {
    const end = all[index + 1];
    if (end === undefined) return [];
    // Tables are rare: without the test every stretch of every article would look for rows.
    const own = rowAt.has(start) ? rows.filter((row) => row.start >= start && row.end <= end) : [];
    return own.length > 0 ? packRows(article, own, limits) : packSentences(article, { start, end }, limits);
  });
  return groups.flatMap((sentences) => {
    const [first, last] = [sentences[0], sentences.at(-1)];
    if (!first || !last) return [];
    const headings = [...headingPath(article, first.start), ...columnNames(article, first)];
    return [{ start: first.start, end: last.end, headings, sentences }];
  });
}

function columnNames(article: ArticleDraft, span: Span): string[] {
  const header = tableHeaderOf(article, span);
  return header ? [article.text.slice(header.start, header.end)] : [];
}

/** Every offset where a section or a table begins or ends, running text turns into a note or a caption, or columns were joined. */
function cutPoints(article: ArticleDraft, rows: readonly Row[]): number[] {
  const points = new Set([0, article.text.length, ...seamsOf(article)]);
  rows.forEach(({ start, end, table }, index) => {
    if (rows[index - 1]?.table !== table || rows[index - 1]?.end !== start - 1) points.add(start);
    if (rows[index + 1]?.start !== end + 1) points.add(Math.min(end + 1, article.text.length));
  });
  for (const { start, end } of article.sections) points.add(start).add(end);
  article.paragraphs.forEach((paragraph, index) => {
    if (isApart(paragraph) || isApart(article.paragraphs[index - 1])) points.add(paragraph.start);
  });
  return [...points].sort((a, b) => a - b);
}

function isApart(paragraph: Paragraph | undefined): boolean {
  return paragraph?.role === 'note' || paragraph?.role === 'caption';
}

/** The sentence of a span, or the list items of one that is too long to read. */
function unitsOf(article: ArticleDraft, span: Span, { sentence: maximum, readable }: ChunkLimits): Sentence[] {
  const headingStarts = new Map(article.sections.map((section) => [section.start, section.heading]));
  return splitUnits(article.text, span, maximum, readable).map((sentence) => {
    const heading = headingStarts.get(sentence.start);
    const words = article.text.slice(sentence.start, sentence.end);
    // A section's first sentence is its heading when it says nothing more than the heading does.
    return { ...sentence, isHeading: heading !== undefined && words.length <= heading.length + 1 };
  });
}

/** Whole sentences, as many together as a chunk holds; what is packed and returned are their units. */
function packSentences(article: ArticleDraft, span: Span, limits: ChunkLimits): Sentence[][] {
  const packed: Sentence[][] = [];
  for (const sentence of splitSentences(article.text, span)) {
    const group = packed.at(-1);
    const start = group?.[0]?.start;
    const units = unitsOf(article, sentence, limits);
    if (group && start !== undefined && sentence.end - start <= limits.chunk) group.push(...units);
    else packed.push(units);
  }
  return packed;
}

/** Whole rows, as many together as a chunk holds. A row is one unit whatever punctuation it has, if the model takes it. */
function packRows(article: ArticleDraft, rows: readonly Row[], limits: ChunkLimits): Sentence[][] {
  const packed: Sentence[][] = [];
  for (const { start, end, isHeader } of rows) {
    const group = packed.at(-1);
    const first = group?.[0]?.start;
    const units = splitRow(article.text, { start, end }, limits.sentence).map((unit) => ({
      ...unit,
      isHeading: isHeader,
    }));
    if (group && first !== undefined && end - first <= limits.chunk) group.push(...units);
    else packed.push(units);
  }
  return packed;
}

/** A row longer than the model takes is cut between its cells where it can be. */
function splitRow(text: string, row: Span, maximum: number): Span[] {
  if (row.end - row.start <= maximum) return [row];
  const units: Span[] = [];
  for (const cell of cellsOf(text.slice(row.start, row.end))) {
    const [start, end] = [row.start + cell.start, row.start + cell.end];
    const last = units.at(-1);
    if (last && end - last.start <= maximum) last.end = end;
    else units.push(...(end - start <= maximum ? [{ start, end }] : splitUnits(text, { start, end }, maximum)));
  }
  return units.map((unit) => trimSpan(text, unit)).filter(({ start, end }) => end > start);
}

/**
 * What is embedded for a sentence: title and headings, before a row the names of its columns, then the sentence;
 * simplified, as the model knows its words.
 */
export function embeddedText(article: ArticleDraft, chunk: Pick<Chunk, 'headings'>, sentence: Span): string {
  const columns = columnNames(article, sentence);
  const headings = chunk.headings.filter((heading) => !columns.includes(heading));
  const header = columns.map((names) => `，${names.slice(0, HEADER_MAX)}`).join('');
  const context = [article.title, ...headings].join('，').slice(0, CONTEXT_MAX - header.length) + header;
  return simplify(`${context}\n${article.text.slice(sentence.start, sentence.end)}`);
}
