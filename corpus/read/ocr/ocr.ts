/** Recognises the text of pictures, in simplified Chinese, on this machine. */
import { type DetectedLines, detectLines } from './detect.ts';
import { extendToDashes } from './ends.ts';
import { joinPieces, type PlacedBox, placeBoxes, uprightPage } from './lines.ts';
import { characterSize, evenSizes, meanProbability, squaresOf } from './measure.ts';
import { openOcrModels, type OcrModels } from './models.ts';
import { type Box, type Picture, Pyramid } from './pixels.ts';
import { recogniseBox, type RecognisedCharacter } from './recognise.ts';
import { textOf } from './printed-text.ts';

export interface RecognisedLine {
  text: string;
  /** On the page set upright, in pixels of the picture: from the first character's square to the end of the last one's. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Side of the square of a Chinese character, in pixels. */
  characterSize: number;
  /** How sure the recognition is, 0–1. */
  confidence: number;
}

export interface RecognisedPage {
  /** Of the page set upright: a picture on its side has its width here as its height. */
  width: number;
  height: number;
  lines: RecognisedLine[];
  /** Places that look like a line of text, of which nothing could be made. */
  unreadable: number;
}

/** What is less sure than this is a stamp, a speck or a drawing rather than text. */
const LEAST_CONFIDENCE = 0.5;

/** A place is worth telling of if it is this many times as long as it is high. */
const UNREADABLE_LENGTH = 4;

/** Lines that are looked at to tell whether a page stands on its head, and what upright ones do not fall below. */
const LINES_TRIED = 5;
const UPRIGHT_CONFIDENCE = 0.85;

/**
 * Recognises the lines of a picture, from top to bottom as they stand on the upright page: a page that lies at an angle,
 * on its side or on its head is turned.
 */
export async function recognisePage(picture: Picture): Promise<RecognisedPage> {
  const models = await openOcrModels();
  const pyramid = new Pyramid(picture);
  const { page, boxes, read } = await setUpright(models, pyramid, await detectLines(models, pyramid));
  const lines: RecognisedLine[] = [];
  let unreadable = 0;
  for (const placed of boxes) {
    const characters = read.get(placed) ?? (await recogniseBox(models, pyramid, placed.box));
    const line = describeLine(placed, characters);
    if (line) lines.push(line);
    else if (placed.width >= UNREADABLE_LENGTH * placed.height) unreadable++;
  }
  lines.sort((a, b) => a.y - b.y);
  return { width: page.width, height: page.height, lines: evenSizes(lines), unreadable };
}

/** Null where nothing could be made of it. */
function describeLine({ box, ...place }: PlacedBox, characters: readonly RecognisedCharacter[]): RecognisedLine | null {
  const size = characterSize(characters, box);
  const text = textOf(characters, size / box.width);
  const confidence = meanProbability(characters);
  if (text === '' || confidence < LEAST_CONFIDENCE) return null;
  const { from, to } = squaresOf(characters, size, box);
  return { text, ...place, x: place.x + from, width: to - from, characterSize: size, confidence };
}

interface Arrangement {
  page: { width: number; height: number };
  boxes: PlacedBox[];
  /** What has been recognised already. */
  read: ReadonlyMap<PlacedBox, RecognisedCharacter[]>;
  /** How sure that was. */
  confidence: number;
}

/** The page as it stands, or turned round if its longest lines are read with more confidence then. */
async function setUpright(models: OcrModels, pyramid: Pyramid, detected: DetectedLines): Promise<Arrangement> {
  const upright = await arrange(models, pyramid, detected);
  if (upright.boxes.length === 0 || upright.confidence >= UPRIGHT_CONFIDENCE) return upright;
  const turned = await arrange(models, pyramid, {
    boxes: detected.boxes.map(turnRound),
    angle: detected.angle + Math.PI,
  });
  return turned.confidence > upright.confidence ? turned : upright;
}

async function arrange(models: OcrModels, pyramid: Pyramid, { boxes, angle }: DetectedLines): Promise<Arrangement> {
  const page = uprightPage(pyramid.picture, angle);
  const lines = extendToDashes(pyramid, joinPieces(placeBoxes(boxes, pyramid.picture, page)));
  const read = new Map<PlacedBox, RecognisedCharacter[]>();
  const longest = [...lines].sort((a, b) => b.box.width - a.box.width).slice(0, LINES_TRIED);
  for (const line of longest) read.set(line, await recogniseBox(models, pyramid, line.box));
  const sum = [...read.values()].reduce((total, characters) => total + meanProbability(characters), 0);
  return { page, boxes: lines, read, confidence: sum / Math.max(read.size, 1) };
}

function turnRound(box: Box): Box {
  return { ...box, angle: box.angle + Math.PI };
}
