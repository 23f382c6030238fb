/** An embedder for tests that are not about the model: quick, the same on every machine, and near where words agree. */
import type { Embedder } from '../../index/embed.ts';

const DIMENSIONS = 64;

export interface FakeEmbedder extends Embedder {
  /** Every text that was embedded, in order; questions are not among them. */
  readonly embedded: string[];
}

/** Unit vectors of hashed pairs of characters. */
export function createFakeEmbedder(name = 'fake@1'): FakeEmbedder {
  const embedded: string[] = [];
  return {
    name,
    dimensions: DIMENSIONS,
    concurrency: 1,
    embedded,
    embedText(text) {
      embedded.push(text);
      return Promise.resolve(vectorOf(text));
    },
    embedQuestion: (question) => Promise.resolve(vectorOf(question)),
    close: () => Promise.resolve(),
  };
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  const characters = [...text].filter((character) => /[\p{L}\p{N}]/u.test(character));
  characters.forEach((character, at) => {
    const slot = hash(character + (characters[at + 1] ?? '')) % DIMENSIONS;
    vector[slot] = (vector[slot] ?? 0) + 1;
  });
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector.fill(1 / Math.sqrt(DIMENSIONS));
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
