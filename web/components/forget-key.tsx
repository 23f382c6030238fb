import { useState } from 'preact/hooks';
import { browserKey } from '../browser-key.ts';

/** Takes the access key out of this browser; shown only where there is one. */
export function ForgetKey() {
  const [isHeld] = useState(() => browserKey.read() !== null);
  const [isForgotten, setForgotten] = useState(false);

  function forget(): void {
    browserKey.forget();
    setForgotten(true);
  }

  if (!isHeld) return null;
  return (
    <fieldset>
      <legend class="label">访问密钥</legend>
      <button type="button" class="button" disabled={isForgotten} onClick={forget}>
        从这个浏览器清除密钥
      </button>
      <p class="dialog-note" role="status">
        {isForgotten && '已清除，下次使用时会再询问。'}
      </p>
    </fieldset>
  );
}
