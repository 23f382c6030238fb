/** How the original of a file is shown: by the browser itself, as text, or not at all. */

export type ShownOriginal =
  { kind: 'pdf' | 'picture'; url: string } | { kind: 'text'; text: string } | { kind: 'none' };

/** Bytes of text that are shown; a page with more would stand still. */
const TEXT_MAX = 1_000_000;

const KINDS: Readonly<Record<string, 'pdf' | 'picture' | 'text'>> = {
  ...{ pdf: 'pdf', png: 'picture', jpg: 'picture', jpeg: 'picture' },
  ...{ txt: 'text', md: 'text', markdown: 'text', html: 'text', htm: 'text', xhtml: 'text' },
};

/** Types by which a browser takes bytes for what they are shown as, and for nothing that runs. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
};

/** Makes of the bytes of a file what is shown of it; a URL in it has to be let go. */
export async function showOriginal(path: string, content: Blob): Promise<ShownOriginal> {
  const ending = path.split('.').pop()?.toLowerCase() ?? '';
  const kind = KINDS[ending];
  if (kind === undefined) return { kind: 'none' };
  if (kind === 'text') return { kind, text: decode(new Uint8Array(await content.slice(0, TEXT_MAX).arrayBuffer())) };
  return { kind, url: URL.createObjectURL(new Blob([content], { type: TYPES[ending] ?? '' })) };
}

/** UTF-8, UTF-16 with its mark, or what Chinese Windows programs write. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // A character that is cut off at the end is no sign of another encoding.
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
