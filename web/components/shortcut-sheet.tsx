import { SHORTCUT_GROUPS } from '../shortcuts.ts';
import { useSettings } from '../use-settings.ts';
import { ModalDialog } from './modal-dialog.tsx';

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { settings } = useSettings();
  return (
    <ModalDialog title="快捷键" onClose={onClose}>
      {!settings.singleKeys && (
        <p class="notice shortcut-note">单键快捷键已在“设置”中关闭，只有 Alt + N、Enter 和 Esc 有效。</p>
      )}
      <div class="shortcut-groups">
        {SHORTCUT_GROUPS.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3 class="label">{title}</h3>
            <dl class="shortcut-list">
              {shortcuts.map(({ label, shown }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <ShownKeys shown={shown} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="dialog-note">正在打字或用输入法选字时，单键不起作用。</p>
    </ModalDialog>
  );
}

function ShownKeys({ shown }: { shown: string[][] }) {
  return (
    <>
      {shown.map((keys, alternative) => (
        <span key={keys.join()}>
          {alternative > 0 && ' 或 '}
          {keys.map((key, place) => (
            <span key={key}>
              {place > 0 && ' 再按 '}
              <kbd>{key}</kbd>
            </span>
          ))}
        </span>
      ))}
    </>
  );
}
