/**
 * The section tree of an article, from the marks in its paragraphs.
 *
 * The level of a mark follows from nesting: a kind that is open already closes what is below it, a kind that is not
 * opens one level deeper. Unnumbered Markdown headings nest by the number of their signs. Run-in items (一是 …；二是 …) are sections too, for they are what a how-question asks for;
 * they end with their paragraph at the latest.
 */
import type { Paragraph, Section, Span } from '../article.ts';
import { readHeading, readMarker, type Marker, type MarkerKind, RUN_IN_KINDS } from './markers.ts';

interface Mark {
  start: number;
  heading: string;
  kind: MarkerKind | 'markdown';
  ordinal: number | null;
  /** Number of signs of an unnumbered Markdown heading, 0 for every other kind. */
  markdownLevel: number;
  /** Where a run-in item has to end: the end of its paragraph; null for headings that go on. */
  limit: number | null;
}

/** A paragraph with what only the raw file tells of it. */
export type MarkedParagraph = Paragraph & { markdownLevel: number; isApart: boolean };

/** Reads the sections of `text`, in order of their start, outer before inner. */
export function readSections(text: string, paragraphs: MarkedParagraph[]): Section[] {
  const provisions = listedProvisions(text, paragraphs);
  const marks = withoutLoneItems(paragraphs.flatMap((p) => (hasMarks(p) ? marksOf(text, p) : [])));
  endWithProvisions(marks, provisions);
  // Spread into one call, the paragraphs of a long document would overflow the stack.
  const bodyEnd = paragraphs.reduce((end, p) => (p.role === 'caption' ? end : Math.max(end, p.end)), 0);
  const sections: Section[] = [];
  const open: (Pick<Mark, 'kind' | 'limit' | 'markdownLevel'> & { section: Section })[] = [];
  const closeFrom = (depth: number, at: number): void => {
    for (const { section, limit } of open.splice(depth)) section.end = Math.min(at, limit ?? at);
  };
  for (const mark of marks) {
    const lapsed = open.findIndex(({ limit }) => limit !== null && limit <= mark.start);
    if (lapsed >= 0) closeFrom(lapsed, mark.start);
    const same = open.findIndex(({ kind, markdownLevel }) => kind === mark.kind && markdownLevel >= mark.markdownLevel);
    if (same >= 0) closeFrom(same, mark.start);
    const section: Section = { heading: mark.heading, level: open.length + 1, start: mark.start, end: bodyEnd };
    open.push({ kind: mark.kind, limit: mark.limit, markdownLevel: mark.markdownLevel, section });
    sections.push(section);
  }
  closeFrom(0, bodyEnd);
  return sections.map((section) => ({ ...section, end: trimmedEnd(text, section.end) }));
}

const PROVISION = /^第[一二三四五六七八九十百\d]{1,5}条/u;
const PROVISION_MAX = 8;
/** What numbers the items below a provision. */
const LISTED_KINDS: ReadonlySet<Mark['kind']> = new Set<Mark['kind']>([
  'bracketed numeral',
  'digit',
  'bracketed digit',
  'circled digit',
]);

/** The stretches between a provision that a list follows (第三条 …：) and the next provision or chapter. */
function listedProvisions(text: string, paragraphs: readonly MarkedParagraph[]): Span[] {
  const found: Span[] = [];
  let from: number | null = null;
  for (const paragraph of paragraphs.filter(hasMarks)) {
    const { start, end, markdownLevel } = paragraph;
    const isProvision = PROVISION.test(text.slice(start, Math.min(end, start + PROVISION_MAX)));
    const isAbove = markdownLevel > 0 || readMarker(text.slice(start, end))?.kind === 'chapter';
    if (!isProvision && !isAbove) continue;
    if (from !== null) found.push({ start: from, end: start });
    from = isProvision && /[：:]/u.test(text.charAt(end - 1)) ? end : null;
  }
  return found;
}

