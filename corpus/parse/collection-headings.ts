/**
 * Headings of the top level that are titles of articles.
 *
 * The same headings part a single article into sections, so the parts must show that they are articles: by their authors,
 * by the different places that their titles name, by numbering that begins anew in each, by the title of the whole, or by
 * there being no title above them, the first of them having a text of its own like all others.
 */
import { type Block, textOf } from './blocks.ts';
import { isSectionName, lengthOf } from './collection-parts.ts';
import { readMarker } from './markers.ts';
import { isByline } from './title.ts';
import { isAuthorLine } from './under-title.ts';

/** An article below a heading has at least this many characters. */
const ARTICLE_MIN = 100;

/** A title of the whole has no more text below it than this. */
const TITLE_ONLY = 60;

const COLLECTION =
  /(?:汇编|选编|汇总|选登|选辑|集锦|文集|合集|专辑|案例集|材料集|典型案例|优秀案例|交流材料|经验材料|案例|专刊)(?:[（(][^（）()]{1,12}[）)]|之?[一二三四五六七八九十\d]{1,3})?$/u;
const PLACE = /^[\p{Script=Han}]{1,8}?(?:自治[县州区旗]|[省市县区旗乡镇村屯]|街道|社区)/u;

interface Part {
  title: string;
  blocks: Block[];
}

/** Where articles begin by the headings of the top level; null where they are sections or there are none. */
export function startsByHeadings(blocks: Block[]): number[] | null {
  const level = Math.min(...blocks.flatMap(({ markdownLevel }) => (markdownLevel > 0 ? [markdownLevel] : [])));
  const tops = blocks.flatMap((block, at) => (block.markdownLevel === level ? [at] : []));
  if (tops.length < 2 || tops.some((at) => readMarker(textOf(blocks[at] as Block)) !== null)) return null;
  const hasTitle = lengthOf(blocks, (tops[0] ?? 0) + 1, tops[1] ?? 0) < TITLE_ONLY;
  const starts = hasTitle ? tops.slice(1) : tops;
  const parts = starts.map((at, index): Part => {
    return { title: textOf(blocks[at] as Block), blocks: blocks.slice(at + 1, starts[index + 1] ?? blocks.length) };
  });
  const areLong = parts.every((part) => lengthOf(part.blocks, 0, part.blocks.length) >= ARTICLE_MIN);
  if (parts.length < 2 || !areLong || parts.some(({ title }) => isSectionName(title))) return null;
  const front = blocks.slice(0, starts[0]);
  const areAlike = front.length === 0 && level === 1;
  return areAlike || front.some(isCollectionTitle) || showArticles(parts) ? starts : null;
}

function isCollectionTitle(block: Block): boolean {
  return COLLECTION.test(textOf(block));
}

function showArticles(parts: readonly Part[]): boolean {
  const most = (predicate: (part: Part) => boolean): boolean =>
    parts.filter(predicate).length >= Math.max(2, parts.length - 1);
  const places = new Set(parts.flatMap(({ title }) => PLACE.exec(title)?.[0] ?? []));
  return most(isSigned) || places.size >= Math.max(2, parts.length - 1) || most(beginsNumbering);
}

function isSigned({ blocks }: Part): boolean {
  const [first, last] = [blocks[0], blocks.at(-1)];
  return (first !== undefined && isAuthorLine(textOf(first))) || (last !== undefined && isByline(textOf(last)));
}

/** 一、 and 二、 stand in one article once. */
function beginsNumbering({ blocks }: Part): boolean {
  const ordinals = blocks.flatMap((block) => {
    const marker = block.row === null ? readMarker(textOf(block)) : null;
    return marker?.kind === 'numeral' ? [marker.ordinal] : [];
  });
  return ordinals[0] === 1 && ordinals[1] === 2;
}
