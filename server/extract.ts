/**
 * Passages → extracts: the spans that answer, chosen among whole sentences and list items. Pure.
 *
 * Each sentence is scored by three signals, each 0–1: how near its vector is to the question's, how much of the
 * question's words (weighted by how rare they are) it holds itself, and how much of them its chunk, headings and title
 * hold. A sentence with a figure in the unit asked for gains, a bare heading loses.
 */
import type { Article, Span } from '../corpus/article.ts';
import { cellsOf, tableHeaderOf } from '../corpus/table.ts';
import { fold, foldText } from '../corpus/text.ts';
import { type Passage, scaleSimilarity, SIMILARITY_FLOOR } from '../index/fuse.ts';
import type { Chunk, Sentence } from '../index/chunk.ts';
import { foldedColumns, foldedContext, foldedSentence } from './folded-text.ts';
import { preferLaterVersions } from './versions.ts';

/** A term of the question with its weight: inverse document frequency, less for words carried over. */
export interface WeightedTerm {
  text: string;
  weight: number;
  /** Other words for the same. */
  alternatives: string[];
}

/** What the choice depends on; see {@link WEIGHTS}. */
export interface Choice {
  terms: WeightedTerm[];
  /** Whether a figure is asked for, and with which units (人, 万元, %). */
  wantsFigure: boolean;
  units: string[];
  /** Whether the members of a list are asked for. */
  wantsList: boolean;
  /** Whether it is asked what something is, which the head of an article tells. */
  wantsDefinition: boolean;
  /** Whether articles take turns, so that none crowds out the others. */
  byArticle: boolean;
  limit: number;
}

export interface Candidate {
  article: Article;
  chunk: Chunk;
  sentence: Sentence;
  score: number;
  similarity: number;
  /** Share of the question's weighted words in the sentence's chunk with its headings and title. */
  contextCoverage: number;
}

export interface ChosenSpan extends Span {
  article: Article;
  score: number;
  highlights: Span[];
}

/**
 * Found by coordinate search over development questions and a sample of a public set; the optimum is flat: changing
 * any one of them by half moves facts@5 by less than 0.02.
 */
export const WEIGHTS = {
  similarity: 0.5,
  coverage: 0.35,
  context: 0.15,
  passage: 0.2,
  figure: 0.06,
  unit: 0.06,
  list: 0.1,
  lead: 0.12,
  section: 0.25,
  heading: -0.3,
} as const;

/** The most that a sentence can score, by which scores are brought to 0–1. */
const SCORE_MAX =
  (WEIGHTS.similarity +
    WEIGHTS.coverage +
    WEIGHTS.context +
    WEIGHTS.passage +
    WEIGHTS.figure +
    WEIGHTS.unit +
    WEIGHTS.list +
    WEIGHTS.lead) *
  (1 + WEIGHTS.section);

/** An article takes its turn only if its best sentence has this share of the best score. */
const TURN_SHARE = 0.55;

/** An extract with less than this share of the best score is no answer beside it. */
const EXTRACT_SHARE = 0.5;

/** A neighbouring sentence joins an extract only if it has this share of the extract's score. */
const NEIGHBOUR_SHARE = 0.75;

