type Properties = { onClose: () => void };

export function SettingsDialog(_properties: Properties) {
  return null;
}
