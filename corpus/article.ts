/**
 * An article of a bulletin: the noun every later stage works on.
 *
 * A span is `{ start, end }` into `text`, in UTF-16 code units, `end` exclusive. Two invariants hold for every article
 * and are tested over the whole corpus: a span's words are `text.slice(start, end)`, and every position of `text` that
 * is not a line break we put between paragraphs maps back to a line and column of the raw file (`source`).
 */
import { z } from 'zod';

const offset = z.int().min(0);

export const spanSchema = z.object({ start: offset, end: offset });

/** A stretch of `text` that stands unbroken on one line of the document as it was read (1-based line, 0-based column). */
export const sourceSegmentSchema = spanSchema.extend({
  line: z.int().min(1),
  column: offset,
  /** Page of a paged format, from 1 on. */
  page: z.int().min(1).optional(),
  /** How sure the recognition of the line was, 0–1; absent where the text was read and not recognised. */
  confidence: z.number().min(0).max(1).optional(),
});

/**
 * What a paragraph is: running text, a heading on a line of its own, part of the 编者按, the caption of a picture, or a
 * row of a table.
 */
export const paragraphRoleSchema = z.enum(['body', 'heading', 'note', 'caption', 'row']);

export const paragraphSchema = spanSchema.extend({
  role: paragraphRoleSchema,
  /** Of a row: where the row stands that names its columns. */
  header: spanSchema.optional(),
  /** First and last line of the raw file in reading order; the last is the smaller one where columns were reordered. */
  lines: z.tuple([z.int().min(1), z.int().min(1)]),
});

/** A section runs from its heading to the next heading of the same or a higher level; level 1 is the highest. */
export const sectionSchema = spanSchema.extend({ heading: z.string().min(1), level: z.int().min(1) });

export const articleSchema = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  /** Author and organisation as printed, without the enclosing marks. */
  byline: z.string().nullable(),
  /** Counties, districts, villages the article is about, most specific form printed. */
  places: z.array(z.string()),
  series: z.string().nullable(),
  issueId: z.string().nullable(),
  issue: z.string().nullable(),
  year: z.int().nullable(),
  publisher: z.string().nullable(),
  /** ISO date of printing, or of the document. */
  publishedOn: z.string().nullable(),
  /** 文号 of an official document as printed. */
  documentNumber: z.string().nullable().default(null),
  /** True for a 摘编: a digest that reports an issue in other words. */
  digest: z.boolean(),
  /** Path of the raw file, relative to the corpus folder. */
  file: z.string().min(1),
  /** Paths of other files that hold the very same article. */
  alsoIn: z.array(z.string()).default([]),
  /** Ids of other versions of this article, the latest first. */
  versions: z.array(z.string()).default([]),
  text: z.string().min(1),
  editorNote: spanSchema.nullable(),
  sections: z.array(sectionSchema),
  paragraphs: z.array(paragraphSchema).min(1),
  source: z.array(sourceSegmentSchema).min(1),
});

export type Span = z.infer<typeof spanSchema>;
export type SourceSegment = z.infer<typeof sourceSegmentSchema>;
export type Paragraph = z.infer<typeof paragraphSchema>;
export type ParagraphRole = z.infer<typeof paragraphRoleSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type Article = z.infer<typeof articleSchema>;

/** An article as one file gives it; what it is called, and how it stands to others, depends on the rest of the corpus. */
export type ArticleDraft = Omit<Article, 'id' | 'file' | 'alsoIn' | 'versions'>;

/**
 * The first and last raw line of a span, in reading order.
 *
 * @throws RangeError when the span touches no source segment, which means that it is not a span of this article.
 */
export function linesOf(article: Pick<Article, 'id' | 'source'>, span: Span): [number, number] {
  const touched = article.source.filter((s) => s.start < span.end && s.end > span.start);
  const first = touched[0];
  const last = touched.at(-1);
  if (!first || !last) {
    throw new RangeError(`span ${span.start}–${span.end} is not part of article ${article.id}`);
  }
  return [first.line, last.line];
}

/**
 * Offsets where the text goes on from an earlier line of the raw file, because its columns were put in order. A quote
 * does not run over one: no reader of the file would find it there in one piece.
 */
export function seamsOf({ source }: Pick<Article, 'source'>): number[] {
  return source.flatMap(({ start, line }, index) => (line < (source[index - 1]?.line ?? line) ? [start] : []));
}

/** Where a paragraph that something interrupts in the raw file, a page's end or another column, was joined. */
export interface Repair {
  /** Offset of the first character after it. */
  at: number;
  /** The raw line before it, and the one after it. */
  lines: [number, number];
}

/** The repairs of an article's paragraphs in reading order; lines that simply follow one another are none. */
export function repairsOf({ source, paragraphs }: Pick<Article, 'source' | 'paragraphs'>): Repair[] {
  const starts = new Set(paragraphs.map(({ start }) => start));
  return source.flatMap(({ start, line }, index) => {
    const before = source[index - 1];
    if (!before || before.end !== start || starts.has(start)) return [];
    return line === before.line || line === before.line + 1 ? [] : [{ at: start, lines: [before.line, line] }];
  });
}

/** The heading path of a position, outermost first. */
export function headingPath(article: Pick<Article, 'sections'>, position: number): string[] {
  return article.sections.filter((s) => s.start <= position && position < s.end).map((s) => s.heading);
}
