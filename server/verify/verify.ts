/**
 * The quote checker: a draft → what stands behind each sentence and figure of it. Words are compared one by one with
 * the articles held; nothing is judged by its meaning.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { segment } from '../../index/terms.ts';
import type { Answerer } from '../answer.ts';
import { citeSpan } from '../cite.ts';
import type { CheckedSentence, Difference, Verdict, VerifyResponse } from '../contract-verify.ts';
import { findMentions, type Mention } from './claims.ts';
import type { TokenDifference } from './compare.ts';
import { type DraftSentence, readDraft } from './draft.ts';
import { checkFigures, figuresOf } from './figures.ts';
import type { Finding } from './finding.ts';
import { type Held, heldTokens, titleKey } from './text-index.ts';
import { describeFound } from './note.ts';
import { type Draft, PAIRS_MAX } from './match.ts';
import { isOnlyLinking, sourceStart } from './own-words.ts';
import { originalOf } from './original.ts';
import type { Range } from './search.ts';
import { claimsOf, findFitting, findSwaps, fitsClaims, spanHeld } from './source.ts';
import { findStatement, type Statement } from './statement.ts';
import { Figures, tokenAt, tokenise, type Tokens } from './tokens.ts';

/** What checking a draft needs. */
interface Checking {
  held: Held;
  draft: Draft;
  findMentions: (text: string) => Mention[];
}

/** Checks each sentence of a draft against the articles held. Offsets are those of the draft as it is given. */
export async function checkDraft(open: Answerer, draft: string): Promise<VerifyResponse> {
  const startedAt = performance.now();
  const { store, vocabulary } = open;
  const held = await heldTokens(store);
  const find = (text: string): Mention[] => findMentions(text, vocabulary, held.articles, segment);
  const figures = new Figures(held.figures);
  const tokens = { ...tokenise(draft, figures), figures, pairsLeft: PAIRS_MAX };
  const checking: Checking = { held, draft: tokens, findMentions: find };
  const sentences = await checkSentences(checking, readDraft(draft, find));
  const { bulletins, articles } = store.manifest.counts;
  return {
    sentences,
    counts: countVerdicts(sentences),
    coverage: { bulletins, articles, indexVersion: store.manifest.indexVersion },
    tookMs: Math.round((performance.now() - startedAt) * 10) / 10,
  };
}

function countVerdicts(sentences: readonly CheckedSentence[]): Record<Verdict, number> {
  const counts = { verbatim: 0, altered: 0, misattributed: 0, not_found: 0, unchecked: 0 };
  for (const { verdict } of sentences) counts[verdict]++;
  return counts;
}

/** What a paragraph's lead-in says of the source of the sentences behind it. */
interface LeadIn {
  claims: readonly Mention[];
  /** Whether the line ends with it, so that it speaks of the next one. */
  isWholeLine: boolean;
}

/** The event loop is given back for a moment after so many milliseconds: a long draft takes half a second. */
const TURN_MILLISECONDS = 10;

async function checkSentences(checking: Checking, sentences: readonly DraftSentence[]): Promise<CheckedSentence[]> {
  const checked: CheckedSentence[] = [];
  let leadIn: LeadIn = { claims: [], isWholeLine: false };
  let turnedAt = performance.now();
  for (const [index, sentence] of sentences.entries()) {
    if (sentence.isFirst && !leadIn.isWholeLine) leadIn = { claims: [], isWholeLine: false };
    const next = sentences[index + 1];
    const source = next && next.paragraph === sentence.paragraph && isSource(next) ? next.mentions : [];
    const statement = isSource(sentence) ? null : findStatement(checking.held, checking.draft, sentence);
    const own = [...claimsOf(checking.draft, sentence.mentions, statement?.findings ?? []), ...source];
    const isStated = statement !== null && !isUnchecked(checking, sentence, statement);
    if (!isStated) {
      const isWholeLine = sentence.isFirst && next?.paragraph !== sentence.paragraph;
      if (own.length > 0 || isWholeLine) leadIn = { claims: own, isWholeLine };
    } else if (leadsIn(checking, sentence, statement, own)) {
      leadIn = { claims: own, isWholeLine: false };
    }
    const claims = isStated ? inherit(own, leadIn.claims) : [];
    checked.push(present(checking, sentence, isStated ? statement : null, claims));
    if (performance.now() - turnedAt > TURN_MILLISECONDS) {
      await turn();
      turnedAt = performance.now();
    }
  }
  return checked;
}

/** A sentence's own claims, and of the lead-in's those of a kind that it does not make. */
function inherit(own: readonly Mention[], leadIn: readonly Mention[]): Mention[] {
  return [...own, ...leadIn.filter(({ kind }) => !own.some((claim) => claim.kind === kind))];
}

/** Whether a sentence is nothing but a source in brackets: （2018年第14期）. */
function isSource({ text, mentions }: DraftSentence): boolean {
  return mentions.length > 0 && sourceStart(text) === 0;
}

