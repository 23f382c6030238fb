/** Figures as tables for the terminal. */

/** A column: its head, the figure it shows and with how many decimals. */
export interface Column {
  head: string;
  figure: string;
  decimals: number;
}

/** The columns of a golden set. */
export const GOLDEN_COLUMNS: readonly Column[] = [
  { head: 'n', figure: 'questions', decimals: 0 },
  { head: 'answered', figure: 'answered', decimals: 3 },
  { head: 'article@1', figure: 'article1', decimals: 3 },
  { head: 'facts@1', figure: 'facts1', decimals: 3 },
  { head: 'facts@5', figure: 'facts5', decimals: 3 },
  { head: 'full@5', figure: 'full5', decimals: 3 },
  { head: 'mrr', figure: 'meanReciprocalRank', decimals: 3 },
  { head: 'refused', figure: 'refused', decimals: 3 },
  { head: 'chars', figure: 'characters', decimals: 0 },
];

/** The columns of a public set. */
export const PUBLIC_COLUMNS: readonly Column[] = [
  { head: 'n', figure: 'questions', decimals: 0 },
  { head: 'answered', figure: 'answered', decimals: 3 },
  { head: 'passage@1', figure: 'passage1', decimals: 3 },
  { head: 'passage@5', figure: 'passage5', decimals: 3 },
  { head: 'answer@1', figure: 'answer1', decimals: 3 },
  { head: 'answer@5', figure: 'answer5', decimals: 3 },
  { head: 'chars', figure: 'characters', decimals: 0 },
];

const NAME_WIDTH = 20;
const CELL_WIDTH = 9;

/** One line for each named row of figures, under a line of heads; a dash where nothing of the kind was asked. */
export function formatTable(
  rows: ReadonlyMap<string, Readonly<Record<string, number>>>,
  columns: readonly Column[],
): string {
  const inColumn = (text: string, { head }: Column): string => text.padStart(Math.max(CELL_WIDTH, head.length) + 2);
  const heads = columns.map((column) => inColumn(column.head, column));
  const lines = [...rows].map(([name, figures]) => {
    const cells = columns.map((column) => inColumn(formatFigure(figures[column.figure], column.decimals), column));
    return `${padName(name)}${cells.join('')}`;
  });
  return [`${padName('')}${heads.join('')}`, ...lines].join('\n');
}

/** Chinese characters take two places in a terminal. */
function padName(name: string): string {
  const wide = name.match(/\p{Script=Han}/gu)?.length ?? 0;
  return name.padEnd(NAME_WIDTH - wide);
}

function formatFigure(value: number | undefined, decimals: number): string {
  return value === undefined || Number.isNaN(value) ? '–' : value.toFixed(decimals);
}
