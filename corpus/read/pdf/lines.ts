/** Characters of a page → its lines, cut where a wide gap or the border of a cell sets two parts of a line apart. */
import type { Character, PageText, Rectangle } from './characters.ts';
import { largest, smallest } from '../layout/rows.ts';
import type { PositionedLine } from '../layout/positioned-line.ts';

/** Characters on one baseline, with how far each stands from the one before, in ems, and whether the file has a space. */
interface Placed extends Character {
  gap: number;
  spaced: boolean;
}

/** All of these are shares of the side of a character's square. */
const SAME_BASELINE = 0.25;
const SUPERSCRIPT_RISE = 0.5;
const OVERLAP = 0.6;
const RUN_GAP = 0.6;
/** A gap as wide as a character sets apart cells and columns; a line that is set wide throughout, by that much more. */
const PIECE_GAP = 1;
const WIDE_SETTING = 0.2;
const EVEN = 0.25;
/** A space that the file does not spell out is at least this wide; the gap that setters leave between scripts is less. */
const SPACE_GAP = 0.2;
/** Where the file spells its spaces out, only a gap like this is one more. */
const WIDE_GAP = 0.6;

/** What the setting of a character depends on. */
interface CharacterClass {
  /** Whether it takes the square of a Chinese character. */
  isWide: boolean;
  isHan: boolean;
  isWord: boolean;
  /** A letter, a figure or a mark that stands among these. */
  isLatin: boolean;
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const HAN = /\p{Script=Han}/u;
const WORD = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d]/u;

/** A document has few different characters, and testing each anew is slow. */
const classes = new Map<string, CharacterClass>();

function classOf(text: string): CharacterClass {
  let found = classes.get(text);
  if (!found) {
    const isWord = WORD.test(text);
    found = { isWide: WIDE.test(text), isHan: HAN.test(text), isWord, isLatin: isWord || text < '\u007f' };
    classes.set(text, found);
  }
  return found;
}

/**
 * What the pages read so far tell of how their producer sets spaces. Some (Chromium among them) leave spaces out of the
 * file and only place what follows further on; others spell them out, and gaps without one are mere setting.
 */
export class SpaceEvidence {
  private spelled = 0;
  private opened = 0;
  private tight = 0;
  private loose = 0;

  /** Whether gaps are to be read as spaces. */
  get leavesSpacesOut(): boolean {
    return this.spelled === 0 && (this.opened > 0 || (this.tight > 0 && this.loose > 0));
  }

  add(row: readonly Placed[]): void {
    const usual = usualGap(row);
    for (let index = 1; index < row.length; index++) {
      const { text, gap, spaced } = row[index] as Placed;
      if (gap > PIECE_GAP) continue;
      if (spaced) {
        this.spelled++;
        continue;
      }
      const [before, after] = [classOf((row[index - 1] as Placed).text), classOf(text)];
      const isWider = gap - usual >= SPACE_GAP;
      if (before.isHan && after.isHan) {
        if (isWider && usual < WIDE_SETTING) this.opened++;
      } else if ((before.isHan && after.isWord) || (before.isWord && after.isHan)) {
        if (isWider) this.loose++;
        else if (gap - usual < SPACE_GAP / 4) this.tight++;
      }
    }
  }
}

/** The lines of a page; rules are the borders that its tables draw. */
export function linesOf(
  page: PageText,
  number: number,
  rules: readonly Rectangle[],
  evidence: SpaceEvidence,
): PositionedLine[] {
  const rows = rowsOf(page.characters);
  for (const row of rows) evidence.add(row);
  const borders = rules.filter(({ left, right, top, bottom }) => bottom - top > right - left);
  return rows.flatMap((row) =>
    piecesOf(row, borders).map((piece) => lineOf(piece, page, number, evidence.leavesSpacesOut)),
  );
}

/** Characters by baseline and from left to right, whatever their order in the file. */
function rowsOf(characters: readonly Character[]): Placed[][] {
  const runs = runsOf(characters).sort((a, b) => baselineOf(a) - baselineOf(b));
  const rows: Placed[][][] = [];
  let baseline = -Infinity;
  for (const run of runs) {
    const last = rows.at(-1);
    if (last && baselineOf(run) - baseline <= SAME_BASELINE * (run[0]?.size ?? 0)) last.push(run);
    else {
      rows.push([run]);
      baseline = baselineOf(run);
    }
  }
  return rows.map((row) => withGaps(row.sort((a, b) => (a[0]?.left ?? 0) - (b[0]?.left ?? 0)).flat()));
}

/** A run's baseline is that of its largest character: a raised note of small figures belongs to the words before it. */
function baselineOf(run: readonly Character[]): number {
  let largest = run[0];
  for (const character of run) if (character.size > (largest?.size ?? 0) * 1.05) largest = character;
  return largest?.baseline ?? 0;
}

