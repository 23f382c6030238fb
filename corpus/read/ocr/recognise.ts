/** What a line of text says: PP-OCR's recognition, decoded by CTC. */
import { eraseRules } from './erase-rules.ts';
import type { OcrModels } from './models.ts';
import { type Box, type Normalization, type Pyramid, sampleBox } from './pixels.ts';

export interface RecognisedCharacter {
  character: string;
  /** 0–1. */
  probability: number;
  /** Where along the line its middle is, 0–1. */
  at: number;
  /** Whether a space was recognised before it. */
  isAfterSpace: boolean;
}

const LINE_HEIGHT = 48;
/** The network was trained on pictures this wide, shorter lines filled up with grey. */
const LEAST_WIDTH = 320;
/** Values from -1 to 1. */
const NORMALIZATION: Normalization = { scale: [2 / 255, 2 / 255, 2 / 255], offset: [-1, -1, -1] };

/** A mark at the very edge is not recognised; in heights of the line. */
const SIDE_MARGIN = 0.25;

/** Recognises one line. */
export async function recogniseBox(
  { recognise, characters }: OcrModels,
  pyramid: Pyramid,
  box: Box,
): Promise<RecognisedCharacter[]> {
  const wide = { ...box, width: box.width + 2 * SIDE_MARGIN * box.height };
  const width = Math.max(1, Math.round((wide.width / wide.height) * LINE_HEIGHT));
  const planeWidth = Math.max(width, LEAST_WIDTH);
  const pixels = new Float32Array(3 * LINE_HEIGHT * planeWidth);
  sampleBox(pyramid, wide, { width, height: LINE_HEIGHT, planeWidth }, NORMALIZATION, pixels);
  eraseRules(pixels, { width, height: LINE_HEIGHT, planeWidth });
  const { data, dimensions } = await recognise(pixels, [1, 3, LINE_HEIGHT, planeWidth]);
  const found = decode(data, dimensions[1] as number, dimensions[2] as number, characters);
  const scale = (planeWidth / width) * (wide.width / box.width);
  const margin = (wide.width - box.width) / 2 / box.width;
  return found.map((character) => ({ ...character, at: character.at * scale - margin }));
}

/** The likeliest class of each step; a class that goes on over several steps is one character. */
function decode(
  data: Float32Array,
  steps: number,
  classes: number,
  characters: readonly string[],
): RecognisedCharacter[] {
  const found: RecognisedCharacter[] = [];
  let last = 0;
  let isAfterSpace = false;
  for (let step = 0; step < steps; step++) {
    const start = step * classes;
    let best = 0;
    for (let index = 1; index < classes; index++) {
      if ((data[start + index] as number) > (data[start + best] as number)) best = index;
    }
    if (best !== 0 && best !== last) {
      const character = characters[best] ?? '';
      const isSpace = character.trim() === '';
      if (!isSpace) {
        const at = middleOf(data, classes, best, step, steps) / steps;
        found.push({ character, probability: data[start + best] as number, at, isAfterSpace });
      }
      isAfterSpace = isSpace;
    }
    last = best;
  }
  return found;
}

/** The middle of a character in steps: where its probability has its weight. */
function middleOf(data: Float32Array, classes: number, best: number, step: number, steps: number): number {
  let weight = 0;
  let sum = 0;
  for (let near = Math.max(step - 1, 0); near <= Math.min(step + 2, steps - 1); near++) {
    const probability = data[near * classes + best] as number;
    weight += probability;
    sum += probability * (near + 0.5);
  }
  return sum / weight;
}