/** Three names in a row (the end of one, and a whole one), or a slogan that is being explained, make a list. */
const LIST = /[^、，。；]、[^、，。；]{1,24}、|[“"”][，,]?即|[：:]即/u;

/** Neighbouring sentences are shown as one extract up to this many characters. */
const MERGED_MAX = 220;

/** Scores every sentence of the passages, best first. */
export function scoreSentences(passages: readonly Passage[], choice: Choice): Candidate[] {
  const best = Math.max(SIMILARITY_FLOOR, ...passages.map(({ scores }) => scores.vector));
  const unit =
    choice.units.length > 0 ? new RegExp(`\\d\\s*(?:多|余)?[十百千万亿]*多?(?:${choice.units.join('|')})`, 'u') : null;
  const candidates = passages.flatMap((passage) => {
    const contextCoverage = coverageOf(choice.terms, foldedContext(passage.article, passage.chunk));
    const terms = lightenTitle(choice.terms, fold(passage.article.title));
    return passage.chunk.sentences.map((sentence, number) => {
      const similarity = passage.similarities[number] ?? 0;
      return scoreSentence(passage, sentence, { similarity, best, contextCoverage, terms, unit }, choice);
    });
  });
  return preferLaterVersions(liftSections(candidates).sort((a, b) => b.score - a.score));
}

/** A sentence gains with the best one of its top section: what stands around the answer belongs to it. */
function liftSections(candidates: Candidate[]): Candidate[] {
  const keyOf = ({ article, chunk }: Candidate): string => `${article.id}\n${chunk.headings[0] ?? ''}`;
  const best = new Map<string, number>();
  for (const candidate of candidates) {
    best.set(keyOf(candidate), Math.max(best.get(keyOf(candidate)) ?? 0, candidate.score));
  }
  return candidates.map((c) => ({ ...c, score: c.score + WEIGHTS.section * (best.get(keyOf(c)) ?? 0) }));
}

interface Signals {
  similarity: number;
  /** Best similarity of the question's passages. */
  best: number;
  contextCoverage: number;
  /** The question's terms as they weigh in this article. */
  terms: WeightedTerm[];
  /** A figure in a unit that is asked for; null where the question names none. */
  unit: RegExp | null;
}

/** What the title says is true of the whole article, so it tells its sentences apart no longer. */
const TITLE_TERM_WEIGHT = 0.3;

function lightenTitle(terms: readonly WeightedTerm[], title: string): WeightedTerm[] {
  return terms.map((term) => (title.includes(term.text) ? { ...term, weight: term.weight * TITLE_TERM_WEIGHT } : term));
}

function scoreSentence(passage: Passage, sentence: Sentence, signals: Signals, choice: Choice): Candidate {
  const { article, chunk } = passage;
  const { similarity, best, contextCoverage, terms, unit } = signals;
  const folded = foldedSentence(article, sentence);
  const columns = foldedColumns(article, sentence);
  const hasFigure = /\d|[一二三四五六七八九十百千万亿][个名人户亩元次座种件%]/u.test(folded);
  // The unit of a figure in a table stands in the name of its column.
  const hasUnit = unit !== null && (unit.test(folded) || choice.units.some((name) => columns.includes(name)));
  const score =
    WEIGHTS.similarity * scaleSimilarity(similarity, best) +
    WEIGHTS.coverage * coverageOf(terms, folded) +
    WEIGHTS.context * contextCoverage +
    WEIGHTS.passage * passage.scores.fused +
    (choice.wantsFigure && hasFigure ? WEIGHTS.figure : 0) +
    (choice.wantsFigure && hasUnit ? WEIGHTS.unit : 0) +
    (choice.wantsList && LIST.test(folded) ? WEIGHTS.list : 0) +
    (choice.wantsDefinition && isLead(passage) ? WEIGHTS.lead : 0) +
    (sentence.isHeading ? WEIGHTS.heading : 0);
  return { article, chunk, sentence, score, similarity, contextCoverage };
}

/** Whether a passage is the running text that an article begins with. */
function isLead({ article, chunk }: Passage): boolean {
  return chunk.start === article.paragraphs.find(({ role }) => role === 'body')?.start;
}

/** A term answered by another word for it counts for this much of its weight. */
const SYNONYM_SHARE = 0.6;

/** Weighted share of the terms that a folded text contains, 0–1. */
export function coverageOf(terms: readonly WeightedTerm[], folded: string): number {
  let total = 0;
  let covered = 0;
  for (const { text, weight, alternatives } of terms) {
    total += weight;
    if (folded.includes(text)) covered += weight;
    else if (alternatives.some((word) => folded.includes(word))) covered += weight * SYNONYM_SHARE;
  }
  return total > 0 ? covered / total : 0;
}

/** Chooses the extracts of an answer out of scored sentences: neighbours in one, articles in turns where wanted. */
export function chooseSpans(candidates: readonly Candidate[], choice: Choice): ChosenSpan[] {
  const chosen: ChosenSpan[] = [];
  const queue = choice.byArticle ? takeTurns(candidates) : [...candidates];
  for (const candidate of queue) {
    if (candidate.score <= 0 || candidate.score < (candidates[0]?.score ?? 0) * EXTRACT_SHARE) continue;
    if (extendNeighbour(chosen, candidate)) continue;
    if (chosen.length >= choice.limit) break;
    const { article, sentence, score } = candidate;
    chosen.push({ article, start: sentence.start, end: sentence.end, score, highlights: [] });
  }
  return chosen.map((span) => ({
    ...span,
    score: Math.max(0, Math.min(1, span.score / SCORE_MAX)),
    highlights: highlightsOf(span, choice.terms, choice.wantsFigure ? choice.units : null),
  }));
}

/** One sentence of each article in turn, best article first. */
function takeTurns(candidates: readonly Candidate[]): Candidate[] {
  const queues = new Map<string, Candidate[]>();
  const least = (candidates[0]?.score ?? 0) * TURN_SHARE;
  for (const candidate of candidates) {
    const queue = queues.get(candidate.article.id);
    if (queue) queue.push(candidate);
    else if (candidate.score >= least) queues.set(candidate.article.id, [candidate]);
  }
  const turns: Candidate[] = [];
  const rounds = Math.max(0, ...[...queues.values()].map((queue) => queue.length));
  for (let round = 0; round < rounds; round++) {
    for (const queue of queues.values()) {
      const candidate = queue[round];
      if (candidate) turns.push(candidate);
    }
  }
  return turns;
}

/** Grows a chosen extract by a sentence next to it in the same paragraph, while it stays short. */
function extendNeighbour(chosen: ChosenSpan[], { article, sentence, score }: Candidate): boolean {
  for (const span of chosen) {
    if (span.article.id !== article.id) continue;
    if (sentence.start >= span.start && sentence.end <= span.end) return true;
    const [start, end] = [Math.min(span.start, sentence.start), Math.max(span.end, sentence.end)];
    const isNeighbour = end - start <= sentence.end - sentence.start + (span.end - span.start) + 1;
    const isOneParagraph = !article.text.slice(start, end).includes('\n');
    if (isNeighbour && isOneParagraph && score >= span.score * NEIGHBOUR_SHARE && end - start <= MERGED_MAX) {
      span.start = start;
      span.end = end;
      return true;
    }
  }
  return false;
}

/**
 * What answers in an extract, as offsets within it, overlapping ones as one: the question's words and, where a figure is
 * asked for (`units` is not null), the figures in these units, or all figures where the question names no unit.
 */
export function highlightsOf(
  span: Span & { article: Article },
  terms: readonly WeightedTerm[],
  units: readonly string[] | null = null,
): Span[] {
  const { text, offsets } = foldText(span.article.text.slice(span.start, span.end));
  const marks: Span[] = [];
  const mark = (at: number, length: number): void => {
    marks.push({ start: offsets[at] ?? 0, end: Math.min((offsets[at + length - 1] ?? 0) + 1, span.end - span.start) });
  };
  const telling = terms.filter((term) => term.text.length > 1);
  for (const term of telling) {
    for (let at = text.indexOf(term.text); at >= 0; at = text.indexOf(term.text, at + 1)) mark(at, term.text.length);
  }
  if (units) {
    const figures = [...text.matchAll(FIGURE)].filter(
      ({ 0: figure }) => units.length === 0 || units.some((unit) => figure.endsWith(unit)),
    );
    for (const figure of figures) mark(figure.index, figure[0].length);
  }
  return mergeSpans([...marks, ...cellsUnder(span, telling)]);
}

/** Of a row of a table the cells, with words in them, whose columns the question names. */
function cellsUnder(span: Span & { article: Article }, terms: readonly WeightedTerm[]): Span[] {
  const header = tableHeaderOf(span.article, span);
  if (!header) return [];
  const names = span.article.text.slice(header.start, header.end);
  const columns = cellsOf(names).map(({ start, end }) => fold(names.slice(start, end)));
  const cells = cellsOf(span.article.text.slice(span.start, span.end));
  // Where the cells of one are joined the others do not stand below their names.
  if (columns.length !== cells.length) return [];
  return cells.filter(({ start, end }, at) => end > start && terms.some(({ text }) => columns[at]?.includes(text)));
}

/** A number with what counts it: 1.5万元, 700多座, 20%. */
const FIGURE = /\d+(?:\.\d+)?[多余]?[十百千万亿]*多?(?:%|[元户人个名座亩件次辆部家所条笔年月天公里吨斤米倍台分岁])?/gu;

function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}