/** Characters that follow each other closely in the file and on the page. */
function runsOf(characters: readonly Character[]): Placed[][] {
  const runs: Placed[][] = [];
  let spaced = false;
  let before: Character | undefined;
  for (const character of characters) {
    if (character.text === ' ') {
      spaced = true;
      continue;
    }
    const { text, left, right, baseline, size, isBold } = character;
    const placed: Placed = { text, left, right, baseline, size, isBold, gap: 0, spaced };
    if (before && follows(before, character)) runs.at(-1)?.push(placed);
    else runs.push([placed]);
    spaced = false;
    before = character;
  }
  return runs;
}

function follows(before: Character, character: Character): boolean {
  const size = Math.max(before.size, character.size);
  const gap = (character.left - before.right) / size;
  if (gap < -OVERLAP || gap > RUN_GAP) return false;
  const rise = Math.abs(character.baseline - before.baseline) / size;
  const isRaised = Math.min(before.size, character.size) < 0.85 * size;
  return rise <= (isRaised ? SUPERSCRIPT_RISE : SAME_BASELINE);
}

function withGaps(row: Placed[]): Placed[] {
  row.forEach((character, index) => {
    const before = row[index - 1];
    character.gap = before ? (character.left - before.right) / Math.max(character.size, before.size) : 0;
  });
  return row;
}

/** The gap between the characters of a row that is evenly set wide or justified; 0 for others. */
function usualGap(row: readonly Placed[]): number {
  const gaps: number[] = [];
  for (let index = 1; index < row.length; index++) {
    const { text, gap } = row[index] as Placed;
    const isBetweenWide = classOf(text).isWide && classOf((row[index - 1] as Placed).text).isWide;
    if (isBetweenWide && gap < 2 * PIECE_GAP) gaps.push(gap);
  }
  const median = gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  if (gaps.length < 2 || median <= 0) return 0;
  const even = gaps.filter((gap) => Math.abs(gap - median) <= EVEN).length;
  return even >= 0.7 * gaps.length ? median : 0;
}

function piecesOf(row: Placed[], borders: readonly Rectangle[]): Placed[][] {
  const usual = usualGap(row);
  const limit = usual > WIDE_SETTING ? usual + PIECE_GAP : PIECE_GAP;
  const pieces: Placed[][] = [];
  row.forEach((character, index) => {
    const before = row[index - 1];
    const last = pieces.at(-1);
    if (!last || !before || character.gap > limit || isBordered(before, character, borders)) pieces.push([character]);
    else last.push(character);
  });
  return pieces;
}

function isBordered(before: Character, character: Character, borders: readonly Rectangle[]): boolean {
  if (character.left - before.right < -0.3 * character.size) return false;
  const from = (before.left + before.right) / 2;
  const to = (character.left + character.right) / 2;
  const y = character.baseline - character.size * 0.38;
  return borders.some(({ left, right, top, bottom }) => from < left && right < to && top <= y && y <= bottom);
}

const SOFT_HYPHEN = '\u00ad';

/** The top of a character above its baseline, as a share of its size. */
const ASCENT = 0.88;

function lineOf(piece: Placed[], page: PageText, number: number, leavesSpacesOut: boolean): PositionedLine {
  const usual = usualGap(piece);
  let text = '';
  piece.forEach((character, index) => {
    if (index > 0 && isSpaced(piece[index - 1] as Placed, character, usual, leavesSpacesOut)) text += ' ';
    // A soft hyphen is painted where a line ends within a word; elsewhere it is none.
    if (character.text !== SOFT_HYPHEN) text += character.text;
    else if (index === piece.length - 1) text += '-';
  });
  const sizes = piece.map(({ size }) => size).sort((a, b) => a - b);
  const fontSize = sizes[sizes.length >> 1] ?? 0;
  const x = smallest(piece.map(({ left }) => left));
  const bold = piece.filter(({ isBold }) => isBold).length;
  return {
    text,
    page: number,
    x,
    y: baselineOf(piece) - ASCENT * fontSize,
    width: largest(piece.map(({ right }) => right)) - x,
    height: fontSize,
    fontSize,
    pageWidth: page.width,
    pageHeight: page.height,
    isBold: 2 * bold > piece.length,
  };
}

function isSpaced(before: Placed, character: Placed, usual: number, leavesSpacesOut: boolean): boolean {
  if (character.spaced) return true;
  const gap = character.gap - usual;
  if (classOf(before.text).isLatin && classOf(character.text).isLatin) return gap >= SPACE_GAP;
  // The box of a dash is often less wide than its place.
  if (before.text === '—' || character.text === '—') return false;
  return gap >= (leavesSpacesOut ? SPACE_GAP : WIDE_GAP);
}
