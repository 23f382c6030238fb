/** Names of files as they may be shown: a name can hold characters that move, hide or turn round what stands beside it. */

/** Control and format characters, line and paragraph separators, halves of characters, characters without a form. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

/** A path for a message, a terminal or a log: what cannot be seen in it is written out, such as \u{202e}. */
export function showPath(path: string): string {
  return path.replace(UNSHOWN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
