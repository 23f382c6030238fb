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

/** The words of a text that have synonyms, longest first at each place, each once. */
export function findSynonyms(text: string): Synonym[] {
  const found = new Map<string, Synonym>();
  for (let at = 0; at < text.length; at++) {
    for (let length = Math.min(LONGEST, text.length - at); length >= 2; length--) {
      const word = text.slice(at, at + length);
      const alternatives = BY_WORD.get(word);
      if (!alternatives) continue;
      found.set(word, { word, alternatives: [...alternatives] });
      at += length - 1;
      break;
    }
  }
  return [...found.values()];
}
