import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PreviewArticle } from '../../server/contract-preview.ts';
import { changesOf, correctArticle, type CorrectionFields, fieldsOf } from '../corpus-correction.ts';
import { troubleOf } from '../corpus-trouble.ts';
import type { Correct } from './corpus-parse.tsx';

export type CorrectionEnd = 'saved' | 'unchanged' | 'left';

type Properties = { article: PreviewArticle; onCorrect: Correct; onClose: (end: CorrectionEnd) => void };

const FIELDS: readonly { name: keyof CorrectionFields; label: string; isDate: boolean; hint: string }[] = [
  { name: 'title', label: '标题', isDate: false, hint: '' },
  { name: 'publishedOn', label: '日期', isDate: true, hint: '没有日期就留空' },
  { name: 'places', label: '地名', isDate: false, hint: '几个地名之间用顿号隔开，没有就留空' },
  { name: 'byline', label: '作者', isDate: false, hint: '没有就留空' },
  { name: 'publisher', label: '发文单位', isDate: false, hint: '没有就留空' },
];

export function CorpusCorrect({ article, onCorrect, onClose }: Properties) {
  const [fields, setFields] = useState(() => fieldsOf(article));
  const [progress, setProgress] = useState<{ busy: boolean; problem: string }>({ busy: false, problem: '' });
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  useLeaveOnEscape(form, () => onClose('left'));

  async function save(): Promise<void> {
    if (progress.busy) return;
    if (Object.keys(changesOf(article, fields)).length === 0) return onClose('unchanged');
    setProgress({ busy: true, problem: '' });
    try {
      await onCorrect(article.number, correctArticle(article, fields));
      onClose('saved');
    } catch (error) {
      setProgress({ busy: false, problem: troubleOf(error).message });
    }
  }

  return (
    <form
      ref={form}
      class="corpus-correct"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {FIELDS.map(({ name, label, isDate, hint }, index) => {
        const field = {
          ref: index === 0 ? first : null,
          value: fields[name],
          onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
            setFields({ ...fields, [name]: currentTarget.value }),
        };
        return (
          <label key={name}>
            <span>
              {label}
              {hint !== '' && <small>（{hint}）</small>}
            </span>
            {isDate ? (
              <input {...field} type="date" />
            ) : (
              <input {...field} type="text" maxLength={200} required={name === 'title'} />
            )}
          </label>
        );
      })}
      {progress.problem !== '' && (
        <p role="alert" class="corpus-problem">
          没有保存。{progress.problem}
        </p>
      )}
      <div class="admin-actions">
        {/* A disabled button would drop the focus of whoever pressed it. */}
        <button type="submit" class="button button-main" aria-disabled={progress.busy}>
          保存
        </button>
        <button type="button" class="button button-quiet" aria-keyshortcuts="Escape" onClick={() => onClose('left')}>
          取消
        </button>
      </div>
    </form>
  );
}

/**
 * Esc leaves the fields before the dialog around them hears of it and closes with what was typed: wherever in the dialog
 * the focus is, except in other fields.
 */
function useLeaveOnEscape(form: RefObject<HTMLFormElement | null>, leave: () => void): void {
  const onLeave = useRef(leave);
  onLeave.current = leave;
  useLayoutEffect(() => {
    const dialog = form.current?.closest('dialog');
    const leaveOnEscape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return;
      const typedIn = event.target instanceof Element ? event.target.closest('form') : null;
      if (typedIn !== null && typedIn !== form.current) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onLeave.current();
    };
    dialog?.addEventListener('keydown', leaveOnEscape, true);
    return () => dialog?.removeEventListener('keydown', leaveOnEscape, true);
  }, []);
}
