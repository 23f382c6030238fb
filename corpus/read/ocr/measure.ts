/** What the places of recognised characters tell of a line: how large its print is, and where it begins and ends. */
import { OPENING_MARK } from '../marks.ts';
import type { Box } from './pixels.ts';
import type { RecognisedCharacter } from './recognise.ts';

/** How sure the recognition of a line is, 0–1; 0 for one in which nothing was recognised. */
export function meanProbability(characters: readonly RecognisedCharacter[]): number {
  if (characters.length === 0) return 0;
  return characters.reduce((sum, { probability }) => sum + probability, 0) / characters.length;
}

/** The height of a line's box, in squares of its characters: usually, and at most; measured on print. */
const BOX_HEIGHT = 1.5;
const HIGHEST_BOX = 2.1;

/** The width of letters and figures, in squares. */
const NARROW = 0.53;

/** The side of the square of a Chinese character: from how far the characters stand apart, else from the line's height. */
export function characterSize(characters: readonly RecognisedCharacter[], box: Box): number {
  const steps = characters.slice(1).map((character, index) => {
    const before = characters[index] as RecognisedCharacter;
    return { distance: (character.at - before.at) * box.width, squares: (widthOf(character) + widthOf(before)) / 2 };
  });
  const sizes = steps.map(({ distance, squares }) => distance / squares).sort((a, b) => a - b);
  const median = sizes[sizes.length >> 1] ?? 0;
  // A place is known to a fifth of a character; wide gaps between words tell nothing.
  const usual = steps.filter(({ distance, squares }) => Math.abs(distance / squares - median) <= 0.5 * median);
  const [length, count] = usual.reduce(([a, b], { distance, squares }) => [a + distance, b + squares], [0, 0]);
  // Characters that stand apart, as those of a title do, are no larger for it.
  if (count === 0) return box.height / BOX_HEIGHT;
  return Math.min(Math.max(length / count, box.height / HIGHEST_BOX), box.height);
}

function widthOf({ character }: RecognisedCharacter): number {
  return character <= '~' ? NARROW : 1;
}

const CLOSING = /[”’）》〉」』】〕，。、；：！？]/u;
/** Marks stand in one half of their square: so far is it from their middle to the square's edge on the blank side. */
const BLANK_SIDE = 0.75;

/**
 * Where the squares of a line's first and last characters begin and end, in pixels from the start of its box: more even
 * from line to line than the box, which ends where the ink does.
 */
export function squaresOf(
  characters: readonly RecognisedCharacter[],
  size: number,
  box: Box,
): { from: number; to: number } {
  const [first] = characters;
  const last = characters.at(-1);
  if (!first || !last) return { from: 0, to: box.width };
  return {
    from: first.at * box.width - halfOf(first, OPENING_MARK) * size,
    to: last.at * box.width + halfOf(last, CLOSING) * size,
  };
}

function halfOf(recognised: RecognisedCharacter, blankSide: RegExp): number {
  if (blankSide.test(recognised.character)) return BLANK_SIDE;
  const isMark = OPENING_MARK.test(recognised.character) || CLOSING.test(recognised.character);
  return isMark ? 1 - BLANK_SIDE : widthOf(recognised) / 2;
}

/** Recognised sizes within this share of the page's usual one are the same size in print; few characters tell less. */
const SAME_SIZE = 0.12;
const SAME_SIZE_OF_ONE = 0.4;

/** Lines of no more characters do not show how far these stand apart. */
const FEW = 2;
/** Boxes whose heights differ by no more than this share hold print of one size. */
const SAME_HEIGHT = 0.15;

interface SizedLine {
  text: string;
  height: number;
  characterSize: number;
}

/** Gives lines that are set in the page's usual size exactly that size, and those of few characters that of one as high. */
export function evenSizes<Line extends SizedLine>(lines: readonly Line[]): Line[] {
  const bySize = [...lines].sort((a, b) => a.characterSize - b.characterSize);
  let left = lines.reduce((sum, { text }) => sum + text.length, 0) / 2;
  const usual = bySize.find(({ text }) => (left -= text.length) <= 0)?.characterSize ?? 0;
  return lines.map((line) => {
    const like = line.text.length <= FEW ? likeHigh(line, lines) : null;
    const { characterSize } = like ?? line;
    const share = SAME_SIZE + (like ? 0 : SAME_SIZE_OF_ONE / line.text.length);
    const isUsual = Math.abs(characterSize - usual) <= share * usual;
    return { ...line, characterSize: isUsual ? usual : characterSize };
  });
}

/** Of the lines of more characters, the one whose box is most nearly as high; null where none is. */
function likeHigh({ height }: SizedLine, lines: readonly SizedLine[]): SizedLine | null {
  let best: SizedLine | null = null;
  let least = 1 + SAME_HEIGHT;
  for (const other of lines) {
    const ratio = Math.max(height / other.height, other.height / height);
    if (other.text.length <= FEW || ratio > least) continue;
    least = ratio;
    best = other;
  }
  return best;
}
