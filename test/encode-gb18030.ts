/** Text → GB18030, which Node reads but does not write. */

/** The bytes of every character of the basic plane that GB18030 writes in two or four bytes. */
let bytesByCharacter: ReadonlyMap<string, readonly number[]> | undefined;

export function encodeGb18030(text: string): Uint8Array {
  const bytesOf = (bytesByCharacter ??= readTable());
  return Uint8Array.from(
    [...text].flatMap((character) => {
      if (character < '\u0080') return [character.charCodeAt(0)];
      const bytes = bytesOf.get(character);
      if (!bytes) throw new Error(`no bytes for “${character}”`);
      return bytes;
    }),
  );
}

function readTable(): Map<string, number[]> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, number[]>();
  const put = (...bytes: number[]): void => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if (character.length === 1 && !table.has(character)) table.set(character, bytes);
  };
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) put(lead, trail);
  }
  for (let first = 0x81; first <= 0x84; first++) {
    for (let second = 0x30; second <= 0x39; second++) {
      for (let third = 0x81; third <= 0xfe; third++) {
        for (let fourth = 0x30; fourth <= 0x39; fourth++) put(first, second, third, fourth);
      }
    }
  }
  return table;
}