/** Whether the words before what a sentence states speak of the sentences behind it too: 据某县介绍：. */
function leadsIn(
  { draft }: Checking,
  sentence: DraftSentence,
  { findings }: Statement,
  own: readonly Mention[],
): boolean {
  const first = findings[0];
  if (!first || first.verdict === 'not_found' || own.length === 0) return false;
  const statedAt = draft.starts[first.parts[0]?.draft.from ?? first.range.from] ?? sentence.end;
  return (
    own.some(({ end }) => end <= statedAt) && /[：:，,]\s?[“"「『]?$/u.test(draft.text.slice(sentence.start, statedAt))
  );
}

/** Fewer tokens without a figure are linking words. */
const STATEMENT_MIN = 6;
const HEADING_MAX = 30;

function isUnchecked({ held, draft }: Checking, sentence: DraftSentence, { findings }: Statement): boolean {
  if (findings.some(({ verdict }) => verdict === 'verbatim')) return false;
  if (held.titles.has(titleKey(sentence.text, draft.figures))) return true;
  if (findings.some(({ verdict }) => verdict === 'altered')) return false;
  const range = { from: tokenAt(draft, sentence.start), to: tokenAt(draft, sentence.end) };
  const size = range.to - range.from;
  if (isOnlyLinking(sentence.text, relative(sentence))) return true;
  const isPlain = figuresOf(draft, range).every(({ from, to }) =>
    sentence.mentions.some(({ start, end }) => start <= (draft.starts[from] ?? 0) && (draft.ends[to - 1] ?? 0) <= end),
  );
  if (!isPlain) return false;
  return size < STATEMENT_MIN || (size <= HEADING_MAX && (sentence.isHeading || /[：:]\s*$/u.test(sentence.text)));
}

function relative({ start: base, mentions }: DraftSentence): { start: number; end: number }[] {
  return mentions.map(({ start, end }) => ({ start: start - base, end: end - base }));
}

/** The worst of several findings is the sentence's. */
const WORST_FIRST = ['not_found', 'altered', 'verbatim'] as const;

function present(
  checking: Checking,
  { start, end, text }: DraftSentence,
  statement: Statement | null,
  claims: readonly Mention[],
): CheckedSentence {
  const { held, draft } = checking;
  const findings = statement?.findings ?? [];
  const words = WORST_FIRST.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'not_found';
  const told =
    findings.find((finding) => finding.verdict === words && finding.main) ?? findings.find(({ main }) => main);
  const judged = told && statement ? judgeSource(checking, told, words, claims) : null;
  const verdict = statement ? (judged?.verdict ?? words) : 'unchecked';
  const original = told && verdict !== 'not_found' ? originalOf(held, told, judged?.fitting ?? null) : null;
  const differences = original && told ? presentDifferences(checking, told, original.article.id) : [];
  const wrong = judged?.wrong ?? [];
  return {
    start,
    end,
    text,
    verdict,
    claimed: presentClaims(claims),
    original: original && {
      start: original.span.start,
      end: original.span.end,
      text: original.article.text.slice(original.span.start, original.span.end),
      citation: citeSpan(original.article, original.span),
    },
    differences,
    figures: checkFigures(held, draft, { from: tokenAt(draft, start), to: tokenAt(draft, end) }, findings, verdict),
    note: describeFound({
      verdict,
      differences,
      wrong,
      article: original?.article ?? null,
      isQuoted: statement?.isQuoted ?? false,
      title: held.titles.get(titleKey(text, draft.figures))?.title ?? null,
    }),
  };
}

interface JudgedSource {
  verdict: Verdict;
  /** Claims that the words do not bear out. */
  wrong: readonly Mention[];
  /** Where the words stand in keeping with the claims. */
  fitting: ReturnType<typeof findFitting>;
}

function judgeSource(
  { held, draft, findMentions: find }: Checking,
  finding: Finding,
  words: Finding['verdict'],
  claims: readonly Mention[],
): JudgedSource {
  if (words === 'verbatim') {
    const fitting = findFitting(held, finding, claims);
    return fitting ? { verdict: words, wrong: [], fitting } : { verdict: 'misattributed', wrong: claims, fitting };
  }
  const swaps = findSwaps(held, draft, finding, claims, find);
  if (swaps.length > 0 && swaps.length === finding.differences.length) {
    return { verdict: 'misattributed', wrong: swaps, fitting: null };
  }
  const { article, span } = spanHeld(held, finding.main?.held ?? { from: 0, to: 0 });
  const isWrong = !fitsClaims(claims, article, span);
  return { verdict: words, wrong: isWrong ? claims : [], fitting: null };
}

function presentClaims(claims: readonly Mention[]): CheckedSentence['claimed'] {
  const names = claims.filter(({ kind }) => kind === 'place').map(({ name }) => name);
  return { places: [...new Set(names)], issueId: claims.find(({ issueId }) => issueId !== null)?.issueId ?? null };
}

function presentDifferences({ held, draft }: Checking, { differences }: Finding, articleId: string): Difference[] {
  return differences.map((difference) => presentDifference(held, draft, difference, articleId));
}

function presentDifference(held: Held, draft: Tokens, difference: TokenDifference, articleId: string): Difference {
  const theirs = difference.held && spanHeld(held, difference.held);
  const isShown = theirs?.article.id === articleId;
  const original = isShown
    ? { ...theirs.span, text: theirs.article.text.slice(theirs.span.start, theirs.span.end) }
    : null;
  // Words left out of a passage of another article than the one that is shown: where in the draft they are missing.
  const own =
    difference.draft ?? (original ? null : { from: Math.max(0, difference.at - 1), to: Math.max(1, difference.at) });
  return { kind: difference.kind, draft: own && spanIn(draft, own), original };
}

function spanIn({ text, starts, ends }: Tokens, { from, to }: Range): NonNullable<Difference['draft']> {
  const [start, end] = [starts[from] ?? 0, ends[to - 1] ?? 0];
  return { start, end, text: text.slice(start, end) };
}
