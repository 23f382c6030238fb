/** How Chinese text sounds, without tones. The only file that knows pinyin-pro. */
import { pinyin } from 'pinyin-pro';

/** Sounds that many speakers, in the south above all, do not tell apart: zh and z, ang and an, n and l. */
const BLURRED: [RegExp, string][] = [
  [/^([zcs])h/u, '$1'],
  [/^n/u, 'l'],
  [/([aei]n)g$/u, '$1'],
];

const readings = new Map<string, string[]>();

/** The readings of a character, the usual one first. */
function readingsOf(character: string): string[] {
  const known = readings.get(character);
  if (known) return known;
  const all = [...new Set(pinyin(character, { toneType: 'none', multiple: true, type: 'array' }))];
  readings.set(character, all);
  return all;
}

/** The sound of a text, a syllable for each character, each read as usual. */
export function syllablesOf(text: string): string[] {
  return [...text].map((character) => readingsOf(character)[0] as string);
}

/** What a word may be taken to sound like: as it is read (银行), or with any one of its characters read otherwise. */
export function soundsOfWord(word: string): string[][] {
  const all = [...word].map(readingsOf);
  const usual = syllablesOf(word);
  const sounds = [usual, ...all.flatMap((others, at) => others.slice(1).map((other) => usual.with(at, other)))];
  // A word of which one character at most is read in two ways has no other sound.
  if (all.filter(({ length }) => length > 1).length > 1) sounds.push(pinyin(word, { toneType: 'none', type: 'array' }));
  return sounds;
}

const blurredSyllables = new Map<string, string>();

/** Syllables as careless speakers hear them; the mark keeps them apart from exact ones. */
export function blur(syllables: string[]): string {
  return `~${syllables.map(blurSyllable).join(' ')}`;
}

function blurSyllable(syllable: string): string {
  let blurred = blurredSyllables.get(syllable);
  if (blurred === undefined) {
    blurred = BLURRED.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), syllable);
    blurredSyllables.set(syllable, blurred);
  }
  return blurred;
}
