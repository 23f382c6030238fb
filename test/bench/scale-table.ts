/** What measuring corpora of several sizes came to, as a table: a line for each figure, a column for each size. */
import type { ScaleRun } from './scale.ts';

interface Line {
  name: string;
  valueOf: (run: ScaleRun) => number;
  write: (value: number) => string;
  /** Whether it is told by how much the figure of the largest corpus is that of the smallest. */
  grows?: boolean;
}

const count = (value: number): string => value.toLocaleString('zh-CN', { maximumFractionDigits: 0 });
const tenths = (value: number): string => value.toFixed(1);
const megabytes = (bytes: number): string => count(bytes / 1e6);
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

const quarter = (number: number): Line => ({
  name: `  第 ${number + 1} 个四分之一的内存（MB）`,
  valueOf: ({ memoryByQuarter }) => memoryByQuarter[number] ?? NaN,
  write: megabytes,
  grows: true,
});

const LINES: readonly Line[] = [
  { name: '文件', valueOf: ({ files }) => files, write: count, grows: true },
  { name: '段', valueOf: ({ open }) => open.chunks, write: count, grows: true },
  { name: '句', valueOf: ({ open }) => open.sentences, write: count, grows: true },
  { name: '生成文件（秒）', valueOf: ({ generatedSeconds }) => generatedSeconds, write: tenths, grows: true },
  { name: '只向量化（句/秒）', valueOf: ({ bareRate }) => bareRate, write: count },
  { name: '建立索引（句/秒）', valueOf: ({ buildRate }) => buildRate, write: count },
  { name: '  为只向量化的（下限 90%）', valueOf: (run) => run.buildRate / run.bareRate, write: percent },
  { name: '  用时（秒）', valueOf: ({ buildSeconds }) => buildSeconds, write: tenths, grows: true },
  ...[0, 1, 2, 3].map(quarter),
  { name: '中途 kill -9 时已向量化（句）', valueOf: ({ killedAt }) => killedAt, write: count },
  { name: '  接着建立时重做（句）', valueOf: ({ embeddedAgain }) => embeddedAgain, write: count },
  { name: '改 10 份后再建（秒）', valueOf: ({ second }) => second.seconds, write: tenths, grows: true },
  { name: '  为首次的', valueOf: (run) => run.second.seconds / run.buildSeconds, write: percent },
  { name: '  新向量化（句）', valueOf: ({ second }) => second.embedded, write: count },
  { name: '打开索引（秒）', valueOf: ({ open }) => open.openSeconds, write: tenths, grows: true },
  {
    name: '  内存（MB）',
    valueOf: ({ open: { memory } }) => memory.open - memory.before,
    write: megabytes,
    grows: true,
  },
  { name: '准备回答（秒）', valueOf: ({ open }) => open.answererSeconds, write: tenths, grows: true },
  { name: '  最长一次不让位（毫秒）', valueOf: ({ open }) => open.answererBlocked, write: tenths, grows: true },
  { name: '回答，中位（毫秒）', valueOf: ({ open }) => open.median, write: tenths, grows: true },
  { name: '  p95（毫秒）', valueOf: ({ open }) => open.p95, write: tenths, grows: true },
  { name: '  最长一次不让位（毫秒）', valueOf: ({ open }) => open.blocked, write: tenths, grows: true },
  { name: '  全部问过后的内存（MB）', valueOf: ({ open }) => open.memory.after, write: megabytes, grows: true },
  { name: '  答案在摘录里的', valueOf: ({ open }) => open.found, write: percent },
  { name: '最近 40 句中找到的', valueOf: ({ open }) => open.recall, write: percent },
];

/** The table of the corpora measured so far, the smallest first. */
export function describeGrowth(runs: readonly ScaleRun[]): string {
  const rows = LINES.map((line) => {
    const values = runs.map(line.valueOf);
    const growth = (values.at(-1) ?? NaN) / (values[0] ?? NaN);
    return [line.name, ...values.map(line.write), line.grows && runs.length > 1 ? `×${growth.toFixed(1)}` : ''];
  });
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows
    .map(([name = '', ...cells]) => {
      const padded = cells.map((cell, column) => ' '.repeat((widths[column + 1] ?? 0) - widthOf(cell)) + cell);
      return [name + ' '.repeat((widths[0] ?? 0) - widthOf(name)), ...padded].join('  ').trimEnd();
    })
    .join('\n');
}

/** Columns that a text takes on a terminal, where a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0);
}
