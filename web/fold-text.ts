/** Text folded for comparing: without white space, and full-width letters, digits and signs as half-width ones. */
export type FoldedText = {
  text: string;
  /** For each code unit of the folded text, where its character begins and ends in the original. */
  places: { start: number; end: number }[];
};

export function foldText(original: string): FoldedText {
  let text = '';
  const places: FoldedText['places'] = [];
  let start = 0;
  for (const character of original) {
    const end = start + character.length;
    const folded = character.normalize('NFKC').replace(/\s/gu, '');
    text += folded;
    for (let unit = 0; unit < folded.length; unit++) places.push({ start, end });
    start = end;
  }
  return { text, places };
}

/** All but the characters that most of a text consists of, which are folded already. */
const UNFOLDED = /[^\u4e00-\u9fff]/gu;

/** Folded for searching, where letters are alike in either case and nobody asks where they stand. */
export function foldForSearch(original: string): string {
  return original.replace(UNFOLDED, (character) => character.normalize('NFKC').replace(/\s/gu, '')).toLowerCase();
}
