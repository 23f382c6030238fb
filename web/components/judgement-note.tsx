import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { WORD_MAX } from '../judgement.ts';
import type { Judgement } from '../use-judgement.ts';

type Properties = {
  judgement: Judgement;
  /** Whether the reader is asked what is wrong. */
  writing: boolean;
  onDone: () => void;
};

/** Below the card: that it was kept, or was not, and a line for what is wrong with the extract. */
export function JudgementNote({ judgement, writing, onDone }: Properties) {
  const { kept, sending, failed, say } = judgement;
  const [word, setWord] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const isAsking = writing && kept?.verdict === 'bad' && kept.word === '' && !failed;

  useLayoutEffect(() => {
    if (isAsking) field.current?.focus({ preventScroll: true });
  }, [isAsking]);

  if (!kept && !failed) return null;
  return (
    <div class="judgement">
      <p role="status">
        {failed ? `没有记下。${failed.message}` : '谢谢，已记下。问题和这段摘录保存在本服务器上，供管理员改进。'}
      </p>
      {failed && (
        <button type="button" class="button" disabled={sending} onClick={failed.retry}>
          重试
        </button>
      )}
      {isAsking && (
        <form
          class="judgement-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (word.trim() !== '') say('bad', word.trim());
          }}
        >
          <input
            ref={field}
            value={word}
            maxLength={WORD_MAX}
            aria-label="哪里不合适"
            placeholder="哪里不合适？可以写一句，也可以不写"
            onInput={(event) => setWord(event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={sending || word.trim() === ''}>
            发送
          </button>
          <button type="button" class="button button-quiet" onClick={onDone}>
            不写
          </button>
        </form>
      )}
    </div>
  );
}
