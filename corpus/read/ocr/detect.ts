/**
 * Where the lines of text stand in a picture: PP-OCR's detection (differentiable binarization). The network gives each
 * pixel the probability that it is within a line, shrunk to the line's core; connected cores are lines, and their boxes
 * are grown back to the line's size.
 */
import type { OcrModels } from './models.ts';
import { type Box, type Normalization, type Pyramid, sampleBox } from './pixels.ts';
import { findRegions, type Region } from './regions.ts';

/** Mean and deviation of each channel, as the network was trained. */
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];
const NORMALIZATION: Normalization = {
  scale: DEVIATION.map((deviation) => 1 / 255 / deviation),
  offset: DEVIATION.map((deviation, channel) => -(MEAN[channel] as number) / deviation),
};

/** The network halves its input five times. */
const SIDE_STEP = 32;

const REGION_THRESHOLD = 0.3;
const LEAST_MEAN = 0.6;
/**
 * The ratio by which a core is grown: by area times this over the perimeter, on every side. PP-OCR's own is 1.5; lines
 * with a little more around them are recognised as well, with more confidence, and their characters are smaller, which
 * takes a sixth of the time away.
 */
const GROWTH = 2.4;
const LEAST_CORE_SIDE = 3;

/** Long enough that its direction is that of the writing, not that of a character or two. */
const LONG_LINE = 6;
/** Of all such lines together, as a share of the page's side: less does not tell how the page lies. */
const LEAST_LENGTH = 0.1;

/**
 * The longer side of a page as the network sees it first, in pixels: an A4 page then has 130 to the inch, and characters
 * of 10 points are 18 pixels high.
 */
const USUAL_SIDE = 1536;
const LONGEST_SIDE = 2816;

/** Lines that the network finds best are this high, in its pixels; others are looked for once more at another scale. */
const LOWEST_LINE = 11;
const HIGHEST_LINE = 72;
const WISHED_LINE = 24;

export interface DetectedLines {
  /** In no particular order, in pixels of the picture. */
  boxes: Box[];
  /** How far the page is turned (radians, clockwise), but for a turn by half a circle, which no line's shape tells. */
  angle: number;
}

/** Finds the lines of text of a picture. */
export async function detectLines(models: OcrModels, pyramid: Pyramid): Promise<DetectedLines> {
  const { width, height } = pyramid.picture;
  const longer = Math.max(width, height);
  const side = Math.min(longer, USUAL_SIDE);
  const found = await detectAt(models, pyramid, side);
  const lineHeight = (medianHeight(found.boxes) * side) / longer;
  if (lineHeight >= LOWEST_LINE && lineHeight <= HIGHEST_LINE) return found;
  const better = lineHeight === 0 ? LONGEST_SIDE : Math.min((side * WISHED_LINE) / lineHeight, LONGEST_SIDE);
  // A picture without any text is not made larger than it is to look for some.
  const other = lineHeight === 0 ? Math.min(better, longer) : better;
  return Math.abs(other - side) < SIDE_STEP ? found : detectAt(models, pyramid, other);
}

async function detectAt({ detect }: OcrModels, pyramid: Pyramid, longerSide: number): Promise<DetectedLines> {
  const { picture } = pyramid;
  const scale = longerSide / Math.max(picture.width, picture.height);
  const width = inSteps(picture.width * scale);
  const height = inSteps(picture.height * scale);
  const pixels = new Float32Array(3 * width * height);
  const whole = { x: picture.width / 2, y: picture.height / 2, width: picture.width, height: picture.height, angle: 0 };
  sampleBox(pyramid, whole, { width, height }, NORMALIZATION, pixels);
  const { data: probabilities } = await detect(pixels, [1, 3, height, width]);
  const regions = findRegions(probabilities, width, height, REGION_THRESHOLD).filter(({ mean }) => mean >= LEAST_MEAN);
  const angle = commonAngle(regions, LEAST_LENGTH * Math.max(width, height));
  const cores = regions.map((region) =>
    region.boxAt(isLong(region) && region.length >= LEAST_LENGTH * width ? nearest(region.angle, angle) : angle),
  );
  const boxes = cores
    .filter((core) => Math.min(core.width, core.height) >= LEAST_CORE_SIDE)
    .map((core) => {
      const growth = (core.width * core.height * GROWTH) / (core.width + core.height);
      return {
        x: (core.x * picture.width) / width,
        y: (core.y * picture.height) / height,
        width: (core.width + growth) / scale,
        height: (core.height + growth) / scale,
        angle: core.angle,
      };
    });
  return { boxes, angle };
}

function inSteps(side: number): number {
  return Math.max(SIDE_STEP, Math.round(side / SIDE_STEP) * SIDE_STEP);
}

function isLong({ length, thickness }: Region): boolean {
  return length >= LONG_LINE * thickness;
}

/** The median of the long regions' angles, each weighing as much as it is long; 0 where there are too few to tell. */
function commonAngle(regions: readonly Region[], least: number): number {
  const long = regions.filter(isLong);
  const total = long.reduce((sum, { length }) => sum + length, 0);
  if (total < least) return 0;
  const steep = long.reduce((sum, { angle, length }) => sum + (Math.abs(angle) > Math.PI / 4 ? length : 0), 0);
  const direction = steep > total / 2 ? Math.PI / 2 : 0;
  const angles = long.map(({ angle, length }) => ({ angle: nearest(angle, direction), length }));
  let left = total / 2;
  return angles.sort((a, b) => a.angle - b.angle).find(({ length }) => (left -= length) <= 0)?.angle ?? 0;
}

/** A line's angle is known but for half a circle: that of the two which is nearer to another angle. */
function nearest(angle: number, other: number): number {
  return angle + Math.PI * Math.round((other - angle) / Math.PI);
}

/** 0 where there are none. */
function medianHeight(boxes: readonly Box[]): number {
  const heights = boxes.map(({ height }) => height).sort((a, b) => a - b);
  return heights[heights.length >> 1] ?? 0;
}
