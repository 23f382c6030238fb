/** Chance that can be repeated, and what to choose by it. */
import { makeRandom } from '../random.ts';

export interface Dice {
  /** A number from 0 on and below 1. */
  roll: () => number;
  /** An integer from 0 on and below a limit. */
  below: (limit: number) => number;
  /** An integer within both bounds. */
  between: (least: number, most: number) => number;
  chance: (share: number) => boolean;
  /** Any item, each as likely as the others. */
  any: <Item>(items: readonly Item[]) => Item;
  /** Any item, the share of the one at rank r falling as 1 / (r + 3), as words are used (Zipf, Mandelbrot). */
  often: <Item>(items: readonly Item[]) => Item;
}

/** How much flatter than 1 / r the first ranks are. */
const SHIFT = 3;

/** Dice that fall alike for equal seeds. */
export function rollDice(...seeds: readonly number[]): Dice {
  const roll = makeRandom(
    seeds.reduce((mixed, seed) => Math.imul(mixed ^ seed, 0x9e3779b1) ^ (mixed >>> 15), 0x2545f491),
  );
  const below = (limit: number): number => Math.floor(roll() * limit);
  const at = <Item>(items: readonly Item[], index: number): Item => {
    const item = items[index];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  };
  return {
    roll,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (share) => roll() < share,
    any: (items) => at(items, below(items.length)),
    often: (items) =>
      at(items, Math.min(items.length - 1, Math.floor(SHIFT * (1 + items.length / SHIFT) ** roll() - SHIFT))),
  };
}
