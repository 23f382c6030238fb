/** Figures in Chinese numerals (七千五百) as the bulletins print them: in digits. */
import nzh from 'nzh/cn';
import type { Synonym } from './synonyms.ts';

/** Numerals below this are as often words (一起, 三变, 十分) as figures. */
const LEAST = 100;

/** Units that bulletins print behind a figure, greatest first. */
const UNITS: [string, number][] = [
  ['亿', 100_000_000],
  ['万', 10_000],
];

/** The figures in Chinese numerals that a text names, each with what it is in digits (7500; 36000 or 3.6万). */
export function findNumerals(text: string): Synonym[] {
  return [...text.matchAll(/[零一二两三四五六七八九十百千万亿]{2,}/gu)].flatMap(([word]) => {
    const figure = Number(nzh.decodeS(word.replaceAll('两', '二')));
    if (!(figure >= LEAST)) return [];
    const [unit, size] = UNITS.find(([, least]) => figure >= least) ?? ['', 1];
    // 36万 and 3.6万, but not 3.6001万.
    const alternatives = Number.isInteger((figure / size) * 100) && size > 1 ? [`${figure / size}${unit}`] : [];
    alternatives.unshift(String(figure));
    return [{ word, alternatives }];
  });
}
