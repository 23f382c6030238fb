/**
 * BM25 over lists of terms. Pure: documents in, scores out.
 *
 * Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), equation 3.15, with the idf of
 * Lucene, ln(1 + (N − n + 0.5) / (n + 0.5)), which is never negative.
 */

/** How soon repeating a term stops counting; usual range 0.5–2. */
export const K1 = 1.2;

/** How much long documents are held back; 0 not at all, 1 in full proportion. */
export const B = 0.75;

/** What is kept on disk: for each term its documents and how often each holds it, pairwise in one list. */
export interface Postings {
  lengths: number[];
  terms: Record<string, number[]>;
}

export interface TermScore {
  term: string;
  inverseDocumentFrequency: number;
  frequency: number;
  score: number;
}

/** Counts the terms of each document; a document is its position in the list. */
export function countPostings(documents: Iterable<readonly string[]>): Postings {
  const lengths: number[] = [];
  const terms = new Map<string, number[]>();
  for (const document of documents) {
    const number = lengths.length;
    lengths.push(document.length);
    for (const term of document) {
      let list = terms.get(term);
      if (!list) terms.set(term, (list = []));
      if (list.at(-2) === number) list[list.length - 1] = (list.at(-1) ?? 0) + 1;
      else list.push(number, 1);
    }
  }
  return { lengths, terms: Object.fromEntries(terms) };
}

/** Scores documents by the terms of a query. */
export class Bm25 {
  readonly #lengths: number[];
  readonly #terms: Map<string, number[]>;
  readonly #averageLength: number;

  constructor(postings: Postings) {
    this.#lengths = postings.lengths;
    this.#terms = new Map(Object.entries(postings.terms));
    const total = postings.lengths.reduce((sum, length) => sum + length, 0);
    this.#averageLength = total / Math.max(postings.lengths.length, 1) || 1;
  }

  /** Every term that a document holds, each once. */
  terms(): string[] {
    return [...this.#terms.keys()];
  }

  /** ln(1 + (N − n + 0.5) / (n + 0.5)); greatest for a term that no document holds. */
  inverseDocumentFrequency(term: string): number {
    const containing = (this.#terms.get(term)?.length ?? 0) / 2;
    return Math.log(1 + (this.#lengths.length - containing + 0.5) / (containing + 0.5));
  }

  /** Score of each document that holds at least one of the terms; a term given twice counts once. */
  score(terms: Iterable<string>): Map<number, number> {
    const scores = new Map<number, number>();
    for (const term of new Set(terms)) {
      const list = this.#terms.get(term);
      if (!list) continue;
      const weight = this.inverseDocumentFrequency(term);
      for (let at = 0; at < list.length; at += 2) {
        const document = list[at] as number;
        const gain = weight * this.#saturation(document, list[at + 1] as number);
        scores.set(document, (scores.get(document) ?? 0) + gain);
      }
    }
    return scores;
  }

  /** What each term adds to a document's score, in the order given; terms it does not hold are left out. */
  explain(document: number, terms: Iterable<string>): TermScore[] {
    return [...new Set(terms)].flatMap((term) => {
      const list = this.#terms.get(term) ?? [];
      const at = list.findIndex((value, index) => index % 2 === 0 && value === document);
      if (at < 0) return [];
      const frequency = list[at + 1] as number;
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

  #saturation(document: number, frequency: number): number {
    const length = (this.#lengths[document] ?? 0) / this.#averageLength;
    return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * length));
  }
}
