/**
 * BM25 over lists of terms. Pure: documents in, scores out.
 *
 * Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), equation 3.15, with the idf of
 * Lucene, ln(1 + (N − n + 0.5) / (n + 0.5)), which is never negative.
 */

import { setImmediate } from 'node:timers/promises';

/** How soon repeating a term stops counting; usual range 0.5–2. */
export const K1 = 1.2;

/** How much long documents are held back; 0 not at all, 1 in full proportion. */
export const B = 0.75;

/**
 * What is kept of a collection: for each term, the documents that hold it and how often. The documents of term `t` are
 * `documents[ends[t - 1]]` (from 0 for the first) up to `documents[ends[t]]`.
 */
export interface Postings {
  /** Terms of each document. */
  lengths: Uint32Array;
  /** All terms, a line break behind each: a string of each would take its time to read, and few are ever asked for. */
  terms: string;
  ends: Uint32Array;
  documents: Uint32Array;
  frequencies: Uint16Array;
}

/** Postings of some of a collection's documents. */
export interface PostingsPart {
  postings: Postings;
  /** The number of each of its documents in the collection; −1 for one that is not in it. */
  numbers: Int32Array;
}

export interface TermScore {
  term: string;
  inverseDocumentFrequency: number;
  frequency: number;
  score: number;
}

const FREQUENCY_MAX = 0xffff;

/** Counts the terms of each document; a document is its position in the list. */
export function countPostings(documents: Iterable<readonly string[]>): Postings {
  const lengths: number[] = [];
  const lists = new Map<string, number[]>();
  for (const document of documents) {
    const number = lengths.length;
    lengths.push(document.length);
    for (const term of document) {
      let list = lists.get(term);
      if (!list) lists.set(term, (list = []));
      if (list.at(-2) === number) list[list.length - 1] = Math.min((list.at(-1) ?? 0) + 1, FREQUENCY_MAX);
      else list.push(number, 1);
    }
  }
  const total = [...lists.values()].reduce((sum, list) => sum + list.length / 2, 0);
  const postings: Postings = {
    lengths: Uint32Array.from(lengths),
    terms: toLines(lists.keys()),
    ends: new Uint32Array(lists.size),
    documents: new Uint32Array(total),
    frequencies: new Uint16Array(total),
  };
  let at = 0;
  [...lists.values()].forEach((list, term) => {
    for (let pair = 0; pair < list.length; pair += 2, at++) {
      postings.documents[at] = list[pair] as number;
      postings.frequencies[at] = list[pair + 1] as number;
    }
    postings.ends[term] = at;
  });
  return postings;
}

/**
 * The postings of a collection out of those of its parts; a term that no document of it holds is left out. Other work
 * comes in between after each part: a server that answers meanwhile does not stand still.
 */
