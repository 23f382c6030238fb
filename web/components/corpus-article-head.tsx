import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PreviewArticle } from '../../server/contract-preview.ts';
import { troubleOf } from '../corpus-trouble.ts';
import { describeCorrection } from '../corpus-words.ts';
import { CorpusCorrect, type CorrectionEnd } from './corpus-correct.tsx';
import type { Correct } from './corpus-parse.tsx';

type Properties = { article: PreviewArticle; isOnly: boolean; onCorrect: Correct | null };

const END_WORDS: Record<CorrectionEnd, string> = {
  saved: '已保存。索引更新后，回答里就用更正后的内容。',
  unchanged: '没有改动。',
  left: '',
};

/** What is known of an article, what was set right in it, and the way to do so. */
export function CorpusArticleHead({ article, isOnly, onCorrect }: Properties) {
  const { number, title, byline, publisher, documentNumber, publishedOn, places, correction } = article;
  const [isOpen, setIsOpen] = useState(false);
  const [note, setNote] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const facts: [string, string | null][] = [
    ['日期', publishedOn],
    ['地名', places.join('、') || null],
    ['作者', byline],
    ['发文单位', publisher],
    ['文号', documentNumber],
  ];

  useLayoutEffect(() => {
    // What had the focus went with the fields.
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  async function undo(): Promise<void> {
    try {
      await onCorrect?.(number, null);
      setNote('已撤销更正，索引更新后生效。');
      // The button that was pressed goes with what it undid.
      opener.current?.focus();
    } catch (error) {
      setNote(`没有撤销。${troubleOf(error).message}`);
    }
  }

  return (
    <header class="corpus-article-head">
      {!isOnly && <p class="label">第 {number} 篇</p>}
      <h3>{title}</h3>
      <dl>
        {facts
          .filter(([name, value]) => value !== null || name === '日期' || name === '地名')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value ?? <span class="corpus-missing">没有读出</span>}</dd>
            </div>
          ))}
      </dl>
      {correction && (
        <p class="corpus-corrected">
          已更正：{describeCorrection(correction)}
          {onCorrect && !isOpen && (
            <button type="button" class="link-button" onClick={() => void undo()}>
              撤销更正
            </button>
          )}
        </p>
      )}
      <p role="status" class="admin-state">
        {note}
      </p>
      {onCorrect && !isOpen && (
        <button
          ref={opener}
          type="button"
          class="button"
          onClick={() => {
            setNote('');
            setIsOpen(true);
          }}
        >
          更正<span class="off-screen">：{title}</span>
        </button>
      )}
      {onCorrect && isOpen && (
        <CorpusCorrect
          article={article}
          onCorrect={onCorrect}
          onClose={(end) => {
            setIsOpen(false);
            setNote(END_WORDS[end]);
          }}
        />
      )}
    </header>
  );
}
