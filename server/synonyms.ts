/** Everyday wording ↔ official wording, from corpus/synonyms.txt. */
import { readFileSync } from 'node:fs';

/** A word of a text, and the other words of its groups. */
export interface Synonym {
  word: string;
  alternatives: string[];
}

const COMMENT = '#';

const GROUPS = readFileSync(new URL('../corpus/synonyms.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => !line.startsWith(COMMENT))
  .map((line) => line.split(/\s+/u).filter((word) => word.length > 1))
  .filter((group) => group.length > 1);

const BY_WORD = new Map<string, Set<string>>();
for (const group of GROUPS) {
  for (const word of group) {
    const others = BY_WORD.get(word) ?? new Set();
    for (const other of group) if (other !== word) others.add(other);
    BY_WORD.set(word, others);
  }
}
const LONGEST = Math.max(...[...BY_WORD.keys()].map((word) => word.length));

/**
 * The words of a text that have synonyms, longest first at each place, each once. `words` are the text's words in order:
 * no synonym begins or ends inside one of them (人平, which may mean 人均, in 有的人平时).
 */
export function findSynonyms(text: string, words: readonly string[]): Synonym[] {
  const found = new Map<string, Synonym>();
  const boundaries = new Set([0]);
  let end = 0;
  for (const word of words) boundaries.add((end += word.length));
  for (let at = 0; at < text.length; at++) {
    if (!boundaries.has(at)) continue;
    for (let length = Math.min(LONGEST, text.length - at); length >= 2; length--) {
      const word = text.slice(at, at + length);
      const alternatives = boundaries.has(at + length) ? BY_WORD.get(word) : undefined;
      if (!alternatives) continue;
      found.set(word, { word, alternatives: [...alternatives] });
      at += length - 1;
      break;
    }
  }
  return [...found.values()];
}
