/** The findings of the quote checker in words, the same on the page and in what is exported. */
import type { Difference, Verdict, VerifyResponse } from '../server/contract-verify.ts';

/** `sign` stands in the draft where a sentence ends, so that its verdict does not depend on colour; none is needed. */
export type VerdictWords = { verdict: Verdict; name: string; sign: string; meaning: string };

/** What asks for the reader's attention first. */
export const VERDICTS: readonly VerdictWords[] = [
  { verdict: 'altered', name: '有改动', sign: '改', meaning: '与原文相近，字词或数字不同' },
  { verdict: 'misattributed', name: '出处不符', sign: '源', meaning: '原文有这些话，期号或地方与稿中所说不同' },
  { verdict: 'not_found', name: '未见', sign: '无', meaning: '所收简报中没有相近的文字' },
  { verdict: 'verbatim', name: '逐字一致', sign: '', meaning: '与原文逐字一致，空格、标点和引号不计' },
  { verdict: 'unchecked', name: '未查', sign: '', meaning: '标题或过渡语，没有可核对的内容' },
];

export function wordsOf(verdict: Verdict): VerdictWords {
  const words = VERDICTS.find((one) => one.verdict === verdict);
  if (!words) throw new RangeError(`no words for the verdict ${verdict}`);
  return words;
}

export function countOf({ counts }: Pick<VerifyResponse, 'counts'>, verdict: Verdict): number {
  return counts[verdict] ?? 0;
}

/** 共 12 句：有改动 3 句，逐字一致 9 句。 */
export function describeCounts(response: Pick<VerifyResponse, 'sentences' | 'counts'>): string {
  const parts = VERDICTS.flatMap(({ verdict, name }) => {
    const count = countOf(response, verdict);
    return count > 0 ? [`${name} ${count} 句`] : [];
  });
  return `共 ${response.sentences.length} 句${parts.length > 0 ? `：${parts.join('，')}` : ''}。`;
}

const KINDS: Record<Difference['kind'], string> = { figure: '数字', words: '文字', order: '次序' };

export type DifferenceWords = { kind: string; draft: string; original: string };

/** Each difference with what either side has, figures first, as the server gives them. */
export function describeDifferences(differences: readonly Difference[]): DifferenceWords[] {
  return differences.map(({ kind, draft, original }) => ({
    kind: KINDS[kind],
    draft: sayWords(draft?.text),
    original: kind === 'order' ? '不在这个位置' : sayWords(original?.text),
  }));
}

function sayWords(text: string | undefined): string {
  return text === undefined ? '没有' : `“${text.replace(/\s+/g, ' ')}”`;
}
