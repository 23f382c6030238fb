/** What was found of a sentence, in one line for the reader. */
import type { Article } from '../../corpus/article.ts';
import type { Difference, Verdict } from '../contract-verify.ts';
import type { Mention } from './claims.ts';

export interface Found {
  verdict: Verdict;
  differences: readonly Difference[];
  /** Claims that the words do not bear out. */
  wrong: readonly Mention[];
  article: Article | null;
  isQuoted: boolean;
  title: string | null;
}

/** Differences that are told; the rest are counted. */
const TOLD = 3;
const WORDS_TOLD = 20;

/** Says what was found. */
export function describeFound({ verdict, differences, wrong, article, isQuoted, title }: Found): string {
  const quoted = isQuoted ? '（只核对引号内的文字）' : '';
  switch (verdict) {
    case 'verbatim':
      return `与原文逐字一致${quoted}。`;
    case 'altered':
      return `有改动${quoted}：${tellDifferences(differences)}${wrong.length > 0 ? `；${tellWrong(wrong, article)}` : ''}。`;
    case 'misattributed':
      return `出处不符${quoted}：${tellWrong(wrong, article)}。`;
    case 'not_found':
      return `所收简报中未见相近的文字${quoted}。`;
    case 'unchecked':
      return title === null ? '标题或过渡语，没有可核对的内容。' : `文章《${title}》的标题，没有可核对的内容。`;
  }
}

function tellDifferences(differences: readonly Difference[]): string {
  const told = differences.slice(0, TOLD).map(tellDifference).join('；');
  return differences.length > TOLD ? `${told}；共${differences.length}处` : told;
}

function tellDifference({ kind, draft, original }: Difference): string {
  const ours = draft && `“${shorten(draft.text)}”`;
  const theirs = original && `“${shorten(original.text)}”`;
  if (kind === 'order') return `${ours ?? theirs}的位置与原文不同`;
  const isFigure = kind === 'figure' && hasDigit(draft?.text);
  if (ours && theirs) return `${isFigure ? '数字' : ''}${ours}原文为${theirs}`;
  return ours ? `${ours}为原文所无` : `漏了${theirs}`;
}

/** A figure of the original may stand where the draft has other words: those are not called a figure. */
function hasDigit(text = ''): boolean {
  return /[\p{N}零〇一二两三四五六七八九十百千万亿]/u.test(text);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > WORDS_TOLD ? `${[...line.slice(0, WORDS_TOLD)].join('')}…` : line;
}

function tellWrong(wrong: readonly Mention[], article: Article | null): string {
  const claimed = [...new Set(wrong.map(({ name }) => name))].join('、');
  const actual = article
    ? [article.places.join('、'), article.issue].filter((part) => part !== null && part !== '').join('，')
    : '';
  return `稿中归于${claimed}，原文出自${actual || `《${article?.title ?? ''}》`}`;
}
