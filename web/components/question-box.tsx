import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { QUESTION_MAX } from '../conversation.ts';
import { useSettings } from '../use-settings.ts';

const COUNTER_FROM = 400;

type Properties = {
  field: RefObject<HTMLTextAreaElement | null>;
  asking: boolean;
  onAsk: (question: string) => boolean;
  onStop: () => void;
  /** What stays in view above the field. */
  children?: ComponentChildren;
};

export function QuestionBox({ field, asking, onAsk, onStop, children }: Properties) {
  const [draft, setDraft] = useState('');
  const { textSize } = useSettings().settings;
  const question = draft.trim();
  const excess = question.length - QUESTION_MAX;

  useLayoutEffect(() => fitToContent(field.current), [draft, textSize]);

  function send(): void {
    if (question && excess <= 0 && onAsk(question)) setDraft('');
  }

  function stop(): void {
    onStop();
    field.current?.focus();
  }

  function sendOnEnter(event: KeyboardEvent): void {
    // While an input method composes, Enter takes its candidate; Chromium reports the last such key as 229.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      class="question-box"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {children}
      <div class="question-field">
        <textarea
          ref={field}
          rows={1}
          value={draft}
          placeholder="请输入问题，例如某县是怎么做的"
          aria-label="问题"
          aria-describedby="question-hint"
          aria-invalid={excess > 0}
          data-shortcut="question"
          onInput={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={sendOnEnter}
        />
        {asking ? (
          <button type="button" class="button" onClick={stop}>
            停止
          </button>
        ) : (
          <button type="submit" class="button button-main" disabled={!question || excess > 0}>
            提问
          </button>
        )}
      </div>
      <p class="question-hint" id="question-hint">
        <span class="key-hint">Enter 提问，Shift + Enter 换行</span>
        {question.length >= COUNTER_FROM && (
          <span class={excess > 0 ? 'counter counter-over' : 'counter'} role="status">
            {excess > 0 ? `超出 ${excess} 字，请删减后再问` : `${question.length} / ${QUESTION_MAX}`}
          </span>
        )}
      </p>
    </form>
  );
}

function fitToContent(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = 'auto';
  // Hidden, as it is while another side of the page is shown, it has no height to fit.
  if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight}px`;
}
