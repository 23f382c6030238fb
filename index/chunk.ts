/**
 * Article → chunks: the passages that are retrieved, and the sentences in them that are embedded and quoted.
 *
 * A chunk never crosses a section and never splits a sentence, but where columns were put in order. Its sentences carry the vectors, because the best
 * sentence of a passage tells more of it than one vector over the whole; title and headings go in front of the words
 * that are embedded and are no part of the chunk.
 */
import { type Article, headingPath, type Paragraph, seamsOf, type Span } from '../corpus/article.ts';
import { simplify } from '../corpus/simplify.ts';
import { splitSentences, splitUnits } from '../corpus/text.ts';

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

export interface Sentence extends Span {
  /** A heading on a line of its own, or the marked first sentence of a section. */
  isHeading: boolean;
}

export interface Chunk extends Span {
  /** `{articleId}/{number in the article}` */
  id: string;
  articleId: string;
  /** Heading path, outermost first. */
  headings: string[];
  sentences: Sentence[];
}

/**
 * The chunks of an article in reading order; together their sentences are all its words.
 *
 * @throws RangeError for sentences longer than the model takes: it would cut them without a word.
 */
export function chunkArticle(article: Article, limits: ChunkLimits = CHUNK_LIMITS): Chunk[] {
  if (limits.sentence > SENTENCE_MAX) {
    throw new RangeError(`sentences of ${limits.sentence} characters: the model takes ${SENTENCE_MAX}`);
  }
  const groups = cutPoints(article).flatMap((start, index, all) => {
    const end = all[index + 1];
    return end === undefined ? [] : packSentences(article, { start, end }, limits);
  });
  return groups.flatMap((sentences, number) => {
    const [first, last] = [sentences[0], sentences.at(-1)];
    if (!first || !last) return [];
    const headings = headingPath(article, first.start);
    return [
      { id: `${article.id}/${number}`, articleId: article.id, start: first.start, end: last.end, headings, sentences },
    ];
  });
}

/** Every offset where a section begins or ends, running text turns into a note or a caption, or columns were joined. */
function cutPoints(article: Article): number[] {
  const points = new Set([0, article.text.length, ...seamsOf(article)]);
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
function unitsOf(article: Article, span: Span, { sentence: maximum, readable }: ChunkLimits): Sentence[] {
  const headingStarts = new Map(article.sections.map((section) => [section.start, section.heading]));
  return splitUnits(article.text, span, maximum, readable).map((sentence) => {
    const heading = headingStarts.get(sentence.start);
    const words = article.text.slice(sentence.start, sentence.end);
    // A section's first sentence is its heading when it says nothing more than the heading does.
    return { ...sentence, isHeading: heading !== undefined && words.length <= heading.length + 1 };
  });
}

/** Whole sentences, as many together as a chunk holds; what is packed and returned are their units. */
function packSentences(article: Article, span: Span, limits: ChunkLimits): Sentence[][] {
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

/** What is embedded for a sentence: title and headings, then the sentence; simplified, as the model knows its words. */
export function embeddedText(article: Article, chunk: Chunk, sentence: Span): string {
  const context = [article.title, ...chunk.headings].join('，').slice(0, CONTEXT_MAX);
  return simplify(`${context}\n${article.text.slice(sentence.start, sentence.end)}`);
}
