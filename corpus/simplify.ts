/** Traditional characters → simplified ones, so that the words of either match. */
import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });

const known = new Map<string, string>();

/** One character as it is written in simplified Chinese; any other character as it is. */
export function simplifyCharacter(character: string): string {
  // No character below U+3400 has a simplified form.
  if ((character.codePointAt(0) ?? 0) < 0x3400) return character;
  let simplified = known.get(character);
  if (simplified === undefined) known.set(character, (simplified = convert(character)));
  return simplified;
}

/** A text in simplified characters, word by word: what a character becomes may depend on its neighbours. */
export const simplify: (text: string) => string = convert;

/** A text in simplified characters, one by one, with every offset where it was. */
export function simplifyEvenly(text: string): string {
  let simplified = '';
  for (const character of text) {
    const one = simplifyCharacter(character);
    simplified += one.length === character.length ? one : character;
  }
  return simplified;
}
