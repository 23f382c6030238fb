import type { RefObject } from 'preact';
import type { CheckedSentence } from '../../server/contract-verify.ts';
import { makeQuote } from '../export/export-document.ts';
import { writeQuote } from '../export/write-clipboard.ts';
import { useCitationForm } from '../use-citation-form.ts';
import type { OpenSource } from '../use-source.ts';
import { describeDifferences, wordsOf } from '../verify-words.ts';
import { CitationLine } from './citation-line.tsx';
import { CopyButton } from './copy-button.tsx';
import { SourceLink } from './source-link.tsx';
import { VerdictSign } from './verdict-sign.tsx';
import { VerifyComparison } from './verify-comparison.tsx';

type Properties = {
  sentence: CheckedSentence;
  number: number;
  heading: RefObject<HTMLHeadingElement | null>;
  source: OpenSource | null;
  onOpen: (url: string) => void;
  /** Goes to the sentence in the draft box; null where it is no longer there. */
  onEdit: (() => void) | null;
};

/** Differences that the note has room for. */
const NOTED = 3;

/** What was found of one sentence: the verdict, the original with what differs, and where that is from. */
export function VerifyFinding({ sentence, number, heading, source, onOpen, onEdit }: Properties) {
  const { verdict, note, original, differences } = sentence;
  const { form } = useCitationForm();
  const isOpen =
    original !== null &&
    source?.articleId === original.citation.articleId &&
    source.span?.start === original.start &&
    source.span.end === original.end;
  return (
    <article class={`finding finding-${verdict}`}>
      <h4 id="verify-finding-title" class="finding-title" ref={heading} tabIndex={-1}>
        <span class={`sentence sentence-${verdict}`}>{wordsOf(verdict).name}</span>
        <VerdictSign verdict={verdict} />
        <span class="finding-number">第 {number} 句</span>
      </h4>
      <p class="finding-note">{note}</p>
      {differences.length > NOTED && <Differences differences={differences} />}
      {original && (
        <>
          <VerifyComparison sentence={sentence} />
          <CitationLine citation={original.citation} />
        </>
      )}
      <div class="finding-actions">
        {onEdit && (
          <button type="button" class="button button-quiet" onClick={onEdit}>
            改这句
          </button>
        )}
        {original && (
          <>
            <CopyButton {...writeQuote(makeQuote(original, form))} label="复制原文" hint="复制原文和出处" />
            <SourceLink citation={original.citation} about={`第 ${number} 句`} open={isOpen} onOpen={onOpen}>
              {isOpen ? '正在查看' : '查看原文'}
            </SourceLink>
          </>
        )}
      </div>
    </article>
  );
}

function Differences({ differences }: Pick<CheckedSentence, 'differences'>) {
  return (
    <details class="finding-differences">
      <summary>逐条列出 {differences.length} 处不同</summary>
      <ul>
        {describeDifferences(differences).map(({ kind, draft, original }, at) => (
          <li key={at}>
            {kind}：稿中{draft}，原文{original}
          </li>
        ))}
      </ul>
    </details>
  );
}
