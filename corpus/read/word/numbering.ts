/**
 * The numbers that Word writes before paragraphs. They are not in the text of a document, but counted from its lists
 * (ECMA-376, 17.9), and they are words that its readers see and quote: 一、 （一） 1.
 */
import type { NumberingReference, Styles } from './styles.ts';
import { attributeOf, childAt, childrenOf, isOn, numberOf, parseXml } from './xml.ts';
import { writeNumber } from '../numerals.ts';

export interface Numbering {
  /**
   * Counts a paragraph and gives its number as it is printed, with the space that sets it off; empty for a bullet.
   * The style counts where a list gives it a level of its own.
   */
  next(reference: NumberingReference, styleId: string | null): string;
}

interface Level {
  start: number;
  form: string;
  text: string;
  suffix: string;
  /** Level, from 1 on, after which this one begins again; 0 for never, null for any higher one. */
  restart: number | null;
  inFigures: boolean;
  styleId: string | null;
}

interface Override {
  start: number | null;
  level: Level | null;
}

interface List {
  definition: string;
  overrides: Map<number, Override>;
}

interface Definition {
  levels: Map<number, Level>;
  /** Style that says which list this one stands for. */
  styleLink: string | null;
}

interface Lists {
  lists: ReadonlyMap<string, List>;
  definitions: ReadonlyMap<string, Definition>;
}

const NO_LISTS: Lists = { lists: new Map(), definitions: new Map() };

const LEVELS = 9;

/** Characters that set a number off by themselves. */
const OWN_SPACE = /[、）．。：】》]$/u;

/** Reads the part that defines the lists; undefined where a document has none. */
export function readNumbering(xml: string | undefined, styles: Styles): Numbering {
  const { lists, definitions } = xml === undefined ? NO_LISTS : readLists(xml);
  const counts = new Map<string, (number | undefined)[]>();
  const started = new Set<string>();

  /** A definition may only name a style, which names a list, which has the definition. */
  const definitionOf = (list: List): string => {
    const link = definitions.get(list.definition)?.styleLink ?? null;
    const linked = link === null ? undefined : lists.get(styles.numbering(link)?.numberingId ?? '');
    return linked?.definition ?? list.definition;
  };

  return {
    next({ numberingId, level: given }, styleId) {
      const list = lists.get(numberingId);
      if (!list) return '';
      const key = definitionOf(list);
      const { levels } = definitions.get(key) ?? { levels: new Map<number, Level>() };
      const levelAt = (depth: number): Level | undefined => list.overrides.get(depth)?.level ?? levels.get(depth);
      const depth = Math.min(given ?? depthOfStyle(levels, styleId) ?? 0, LEVELS - 1);
      const level = levelAt(depth);
      if (!level) return '';
      const count = counts.get(key) ?? [];
      counts.set(key, count);
      for (let above = 0; above < depth; above++) count[above] ??= levelAt(above)?.start ?? 1;
      count[depth] = nextCount(
        count[depth],
        level,
        list.overrides.get(depth)?.start ?? null,
        `${numberingId} ${depth}`,
      );
      for (let below = depth + 1; below < LEVELS; below++) {
        const restart = levelAt(below)?.restart ?? null;
        if (restart === null || depth < restart) count[below] = undefined;
      }
      return print(level, (at) => ({ count: count[at] ?? 1, form: levelAt(at)?.form ?? 'decimal' }));
    },
  };

  /** A list that begins at a number of its own does so once. */
  function nextCount(before: number | undefined, level: Level, ownStart: number | null, key: string): number {
    if (ownStart !== null && !started.has(key)) {
      started.add(key);
      return ownStart;
    }
    return before === undefined ? (ownStart ?? level.start) : before + 1;
  }
}

function depthOfStyle(levels: ReadonlyMap<number, Level>, styleId: string | null): number | null {
  if (styleId === null) return null;
  for (const [depth, level] of levels) if (level.styleId === styleId) return depth;
  return null;
}

function print(level: Level, at: (depth: number) => { count: number; form: string }): string {
  if (level.form === 'bullet') return '';
  const number = level.text.replace(/%([1-9])/gu, (_, digit: string) => {
    const { count, form } = at(Number(digit) - 1);
    if (form === 'bullet') return '';
    return writeNumber(count, level.inFigures ? 'decimal' : form);
  });
  if (number.trim() === '') return '';
  return level.suffix === 'nothing' || OWN_SPACE.test(number) ? number : `${number} `;
}

function readLists(xml: string): Lists {
  const root = parseXml(xml).documentElement;
  const definitions = new Map<string, Definition>();
  for (const element of childrenOf(root, 'abstractNum')) {
    const id = attributeOf(element, 'abstractNumId');
    if (id === null) continue;
    definitions.set(id, {
      levels: new Map(childrenOf(element, 'lvl').map((level, index) => [depthOf(level) ?? index, readLevel(level)])),
      styleLink: attributeOf(childAt(element, 'numStyleLink')),
    });
  }
  const lists = new Map<string, List>();
  for (const element of childrenOf(root, 'num')) {
    const id = attributeOf(element, 'numId');
    const definition = attributeOf(childAt(element, 'abstractNumId'));
    // A list of the number 0 is how a paragraph says that it has none.
    if (id === null || id === '0' || definition === null) continue;
    const overrides = childrenOf(element, 'lvlOverride').map((override): [number, Override] => {
      const level = childAt(override, 'lvl');
      const start = numberOf(childAt(override, 'startOverride'));
      return [depthOf(override) ?? 0, { start, level: level && readLevel(level) }];
    });
    lists.set(id, { definition, overrides: new Map(overrides) });
  }
  return { lists, definitions };
}

function depthOf(element: Element): number | null {
  return numberOf(element, 'ilvl');
}

function readLevel(element: Element): Level {
  return {
    start: numberOf(childAt(element, 'start')) ?? 1,
    form: attributeOf(childAt(element, 'numFmt')) ?? 'decimal',
    text: attributeOf(childAt(element, 'lvlText')) ?? '',
    suffix: attributeOf(childAt(element, 'suff')) ?? 'tab',
    restart: numberOf(childAt(element, 'lvlRestart')),
    inFigures: isOn(childAt(element, 'isLgl')),
    styleId: attributeOf(childAt(element, 'pStyle')),
  };
}