/** The items of a list end where the next provision begins. */
function endWithProvisions(marks: readonly Mark[], provisions: readonly Span[]): void {
  let at = 0;
  for (const mark of marks) {
    while ((provisions[at]?.end ?? Infinity) <= mark.start) at++;
    const provision = provisions[at];
    if (!provision || mark.start < provision.start || mark.limit !== null) continue;
    if (LISTED_KINDS.has(mark.kind)) mark.limit = provision.end;
  }
}

function hasMarks(paragraph: MarkedParagraph): boolean {
  if (paragraph.isApart) return false;
  return paragraph.role === 'body' || paragraph.role === 'heading';
}

/** Sections meet at the line break between two paragraphs, which belongs to neither. */
function trimmedEnd(text: string, end: number): number {
  return text[end - 1] === '\n' ? end - 1 : end;
}

function marksOf(text: string, paragraph: MarkedParagraph): Mark[] {
  const words = text.slice(paragraph.start, paragraph.end);
  const marks: Mark[] = [];
  const first = readMarker(words);
  if (first) marks.push(markAt(words, paragraph, 0, first));
  else if (paragraph.markdownLevel > 0) {
    const { start, markdownLevel } = paragraph;
    marks.push({ start, heading: words, kind: 'markdown', ordinal: null, markdownLevel, limit: null });
  }
  for (const run of runInItems(words)) {
    if (run.at > 0 || !first) marks.push(markAt(words, paragraph, run.at, run.marker));
  }
  return marks.sort((a, b) => a.start - b.start);
}

function markAt(words: string, paragraph: Paragraph, at: number, marker: Marker): Mark {
  return {
    start: paragraph.start + at,
    heading: readHeading(words.slice(at), marker),
    kind: marker.kind,
    ordinal: marker.ordinal,
    markdownLevel: 0,
    limit: RUN_IN_KINDS.has(marker.kind) ? paragraph.end : null,
  };
}

/** A run-in item without a fellow is a turn of phrase: 一是 wants its 二是, 三是 its 二是, “X”即 another of its kind. */
function withoutLoneItems(marks: Mark[]): Mark[] {
  const lone = new Set<Mark>();
  for (const kind of RUN_IN_KINDS) {
    const fellows = marks.filter((mark) => mark.kind === kind);
    fellows.forEach((mark, index) => {
      const hasFellow =
        mark.ordinal === null
          ? fellows.length >= 2
          : fellows[index + 1]?.ordinal === mark.ordinal + 1 || fellows[index - 1]?.ordinal === mark.ordinal - 1;
      if (!hasFellow) lone.add(mark);
    });
  }
  return marks.filter((mark) => !lone.has(mark));
}

interface RunInItem {
  at: number;
  marker: Marker;
}

/**
 * Items set into running text. A single 一是 or “X”即 may be an ordinary turn of phrase, so numbered items count from
 * the paragraph's first 一是 on while their numbers go up one by one to at least 二是, and unnumbered ones in twos.
 */
function runInItems(words: string): RunInItem[] {
  const candidates: RunInItem[] = [];
  for (const match of words.matchAll(/(?:^|[。！？；;：:，,”])\s*/gu)) {
    const at = match.index + match[0].length;
    const marker = readMarker(words.slice(at));
    if (!marker || !RUN_IN_KINDS.has(marker.kind)) continue;
    // After a comma only the unmistakable forms: 一是 there is as often a phrase as an item.
    if (marker.kind === 'item' && /^[，,]/u.test(match[0])) continue;
    candidates.push({ at, marker });
  }
  const numbered: RunInItem[] = [];
  for (const candidate of candidates.filter(({ marker }) => marker.kind === 'item')) {
    const expected = numbered.length === 0 ? null : (numbered.at(-1)?.marker.ordinal ?? 0) + 1;
    const startsParagraph = candidate.at === 0;
    if (expected === null ? candidate.marker.ordinal === 1 || startsParagraph : candidate.marker.ordinal === expected) {
      numbered.push(candidate);
    }
  }
  const groups = [numbered, ...(['slogan', 'term'] as const).map((k) => candidates.filter((c) => c.marker.kind === k))];
  return groups.filter((group) => group.length >= 2).flat();
}
