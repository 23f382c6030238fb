/** The difference between the words that were cited and those that stand there: figures whole, characters else. */
import { diffArrays } from 'diff';
import { fold } from '../../corpus/text.ts';
import type { CitationDifference } from '../contract-citations.ts';

/** A figure, a Latin word, or any other character. */
const TOKEN = /\d+(?:[.,．]\d+)*[%％]?|[a-z]+|\S/giu;

/** Differences beyond which the words are shown as replaced altogether; it bounds the time of comparing them. */
const EDITS_MAX = 1_000;

/**
 * The parts of both texts in order: `same` and `added` together are the present words, `same` and `removed` the cited
 * ones, but for spaces, width and quotation marks, which count for no difference.
 */
export function compareWords(cited: string, present: string): CitationDifference[] {
  const [before, after] = [tokensOf(cited), tokensOf(present)];
  const comparator = (one: Token, other: Token): boolean => one.folded === other.folded;
  const changes = diffArrays(before, after, { comparator, maxEditLength: EDITS_MAX });
  if (!changes) {
    return [
      { kind: 'removed', text: cited },
      { kind: 'added', text: present },
    ];
  }
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.map(({ text }) => text).join(''),
  }));
}

interface Token {
  text: string;
  folded: string;
}

/** White space belongs to the token behind it. */
function tokensOf(text: string): Token[] {
  let from = 0;
  return [...text.matchAll(TOKEN)].map(({ 0: token, index }) => {
    const start = from;
    from = index + token.length;
    return { text: text.slice(start, from), folded: fold(token) };
  });
}
