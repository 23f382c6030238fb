/** The figures of a sentence, in digits and in Chinese numerals, each with what was found of it. */
import type { CheckedFigure, Verdict } from '../contract-verify.ts';
import type { Finding } from './finding.ts';
import type { Held } from './text-index.ts';
import type { Range } from './search.ts';
import { spanHeld } from './source.ts';
import { BREAK, isFigure, isNumeral, type Tokens } from './tokens.ts';

/** What is counted or measured behind a numeral; 三变 and 统一 are words. */
const UNIT = /^[年月日天个名位户人次村县乡镇项条类种期届批层级倍成亩元岁所座台辆头只公多余]/u;
/** A single 一 counts time only: 一个 and 一批 are words. */
const UNIT_OF_ONE = /^[年月日天]/u;

/** The figures of a range, each as a range of tokens. */
export function figuresOf({ text, ids, starts, ends, breaks }: Tokens, { from, to }: Range): Range[] {
  const figures: Range[] = [];
  for (let at = from; at < to; at++) {
    if (isFigure(ids[at] ?? 0)) figures.push({ from: at, to: at + 1 });
    if (!isNumeral(ids[at] ?? 0)) continue;
    let end = at + 1;
    while (end < to && isNumeral(ids[end] ?? 0) && breaks[end] === BREAK.none) end++;
    const numeral = text.slice(starts[at] ?? 0, ends[end - 1] ?? 0);
    const behind = text.slice(ends[end - 1] ?? 0, (ends[end - 1] ?? 0) + 1);
    const isCounted =
      (numeral === '一' ? UNIT_OF_ONE : UNIT).test(behind) || /.[十百千万亿]|[十百千万亿]./u.test(numeral);
    if (isCounted) figures.push({ from: at, to: end });
    at = end - 1;
  }
  return figures;
}

/** Says of each figure of a sentence what was found of it. */
export function checkFigures(
  held: Held,
  draft: Tokens,
  range: Range,
  findings: readonly Finding[],
  verdict: Verdict,
): CheckedFigure[] {
  return figuresOf(draft, range).map((figure) => {
    const start = draft.starts[figure.from] ?? 0;
    const end = draft.ends[figure.to - 1] ?? 0;
    return { start, end, text: draft.text.slice(start, end), ...judgeFigure(held, figure, findings, verdict) };
  });
}

function judgeFigure(
  held: Held,
  figure: Range,
  findings: readonly Finding[],
  sentence: Verdict,
): Pick<CheckedFigure, 'verdict' | 'original'> {
  const finding = findings.find(({ range }) => range.from <= figure.from && figure.to <= range.to);
  if (!finding || sentence === 'unchecked') return { verdict: 'unchecked', original: null };
  if (finding.verdict === 'not_found') return { verdict: 'not_found', original: null };
  const isMatched = finding.parts.some(({ runs }) =>
    runs.some(({ draft, length }) => draft <= figure.from && figure.to <= draft + length),
  );
  if (isMatched) return { verdict: 'verbatim', original: null };
  const difference = finding.differences.find(
    ({ kind, draft }) => kind === 'figure' && draft && draft.from < figure.to && draft.to > figure.from,
  );
  if (!difference?.held) return { verdict: 'not_found', original: null };
  const { article, span } = spanHeld(held, difference.held);
  return { verdict: 'altered', original: article.text.slice(span.start, span.end) };
}
