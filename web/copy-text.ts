/** Puts text on the clipboard, with the same as HTML where it is given; returns whether it got there. */
export async function copyText({ text, html }: { text: string; html?: string | undefined }): Promise<boolean> {
  try {
    if (html === undefined) await navigator.clipboard.writeText(text);
    else await navigator.clipboard.write([makeItem({ 'text/plain': text, 'text/html': html })]);
    return true;
  } catch {
    return copyBySelection(text, html);
  }
}

function makeItem(parts: Record<string, string>): ClipboardItem {
  const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
  return new ClipboardItem(Object.fromEntries(blobs) as Record<string, Blob>);
}

/**
 * The clipboard API exists only on https and localhost, and older Firefox has it for plain text alone; an office server
 * on plain http needs the older way.
 */
function copyBySelection(text: string, html: string | undefined): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'off-screen';
  document.body.append(field);
  field.select();
  const fill = (event: ClipboardEvent) => {
    if (html === undefined || !event.clipboardData) return;
    event.clipboardData.setData('text/plain', text);
    event.clipboardData.setData('text/html', html);
    event.preventDefault();
  };
  document.addEventListener('copy', fill);
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', fill);
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
