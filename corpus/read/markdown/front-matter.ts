/** What stands between two rules at the head of a file of Markdown: fields for the program that publishes it. */

export interface FrontMatter {
  title: string | null;
  /** 2020-06-05 */
  date: string | null;
  author: string | null;
  /** Lines of the file that it takes, its rules included. */
  length: number;
}

const LINES_MAX = 60;
const RULE = /^---\s*$/u;
const END = /^(?:---|\.\.\.)\s*$/u;
const FIELD = /^([\w-]{1,40})[ \t]*:(.*)$/u;
/** What goes on in the field above, says nothing, or is an item of a list. */
const REST = /^(?:\s|#|-\s|$)/u;

const TITLE = /^title$/iu;
const DATE = /^(?:date|pubdate|published|publish-?date)$/iu;
const AUTHOR = /^authors?$/iu;

/** Reads the fields at the head of a file; null where there are none. */
export function readFrontMatter(lines: readonly string[]): FrontMatter | null {
  if (!RULE.test(lines[0] ?? '')) return null;
  const to = lines.slice(0, LINES_MAX).findIndex((line, index) => index > 0 && END.test(line));
  const inside = lines.slice(1, Math.max(to, 1));
  const fields = inside.flatMap((line): [string, string][] => {
    const [, name, value] = FIELD.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, unquoted(value)]];
  });
  if (fields.length === 0 || !inside.every((line) => FIELD.test(line) || REST.test(line))) return null;
  const find = (name: RegExp): string | null =>
    fields.find(([own, value]) => name.test(own) && value !== '')?.[1] ?? null;
  const [, year, month, day] = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})(?!\d)/u.exec(find(DATE) ?? '') ?? [];
  const date = year === undefined ? null : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return { title: find(TITLE), date, author: find(AUTHOR), length: to + 1 };
}

function unquoted(value: string): string {
  const trimmed = value.trim();
  return /^(?:".*"|'.*')$/u.test(trimmed) ? trimmed.slice(1, -1).trim() : trimmed;
}
