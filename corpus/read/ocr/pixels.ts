/** Pixels: rectangles of a picture, straight or at an angle, resampled into what a model takes. */

/** Rows of red, green, blue and alpha; alpha is not looked at. */
export interface Picture {
  width: number;
  height: number;
  rgba: Uint8Array;
}

/** A rectangle of a picture by its centre. Turned by `angle` (radians, clockwise as one looks at it), it is upright. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  angle: number;
}

/** How a model wants its colours: planes in this order of channels, each value times a factor plus an offset. */
export interface Normalization {
  scale: readonly number[];
  offset: readonly number[];
}

/** The models of PaddleOCR were trained on pictures opened by OpenCV, blue first. */
const CHANNELS = [2, 1, 0];

/** A picture with those of half, a quarter … its size, made when first asked for. */
export class Pyramid {
  private readonly levels: Picture[];

  constructor(readonly picture: Picture) {
    this.levels = [picture];
  }

  /** The smallest of the pictures that still has two pixels or fewer for each one asked for; never one too small. */
  forReduction(reduction: number): Picture {
    let level = 0;
    while (reduction >= 2 ** (level + 1)) level++;
    while (this.levels.length <= level) {
      const last = this.levels.at(-1) as Picture;
      if (last.width < 2 || last.height < 2) return last;
      this.levels.push(halve(last));
    }
    return this.levels[level] as Picture;
  }
}

/** Each pixel the mean of four; an odd last row or column is left out. */
function halve({ width, height, rgba }: Picture): Picture {
  const half = { width: width >> 1, height: height >> 1 };
  const target = new Uint8Array(half.width * half.height * 4);
  let to = 0;
  for (let y = 0; y < half.height; y++) {
    let from = y * 2 * width * 4;
    for (let x = 0; x < half.width; x++, from += 8, to += 4) {
      for (let channel = 0; channel < 4; channel++) {
        const above = from + channel;
        const below = above + width * 4;
        target[to + channel] =
          ((rgba[above] as number) +
            (rgba[above + 4] as number) +
            (rgba[below] as number) +
            (rgba[below + 4] as number) +
            2) >>
          2;
      }
    }
  }
  return { ...half, rgba: target };
}

/**
 * Resamples a rectangle of a picture, bilinearly, into three planes of a tensor, one after the other.
 *
 * @param target filled from `start` on; a plane has `planeWidth` × `height` values, of which the first `width` of each row are set
 */
export function sampleBox(
  pyramid: Pyramid,
  box: Box,
  { width, height, planeWidth = width }: { width: number; height: number; planeWidth?: number },
  { scale, offset }: Normalization,
  target: Float32Array,
  start = 0,
): void {
  const source = pyramid.forReduction(Math.min(box.width / width, box.height / height));
  const shrunkX = source.width / pyramid.picture.width;
  const shrunkY = source.height / pyramid.picture.height;
  const cosine = Math.cos(box.angle);
  const sine = Math.sin(box.angle);
  const rowBytes = source.width * 4;
  const plane = planeWidth * height;
  for (let row = 0; row < height; row++) {
    const down = ((row + 0.5) / height - 0.5) * box.height;
    for (let column = 0; column < width; column++) {
      const along = ((column + 0.5) / width - 0.5) * box.width;
      const x = clamp((box.x + along * cosine - down * sine) * shrunkX - 0.5, source.width - 1);
      const y = clamp((box.y + along * sine + down * cosine) * shrunkY - 0.5, source.height - 1);
      const left = Math.floor(x);
      const top = Math.floor(y);
      const partX = x - left;
      const partY = y - top;
      const at = top * rowBytes + left * 4;
      const right = left + 1 < source.width ? 4 : 0;
      const below = top + 1 < source.height ? rowBytes : 0;
      const to = start + row * planeWidth + column;
      for (let channel = 0; channel < 3; channel++) {
        const from = at + (CHANNELS[channel] as number);
        const upper = (source.rgba[from] as number) * (1 - partX) + (source.rgba[from + right] as number) * partX;
        const lower =
          (source.rgba[from + below] as number) * (1 - partX) + (source.rgba[from + below + right] as number) * partX;
        target[to + channel * plane] =
          (upper * (1 - partY) + lower * partY) * (scale[channel] as number) + (offset[channel] as number);
      }
    }
  }
}

function clamp(value: number, highest: number): number {
  return value < 0 ? 0 : value > highest ? highest : value;
}
