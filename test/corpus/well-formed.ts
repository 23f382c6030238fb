/** What holds for every article, whatever file it came from. */
import { expect } from 'vitest';
import { type Article, linesOf, type Section, type Span } from '../../corpus/article.ts';

/** The lines of a raw file as readers and editors count them. */
export function rawLinesOf(raw: string): string[] {
  return raw.split(/\r\n|\n|\r/);
}

/** Every character but the breaks between paragraphs stands once in the raw file, where the article says. */
export function expectSourceMap(article: Article, raw: string): void {
  const lines = rawLinesOf(raw);
  const covered = new Uint8Array(article.text.length);
  for (const { start, end, line, column } of article.source) {
    expect(end).toBeGreaterThan(start);
    expect(article.text.slice(start, end)).toBe(lines[line - 1]?.slice(column, column + end - start));
    for (let at = start; at < end; at++) covered[at] = (covered[at] ?? 0) + 1;
  }
  const wrong = [...covered.keys()].filter((at) => covered[at] !== (article.text[at] === '\n' ? 0 : 1));
  expect(wrong, 'positions that are not covered exactly once').toEqual([]);
}

/** Paragraphs follow one another, are parted by one line break, and name the raw lines that they come from. */
export function expectParagraphs(article: Article): void {
  const whole = article.paragraphs.map(({ start, end }) => article.text.slice(start, end));
  expect(whole.join('\n')).toBe(article.text);
  for (const paragraph of article.paragraphs) {
    const words = article.text.slice(paragraph.start, paragraph.end);
    expect(words).not.toBe('');
    expect(words).toBe(words.trim());
    expect(paragraph.lines).toEqual(linesOf(article, paragraph));
  }
}

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
const meet = (first: Span, second: Span): boolean => first.start < second.end && second.start < first.end;

/** Sections begin with their heading, stand in reading order and nest without a partial overlap. */
export function expectSectionTree(article: Article): void {
  const open: Section[] = [];
  let last = -1;
  for (const section of article.sections) {
    expect(article.text.startsWith(section.heading, section.start)).toBe(true);
    expect(section.start).toBeGreaterThan(last);
    expect(section.end).toBeGreaterThanOrEqual(section.start + section.heading.length);
    while (open.length > 0 && !meet(open.at(-1) as Section, section)) open.pop();
    const parent = open.at(-1);
    if (parent) expect(contains(parent, section), `${parent.heading} ⊃ ${section.heading}`).toBe(true);
    expect(section.level).toBe(open.length + 1);
    open.push(section);
    last = section.start;
  }
}

export function expectWellFormed(article: Article, raw: string): void {
  expectSourceMap(article, raw);
  expectParagraphs(article);
  expectSectionTree(article);
}

/** The headings directly below the section whose heading contains `words`, or at the top where there are no words. */
export function headingsBelow(article: Article, words?: string): string[] {
  if (words === undefined) return article.sections.filter(({ level }) => level === 1).map(({ heading }) => heading);
  const parent = article.sections.find(({ heading }) => heading.includes(words));
  if (!parent) throw new Error(`${article.id} has no section “${words}”`);
  return article.sections
    .filter((section) => section.level === parent.level + 1 && contains(parent, section))
    .map(({ heading }) => heading);
}
