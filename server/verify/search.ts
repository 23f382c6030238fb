/** Words of a draft → the stretches of the articles that hold most of them. */
import { articleNumberAt, boundsOf, bucketOf, GRAM, type Held } from './text-index.ts';

/** Tokens from `from` to `to`, `to` exclusive. */
export interface Range {
  from: number;
  to: number;
}

/** Places looked at for each token of the draft: rare runs first, so that common ones (建档立卡) are left out. */
export const HITS_PER_TOKEN = 48;
const HITS_LEAST = 2000;
/** Times that one run of a range is looked for: a clause repeated without end tells no more than once. */
const REPEATS_MAX = 4;
/** Places looked at for one run. */
const HITS_PER_RUN = 1000;

interface Hits {
  /** Position in the articles, ascending, and the token of the draft that stands there. */
  held: Int32Array;
  draft: Int32Array;
  /** What each token's run tells, by token of the draft less `from`. */
  weights: Float64Array;
}

function standsAt({ ids: held }: Held, ids: Int32Array, at: number, position: number, length: number): boolean {
  for (let step = 0; step < length; step++) if (held[position + step] !== ids[at + step]) return false;
  return true;
}

function findHits(held: Held, ids: Int32Array, { from, to }: Range): Hits {
  const runs = runsByRarity(held, ids, { from, to });
  const weights = new Float64Array(Math.max(0, to - from));
  const found: number[] = [];
  let left = Math.max(HITS_LEAST, (to - from) * HITS_PER_TOKEN);
  for (const { at, bucket } of runs) {
    const last = Math.min(bucket.to, bucket.from + Math.min(left, HITS_PER_RUN));
    weights[at - from] = 1 / Math.log2(2 + bucket.to - bucket.from);
    for (let slot = bucket.from; slot < last; slot++) {
      const position = held.positions[slot] ?? 0;
      if (standsAt(held, ids, at, position, GRAM)) found.push(position * 2 ** 20 + (at - from));
    }
    left -= bucket.to - bucket.from;
    if (left <= 0) break;
  }
  const sorted = Float64Array.from(found).sort();
  return {
    held: Int32Array.from(sorted, (code) => Math.floor(code / 2 ** 20)),
    draft: Int32Array.from(sorted, (code) => code % 2 ** 20),
    weights,
  };
}

function runsByRarity(held: Held, ids: Int32Array, { from, to }: Range): { at: number; bucket: Range }[] {
  const runs: { at: number; bucket: Range }[] = [];
  const seen = new Map<number, number>();
  for (let at = from; at + GRAM <= to; at++) {
    const bucket = bucketOf(held, ids, at);
    const times = seen.get(bucket.from) ?? 0;
    if (bucket.to === bucket.from || times === REPEATS_MAX) continue;
    seen.set(bucket.from, times + 1);
    runs.push({ at, bucket });
  }
  return runs.sort((a, b) => a.bucket.to - a.bucket.from - (b.bucket.to - b.bucket.from) || a.at - b.at);
}

/** Where a whole range of a draft stands word for word, in reading order; at most `limit` places. */
export function findWhole(held: Held, ids: Int32Array, range: Range, limit = HITS_PER_RUN): number[] {
  const [rarest] = runsByRarity(held, ids, range);
  if (!rarest) return [];
  const places: number[] = [];
  const length = range.to - range.from;
  for (let slot = rarest.bucket.from; slot < rarest.bucket.to && places.length < limit; slot++) {
    const position = (held.positions[slot] ?? 0) - (rarest.at - range.from);
    if (position >= 0 && standsAt(held, ids, range.from, position, length)) places.push(position);
  }
  return places;
}

/** How far around its hits a stretch is taken, in tokens. */
const MARGIN = 12;

/** The stretches that hold most of a range of the draft, best first, each within one article. */
export function findStretches(held: Held, ids: Int32Array, range: Range, count: number): Range[] {
  const hits = findHits(held, ids, range);
  const length = range.to - range.from;
  const width = 2 * length + MARGIN;
  const scored = scoreStretches(hits, width, length, held);
  const stretches: Range[] = [];
  const taken: Range[] = [];
  for (const { first, last } of scored) {
    if (stretches.length === count) break;
    const start = hits.held[first] ?? 0;
    const end = hits.held[last] ?? 0;
    if (taken.some(({ from, to }) => start <= to && from <= end)) continue;
    taken.push({ from: start, to: end });
    const bounds = boundsOf(held, articleNumberAt(held, start));
    stretches.push({
      from: Math.max(bounds.from, start - Math.min(length, hits.draft[first] ?? 0) - MARGIN),
      to: Math.min(bounds.to, end + length - (hits.draft[last] ?? 0) + MARGIN),
    });
  }
  return stretches;
}

interface Scored {
  first: number;
  last: number;
  score: number;
}

/** Stretches kept for choosing among. */
const SCORED_MAX = 200;

/** For each hit the stretch that begins with it, by the weight of the different runs in it. */
function scoreStretches({ held: places, draft, weights }: Hits, width: number, length: number, held: Held): Scored[] {
  const counts = new Int32Array(length);
  const scored: Scored[] = [];
  let score = 0;
  let end = 0;
  let articleNumber = -1;
  let articleEnd = -1;
  for (let first = 0; first < places.length; first++) {
    const place = places[first] ?? 0;
    if (place >= articleEnd) {
      articleNumber = articleNumberAt(held, place);
      articleEnd = boundsOf(held, articleNumber).to;
    }
    const limit = Math.min(place + width, articleEnd);
    for (; end < places.length && (places[end] ?? 0) < limit; end++) {
      const token = draft[end] ?? 0;
      counts[token] = (counts[token] ?? 0) + 1;
      if (counts[token] === 1) score += weights[token] ?? 0;
    }
    scored.push({ first, last: end - 1, score });
    const token = draft[first] ?? 0;
    counts[token] = (counts[token] ?? 0) - 1;
    if (counts[token] === 0) score -= weights[token] ?? 0;
  }
  // The shorter of two stretches that hold the same is the nearer.
  const extent = ({ first, last }: Scored): number => (places[last] ?? 0) - (places[first] ?? 0);
  return scored.sort((a, b) => b.score - a.score || extent(a) - extent(b) || a.first - b.first).slice(0, SCORED_MAX);
}
