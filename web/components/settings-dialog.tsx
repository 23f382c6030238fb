import { SCHEMES, TEXT_SIZES, useSettings } from '../use-settings.ts';
import { ForgetKey } from './forget-key.tsx';
import { ModalDialog } from './modal-dialog.tsx';
import { ViewLink } from './view-link.tsx';

type Properties = { onClose: () => void; onShowShortcuts: () => void; onVisit: (address: string) => void };

export function SettingsDialog({ onClose, onShowShortcuts, onVisit }: Properties) {
  const { settings, change } = useSettings();
  return (
    <ModalDialog title="设置" onClose={onClose}>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <Choice
          title="字号"
          options={TEXT_SIZES}
          chosen={settings.textSize}
          onChoose={(textSize) => change({ textSize })}
        />
        <Choice title="配色" options={SCHEMES} chosen={settings.scheme} onChoose={(scheme) => change({ scheme })} />
        <fieldset>
          <legend class="label">键盘</legend>
          <label class="setting-check">
            <input
              type="checkbox"
              checked={settings.singleKeys}
              onChange={(event) => change({ singleKeys: event.currentTarget.checked })}
            />
            用单个按键作快捷键
          </label>
          <button type="button" class="button" onClick={onShowShortcuts}>
            查看全部快捷键
          </button>
        </fieldset>
        <ForgetKey />
      </form>
      <p class="dialog-note">
        设置只保存在这个浏览器里。收录、质量与负载见
        <ViewLink href="/status" class="link" onVisit={onVisit}>
          运行状况
        </ViewLink>
        ，读者的评价见
        <ViewLink href="/admin" class="link" onVisit={onVisit}>
          管理
        </ViewLink>
        。
      </p>
    </ModalDialog>
  );
}

type ChoiceProperties<Value extends string> = {
  title: string;
  options: readonly [Value, string][];
  chosen: Value;
  onChoose: (value: Value) => void;
};

function Choice<Value extends string>({ title, options, chosen, onChoose }: ChoiceProperties<Value>) {
  return (
    <fieldset>
      <legend class="label">{title}</legend>
      <div class="setting-options">
        {options.map(([value, label]) => (
          <label key={value} class={value === chosen ? 'setting-option setting-chosen' : 'setting-option'}>
            <input type="radio" name={title} checked={value === chosen} onChange={() => onChoose(value)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