async function joinPostings(parts: readonly PostingsPart[], documentCount: number): Promise<Postings> {
  const slots = new Map<string, number>();
  /** How many documents hold the term of each slot. */
  const counts: number[] = [];
  /** The slot of each term of each part. */
  const slotsOfParts: Int32Array[] = [];
  for (const { postings, numbers } of parts) {
    await setImmediate();
    const held = countHeld(postings, numbers);
    const slotsOfPart = new Int32Array(held.length).fill(NO_SLOT);
    let number = 0;
    for (const term of linesOf(postings.terms)) {
      const count = held[number] as number;
      if (count > 0) {
        let slot = slots.get(term);
        if (slot === undefined) slots.set(term, (slot = counts.push(0) - 1));
        counts[slot] = (counts[slot] as number) + count;
        slotsOfPart[number] = slot;
      }
      number++;
    }
    slotsOfParts.push(slotsOfPart);
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  const joined: Postings = {
    lengths: new Uint32Array(documentCount),
    terms: toLines(slots.keys()),
    ends: new Uint32Array(counts.length),
    documents: new Uint32Array(total),
    frequencies: new Uint16Array(total),
  };
  // Where the next posting of each term goes; in the end, where its postings end.
  const next = joined.ends;
  let start = 0;
  counts.forEach((count, slot) => {
    next[slot] = start;
    start += count;
  });
  for (const [part, { postings, numbers }] of parts.entries()) {
    await setImmediate();
    const { lengths, ends, documents, frequencies } = postings;
    numbers.forEach((number, document) => {
      if (number >= 0) joined.lengths[number] = lengths[document] as number;
    });
    (slotsOfParts[part] as Int32Array).forEach((slot, term) => {
      if (slot === NO_SLOT) return;
      let to = next[slot] as number;
      for (let at = ends[term - 1] ?? 0; at < (ends[term] as number); at++) {
        const document = numbers[documents[at] as number] as number;
        if (document < 0) continue;
        joined.documents[to] = document;
        joined.frequencies[to++] = frequencies[at] as number;
      }
      next[slot] = to;
    });
  }
  return joined;
}

const NO_SLOT = -1;

/** How many documents of a collection hold each term of a part. */
function countHeld({ ends, documents }: Postings, numbers: Int32Array): Uint32Array {
  const held = new Uint32Array(ends.length);
  let at = 0;
  for (let term = 0; term < ends.length; term++) {
    let count = 0;
    for (; at < (ends[term] as number); at++) if ((numbers[documents[at] as number] as number) >= 0) count++;
    held[term] = count;
  }
  return held;
}

function toLines(terms: Iterable<string>): string {
  let lines = '';
  for (const term of terms) lines += `${term}\n`;
  return lines;
}

function* linesOf(lines: string): Generator<string, void> {
  for (let start = 0, end; (end = lines.indexOf('\n', start)) >= 0; start = end + 1) yield lines.slice(start, end);
}

/** Scores documents by the terms of a query. */
export class Bm25 {
  readonly #postings: Postings;
  /** The position of each term in the postings. */
  readonly #slots: Map<string, number>;
  readonly #averageLength: number;

  constructor(postings: Postings) {
    this.#postings = postings;
    this.#slots = new Map();
    for (const term of linesOf(postings.terms)) this.#slots.set(term, this.#slots.size);
    const total = postings.lengths.reduce((sum, length) => sum + length, 0);
    this.#averageLength = total / Math.max(postings.lengths.length, 1) || 1;
  }

  /** Scores over a collection whose postings lie in parts. */
  static async join(parts: readonly PostingsPart[], documentCount: number): Promise<Bm25> {
    return new Bm25(await joinPostings(parts, documentCount));
  }

  /** Every term that a document holds, each once. */
  terms(): string[] {
    return [...this.#slots.keys()];
  }

  /** ln(1 + (N − n + 0.5) / (n + 0.5)); greatest for a term that no document holds. */
  inverseDocumentFrequency(term: string): number {
    const { start, end } = this.#rangeOf(term);
    const containing = end - start;
    return Math.log(1 + (this.#postings.lengths.length - containing + 0.5) / (containing + 0.5));
  }

  /**
   * Score of each document, added to what is given; nothing for one that holds none of the terms. A term given twice
   * counts once.
   */
  score(terms: Iterable<string>, scores: Float64Array = new Float64Array(this.#postings.lengths.length)): Float64Array {
    const { documents, frequencies } = this.#postings;
    for (const term of new Set(terms)) {
      const { start, end } = this.#rangeOf(term);
      if (start === end) continue;
      const weight = this.inverseDocumentFrequency(term);
      for (let at = start; at < end; at++) {
        const document = documents[at] as number;
        const gain = weight * this.#saturation(document, frequencies[at] as number);
        scores[document] = (scores[document] as number) + gain;
      }
    }
    return scores;
  }

  /** What each term adds to a document's score, in the order given; terms it does not hold are left out. */
  explain(document: number, terms: Iterable<string>): TermScore[] {
    return [...new Set(terms)].flatMap((term) => {
      const { start, end } = this.#rangeOf(term);
      const at = this.#postings.documents.subarray(start, end).indexOf(document);
      if (at < 0) return [];
      const frequency = this.#postings.frequencies[start + at] as number;
      const inverseDocumentFrequency = this.inverseDocumentFrequency(term);
      return [
        {
          term,
          inverseDocumentFrequency,
          frequency,
          score: inverseDocumentFrequency * this.#saturation(document, frequency),
        },
      ];
    });
  }

  #rangeOf(term: string): { start: number; end: number } {
    const slot = this.#slots.get(term);
    const { ends } = this.#postings;
    return slot === undefined ? { start: 0, end: 0 } : { start: ends[slot - 1] ?? 0, end: ends[slot] as number };
  }

  #saturation(document: number, frequency: number): number {
    const length = (this.#postings.lengths[document] ?? 0) / this.#averageLength;
    return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * length));
  }
}
