/** What a code point that a PDF gives stands for. */

/** PDFium's mark for a hyphen at the end of a line. */
const BROKEN_HYPHEN = 0x02;

/** Radicals in their simplified form, for which Unicode has no compatibility mapping, and the characters they are. */
const RADICALS = [
  ...'\u2ea0\u2ec1\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb\u2edc\u2edd\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9\u2eea\u2eec\u2eee\u2ef0',
];
const CHARACTERS = [...'民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙'];

/**
 * The text of a code point; empty for what only steers the setting, null for what nobody can read. Kangxi radicals,
 * compatibility ideographs and ligatures, which fonts often name in place of the ordinary characters they look like,
 * become these.
 */
export function readable(codePoint: number): string | null {
  if (codePoint === BROKEN_HYPHEN) return '-';
  if ((codePoint >= 0x200b && codePoint <= 0x200f) || codePoint === 0xfeff) {
    return '';
  }
  if (codePoint === 0x09 || codePoint === 0xa0 || codePoint === 0x3000) return ' ';
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return null;
  if (isPrivate(codePoint) || codePoint === 0xfffd || (codePoint & 0xfffe) === 0xfffe) return null;
  if ((codePoint >= 0xd800 && codePoint <= 0xdfff) || codePoint > 0x10ffff) return null;
  const character = String.fromCodePoint(codePoint);
  if (!isLookAlike(codePoint)) return character;
  return CHARACTERS[RADICALS.indexOf(character)] ?? character.normalize('NFKC');
}

function isPrivate(codePoint: number): boolean {
  return (codePoint >= 0xe000 && codePoint <= 0xf8ff) || codePoint >= 0xf0000;
}

function isLookAlike(codePoint: number): boolean {
  return (
    (codePoint >= 0x2e80 && codePoint <= 0x2fdf) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfb00 && codePoint <= 0xfb06) ||
    (codePoint >= 0x2f800 && codePoint <= 0x2fa1f)
  );
}
