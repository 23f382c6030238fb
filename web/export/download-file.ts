/** Long enough for the browser to have begun reading; what is held for it is let go then. */
const HELD_MILLISECONDS = 60_000;

/** Hands a file to the browser's downloads. */
export function downloadFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), HELD_MILLISECONDS);
}
