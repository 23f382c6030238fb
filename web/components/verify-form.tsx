import type { RefObject } from 'preact';
import { isCheckable, type Verification } from '../use-verify.ts';
import { DRAFT_MAX } from '../verify-draft.ts';

type Properties = {
  verification: Verification;
  field: RefObject<HTMLTextAreaElement | null>;
  /** The button that checks, and stops. */
  action: RefObject<HTMLButtonElement | null>;
};

const ROWS = { first: 12, checked: 6 };

export function VerifyForm({ verification, field, action }: Properties) {
  const { draft, write, checked, progress, check, stop } = verification;
  const excess = draft.length - DRAFT_MAX;
  const isChecking = progress.state === 'checking';

  return (
    <div class="verify-form">
      <textarea
        ref={field}
        rows={checked ? ROWS.checked : ROWS.first}
        value={draft}
        placeholder="把要核对的草稿粘贴到这里"
        aria-label="草稿"
        aria-describedby="verify-hint"
        aria-invalid={excess > 0}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
          event.preventDefault();
          check();
        }}
      />
      <div class="verify-form-foot">
        <p id="verify-hint">
          <span class={excess > 0 ? 'counter counter-over' : 'counter'}>
            {draft.length.toLocaleString('zh-CN')} / {DRAFT_MAX.toLocaleString('zh-CN')} 字
          </span>
          <span class="key-hint">Ctrl + Enter 核对</span>
          <span class="counter-over" role="status">
            {excess > 0 && `超出 ${excess.toLocaleString('zh-CN')} 字，请删减或分几次核对`}
          </span>
        </p>
        {/* One button for both, so that it keeps the focus; the second half of a double click does not stop. */}
        <button
          ref={action}
          type="button"
          class={isChecking ? 'button' : 'button button-main'}
          disabled={!isChecking && !isCheckable(draft)}
          onClick={(event) => {
            if (!isChecking) check();
            else if (event.detail < 2) stop();
          }}
        >
          {isChecking ? '停止' : checked ? '再核对' : '核对'}
        </button>
      </div>
    </div>
  );
}
