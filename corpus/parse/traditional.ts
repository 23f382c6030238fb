/**
 * Documents in traditional characters. Names of places, bodies and kinds of document are known in simplified ones, so such
 * a document is parsed in these, each at the place of the printed one, and what is kept of it is as printed.
 */
import type { ArticleDraft } from '../article.ts';
import type { DocumentLine } from '../read/document.ts';
import { simplify, simplifyEvenly } from '../simplify.ts';

/** Characters by which a document is judged. */
const SAMPLE_MAX = 20_000;

const FIRST_IDEOGRAPH = 0x3400;
const LAST_IDEOGRAPH = 0x9fff;

/** The share of ideographs with another form; a simplified text has a few of them, in names: 乾县, 著. */
const TRADITIONAL_MIN = 0.1;

const WHITE_SPACE = /\s/u;

/** Whether a document is written in traditional characters. */
export function isTraditional(lines: readonly DocumentLine[]): boolean {
  let sampled = 0;
  let ideographs = 0;
  let traditional = 0;
  for (const { text } of lines) {
    const words = text.slice(0, SAMPLE_MAX - sampled);
    const simplified = simplifyEvenly(words);
    for (let at = 0; at < words.length; at++) {
      const unit = words.charCodeAt(at);
      if (unit >= FIRST_IDEOGRAPH && unit <= LAST_IDEOGRAPH) ideographs++;
      if (unit !== simplified.charCodeAt(at)) traditional++;
    }
    sampled += words.length;
    if (sampled >= SAMPLE_MAX) break;
  }
  return traditional > ideographs * TRADITIONAL_MIN;
}

/** The lines in simplified characters, every offset where it was. */
export function simplifyLines(lines: readonly DocumentLine[]): DocumentLine[] {
  return lines.map((line) => {
    // What a character becomes may depend on its neighbours.
    const text = simplify(line.text);
    return { ...line, text: text.length === line.text.length ? text : simplifyEvenly(line.text) };
  });
}

/** Gives back to articles of a simplified document what is printed in it. */
export function printer(
  simplified: readonly DocumentLine[],
  lines: readonly DocumentLine[],
): (article: ArticleDraft) => ArticleDraft {
  const read = simplified.map(({ text }) => withoutSpace(text)).join('');
  const printed = lines.map(({ text }) => withoutSpace(text)).join('');
  const forms = new Map<string, string>();
  for (let at = 0; at < read.length; at++) {
    const character = read.charAt(at);
    if (!forms.has(character)) forms.set(character, printed.charAt(at));
  }
  const print = <Words extends string | null>(words: Words): Words =>
    (words === null ? null : printWords(words, read, printed, forms)) as Words;
  return (article) => {
    const text = printText(article, lines);
    return {
      ...article,
      text,
      title: print(article.title),
      byline: print(article.byline),
      series: print(article.series),
      publisher: print(article.publisher),
      documentNumber: print(article.documentNumber),
      sections: article.sections.map((section) => {
        return { ...section, heading: text.slice(section.start, section.start + section.heading.length) };
      }),
    };
  };
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/gu, '');
}

/** Words as they stand in the document; where they were put together, each character as it stands there first. */
function printWords(words: string, read: string, printed: string, forms: ReadonlyMap<string, string>): string {
  const sought = withoutSpace(words);
  const at = read.indexOf(sought);
  const found = at < 0 ? null : printed.slice(at, at + sought.length);
  let next = 0;
  let whole = '';
  for (let index = 0; index < words.length; index++) {
    const unit = words.charAt(index);
    whole += WHITE_SPACE.test(unit) ? unit : (found?.charAt(next++) ?? forms.get(unit) ?? unit);
  }
  return whole;
}

function printText({ text, source }: ArticleDraft, lines: readonly DocumentLine[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const segment of source) {
    const { start, column } = segment;
    parts.push(text.slice(end, start), lines[segment.line - 1]?.text.slice(column, column + segment.end - start) ?? '');
    end = segment.end;
  }
  return parts.join('') + text.slice(end);
}
