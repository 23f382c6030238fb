import type { CheckedSentence } from '../../server/contract-verify.ts';
import { type ComparePart, compareWithOriginal } from '../verify-compare.ts';

/** The original, with the draft's words crossed out before those that stand in their place. */
export function VerifyComparison({ sentence }: { sentence: CheckedSentence }) {
  const parts = compareWithOriginal(sentence);
  const kinds = new Set(parts.map(({ kind }) => kind));
  return (
    <>
      <blockquote class="finding-original" cite={sentence.original?.citation.url}>
        {parts.map((part, at) => (
          <ComparedPart key={at} part={part} />
        ))}
      </blockquote>
      {kinds.size > 1 && (
        <p class="finding-key">
          {kinds.has('draft') && (
            <span>
              <del>删除线</del>：稿中的字
            </span>
          )}
          {kinds.has('original') && (
            <span>
              <ins>下划线</ins>：原文的字
            </span>
          )}
          {kinds.has('moved') && (
            <span>
              <span class="compared-moved">虚线</span>：次序不同
            </span>
          )}
        </p>
      )}
    </>
  );
}

const NAMES: Record<ComparePart['kind'], string> = {
  same: '',
  draft: '稿中：',
  original: '原文：',
  moved: '次序不同：',
};

function ComparedPart({ part: { kind, text, isFigure } }: { part: ComparePart }) {
  const name = <span class="off-screen compared-name">{NAMES[kind]}</span>;
  const figure = isFigure ? 'compared-figure' : undefined;
  if (kind === 'same') return <>{text}</>;
  if (kind === 'moved') {
    return (
      <span class="compared-moved">
        {name}
        {text}
      </span>
    );
  }
  const Element = kind === 'draft' ? 'del' : 'ins';
  return (
    <Element class={figure}>
      {name}
      {text}
    </Element>
  );
}
