import { browserKey } from '../browser-key.ts';

/** Says why administration is refused, and asks for another key. */
export function KeyNeeded({ message, onReload }: { message: string; onReload: () => void }) {
  return (
    <div class="notice admin-refused">
      <div>
        <p>{message}</p>
        <p>
          管理密钥在服务器上生成：<code>npm run keys -- make 名称 --scope admin</code>
        </p>
      </div>
      <button
        type="button"
        class="button"
        onClick={() => {
          browserKey.forget();
          onReload();
        }}
      >
        换一个密钥
      </button>
    </div>
  );
}
