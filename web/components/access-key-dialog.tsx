import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { KeyGate } from '../access-key.ts';
import { findKey } from '../kept-key.ts';
import { ModalDialog } from './modal-dialog.tsx';

/** Asks for the access key, as soon as and as long as a request needs one. */
export function AccessKeyPrompt({ gate }: { gate: KeyGate }) {
  const [asked, setAsked] = useState(gate.asked());

  useLayoutEffect(() => gate.follow(() => setAsked(gate.asked())), [gate]);

  return asked && <AccessKeyDialog refused={asked.refused} onEnter={gate.enter} onClose={gate.dismiss} />;
}

type Properties = { refused: boolean; onEnter: (key: string, remembered: boolean) => void; onClose: () => void };

function AccessKeyDialog({ refused, onEnter, onClose }: Properties) {
  const [text, setText] = useState('');
  const [remembered, setRemembered] = useState(true);
  const [problem, setProblem] = useState(refused ? '这个密钥无效或已被撤销。请核对，或向管理员索取新的密钥。' : '');
  const field = useRef<HTMLInputElement>(null);

  function enter(): void {
    const key = findKey(text);
    if (key !== null) return onEnter(key, remembered);
    setProblem('这不是完整的密钥：应以 bqa_ 开头，共 56 个字符。请整段复制后粘贴。');
    field.current?.focus();
  }

  return (
    <ModalDialog title="需要访问密钥" firstFocus={field} onClose={onClose}>
      <form
        class="access-key"
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <p>这个服务凭访问密钥使用。请粘贴管理员给您的密钥。</p>
        <input
          ref={field}
          type="password"
          value={text}
          autocomplete="off"
          spellcheck={false}
          aria-label="访问密钥"
          aria-invalid={problem !== ''}
          aria-describedby="access-key-problem"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p id="access-key-problem" class="access-key-problem" role="alert">
          {problem}
        </p>
        <label class="setting-check">
          <input
            type="checkbox"
            checked={remembered}
            onChange={(event) => setRemembered(event.currentTarget.checked)}
          />
          在这个浏览器里记住，下次不再询问
        </label>
        <button type="submit" class="button button-main" disabled={!text.trim()}>
          使用这个密钥
        </button>
      </form>
      <p class="dialog-note">密钥只保存在这个浏览器里，可以在“设置”中清除。公用电脑上请不要记住。</p>
    </ModalDialog>
  );
}
