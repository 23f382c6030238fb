/** Boxes of a page that may lie at an angle → where they stand on the page set upright; pieces of a line joined. */
import type { Box } from './pixels.ts';

/** The page as it stands when it is turned back by `angle`, in pixels of the picture. */
export interface UprightPage {
  width: number;
  height: number;
  angle: number;
}

/** A box on the upright page, by its top left corner. */
export interface PlacedBox {
  x: number;
  y: number;
  width: number;
  height: number;
  /** In the picture. */
  box: Box;
}

/** The upright page of a picture whose lines lie at an angle. */
export function uprightPage(picture: { width: number; height: number }, angle: number): UprightPage {
  const isSideways = Math.abs(Math.sin(angle)) > Math.SQRT1_2;
  const { width, height } = picture;
  return isSideways ? { width: height, height: width, angle } : { width, height, angle };
}

/** Where boxes of a picture stand on its upright page. */
export function placeBoxes(
  boxes: readonly Box[],
  picture: { width: number; height: number },
  page: UprightPage,
): PlacedBox[] {
  const cosine = Math.cos(page.angle);
  const sine = Math.sin(page.angle);
  return boxes.map((box) => {
    const right = box.x - picture.width / 2;
    const down = box.y - picture.height / 2;
    const isAcross = Math.abs(Math.sin(box.angle - page.angle)) > Math.SQRT1_2;
    const [width, height] = isAcross ? [box.height, box.width] : [box.width, box.height];
    return {
      x: right * cosine + down * sine + page.width / 2 - width / 2,
      y: down * cosine - right * sine + page.height / 2 - height / 2,
      width,
      height,
      box,
    };
  });
}

/**
 * Pieces of a line no further apart than this, in heights of the line, are one: the blank half of a full stop, or a
 * space. Columns and cells stand further apart.
 */
const JOINED_GAP = 0.75;
const SHARED_HEIGHT = 0.7;
const LIKE_HEIGHT = 0.75;
/** A dash is found by itself, much lower than the line and no longer than this. */
const DASH_HEIGHT = 0.6;
const DASH_LENGTH = 2.5;

/** Joins the boxes that the detection made of one line. */
export function joinPieces(boxes: readonly PlacedBox[]): PlacedBox[] {
  const joined: PlacedBox[] = [];
  for (const piece of [...boxes].sort((a, b) => a.x - b.x)) {
    const index = joined.findIndex((line) => areOne(line, piece));
    const line = joined[index];
    if (line) joined[index] = joinTwo(line, piece);
    else joined.push(piece);
  }
  return joined;
}

function areOne(line: PlacedBox, piece: PlacedBox): boolean {
  const [low, high] = line.height < piece.height ? [line, piece] : [piece, line];
  const shared = Math.min(line.y + line.height, piece.y + piece.height) - Math.max(line.y, piece.y);
  const gap = piece.x - line.x - line.width;
  const isAlongside = shared >= SHARED_HEIGHT * low.height && gap <= JOINED_GAP * high.height && gap > -high.height;
  const isDash = low.height <= DASH_HEIGHT * high.height && low.width <= DASH_LENGTH * high.height;
  const isStraight = Math.abs(line.box.angle - piece.box.angle) < Math.PI / 4;
  return isAlongside && isStraight && (isDash || low.height >= LIKE_HEIGHT * high.height);
}

function joinTwo(line: PlacedBox, piece: PlacedBox): PlacedBox {
  const longer = line.width >= piece.width ? line : piece;
  const right = Math.max(line.x + line.width, piece.x + piece.width);
  const top = Math.min(line.y, piece.y);
  const bottom = Math.max(line.y + line.height, piece.y + piece.height);
  const placed = { x: line.x, y: top, width: right - line.x, height: bottom - top };
  // From the middle of the longer piece to that of both, along the line.
  const along = placed.x + placed.width / 2 - longer.x - longer.width / 2;
  const down = placed.y + placed.height / 2 - longer.y - longer.height / 2;
  const { angle } = longer.box;
  return {
    ...placed,
    box: {
      x: longer.box.x + along * Math.cos(angle) - down * Math.sin(angle),
      y: longer.box.y + along * Math.sin(angle) + down * Math.cos(angle),
      width: placed.width,
      height: placed.height,
      angle,
    },
  };
}
