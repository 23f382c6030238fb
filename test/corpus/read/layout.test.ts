import { describe, expect, it } from 'vitest';
import type { DocumentLine } from '../../../corpus/read/document.ts';
import { arrangeLines } from '../../../corpus/read/layout/layout.ts';
import type { PositionedLine, Rule } from '../../../corpus/read/layout/positioned-line.ts';

/** A page of 40 by 50 characters of 10 points; text from 5 to 35 characters. */
const PAGE = { pageWidth: 400, pageHeight: 500 };
const LEFT = 50;
const SIZE = 10;
const PITCH = 15;

/** A line of Chinese at a place in characters and rows. */
function at(text: string, column: number, row: number, more: Partial<PositionedLine> = {}): PositionedLine {
  const fontSize = more.fontSize ?? SIZE;
  const width = [...text].reduce((sum, character) => sum + (character < '\u007f' ? 0.5 : 1), 0) * fontSize;
  const place = { x: LEFT + column * SIZE, y: 60 + row * PITCH, width, height: fontSize };
  return { text, page: 1, ...place, fontSize, ...PAGE, ...more };
}

/** A line in the middle of the page. */
function centred(text: string, row: number, more: Partial<PositionedLine> = {}): PositionedLine {
  const line = at(text, 0, row, more);
  return { ...line, x: (PAGE.pageWidth - line.width) / 2 };
}

/** Text of so many characters, none like another's. */
function words(length: number, seed: number): string {
  const first = 0x4e00 + seed * 211;
  return String.fromCodePoint(...Array.from({ length }, (_, index) => first + ((index * 7) % 200)));
}

/** A paragraph of a column of `width` characters: an indent, full lines, a short last one. */
function paragraph(column: number, row: number, width: number, rows: number, seed: number, page = 1): PositionedLine[] {
  return Array.from({ length: rows }, (_, index) => {
    const isLast = index === rows - 1;
    const text = words(isLast ? Math.floor(width / 2) : index === 0 ? width - 2 : width, seed + index);
    return at(isLast ? `${text}。` : text, index === 0 ? column + 2 : column, row + index, { page });
  });
}

const textOf = (lines: readonly PositionedLine[]): string => lines.map(({ text }) => text).join('');
const texts = (lines: readonly DocumentLine[]): string[] => lines.map(({ text }) => text);

describe('paragraphs', () => {
  it('are joined from lines, and begin at an indent', () => {
    const first = paragraph(0, 0, 30, 4, 1);
    const second = paragraph(0, 4, 30, 3, 20);
    expect(texts(arrangeLines([...first, ...second]))).toEqual([textOf(first), textOf(second)]);
  });

  it('begin without an indent behind a line that had room for more', () => {
    const lines = [at(words(30, 1), 0, 0), at(words(12, 2), 0, 1), at(words(30, 3), 0, 2), at(words(9, 4), 0, 3)];
    expect(texts(arrangeLines(lines))).toEqual([textOf(lines.slice(0, 2)), textOf(lines.slice(2))]);
  });

  it('go on behind a line that is short because a figure would not fit', () => {
    const lines = [
      ...paragraph(0, 0, 30, 3, 1),
      at(words(26, 9), 2, 3),
      at(`12,345.67${words(24, 8)}`, 0, 4),
      at('止。', 0, 5),
    ];
    expect(arrangeLines(lines)).toHaveLength(2);
  });

  it('go on over columns and pages, and have the page on which they begin', () => {
    const before = paragraph(0, 20, 30, 4, 1).slice(0, 3);
    const after = [at(words(30, 9), 0, 0, { page: 2 }), ...paragraph(0, 0, 30, 3, 9, 2).slice(1)];
    expect(arrangeLines([...before, ...after, ...paragraph(0, 3, 30, 4, 30, 2)])).toEqual([
      { text: textOf([...before, ...after]), page: 1 },
      { text: textOf(paragraph(0, 3, 30, 4, 30, 2)), page: 2 },
    ]);
  });

  it('have a space between words of letters, none within a word that was broken', () => {
    const lines = [
      'The first line of an English paragraph goes on',
      'in the second, and what is hyphen-',
      'ated is mended.',
    ];
    const set = lines.map((text, row) => at(text, 0, row, { width: row === 2 ? 80 : 300 }));
    expect(texts(arrangeLines([...set, at('x'.repeat(60), 0, 3)]))[0]).toBe(
      'The first line of an English paragraph goes on in the second, and what is hyphenated is mended.',
    );
  });

  it('keep the lines of an item together that stand in behind its number', () => {
    const item = [at(`（1）${words(27, 1)}`, 0, 0), at(words(27, 2), 2, 1), at(words(8, 3), 2, 2)];
    const next = [at(`（2）${words(27, 4)}`, 0, 3), at(words(5, 5), 2, 4)];
    expect(texts(arrangeLines([...item, ...next]))).toEqual([textOf(item), textOf(next)]);
  });
});

describe('paragraphs of one line', () => {
  /** Items of a list, set in as paragraphs are. */
  const items = (row: number, count: number, page: number): PositionedLine[] =>
    Array.from({ length: count }, (_, index) => at(`${words(12, row + index + 1)}。`, 2, row + index, { page }));

  it('stay apart on a page that holds nothing else, and where few lines show the edge of the text', () => {
    const wrapped = [at(words(28, 90), 2, 20), at(`${words(16, 91)}。`, 0, 21)];
    const first = [...items(0, 20, 1), ...wrapped];
    const others = [...items(0, 8, 2), ...items(0, 3, 3).map((line) => ({ ...line, y: line.y + 30 }))];
    const lines = arrangeLines([...first, ...others]);
    expect(lines).toHaveLength(20 + 1 + 8 + 3);
    expect(lines[20]?.text).toBe(textOf(wrapped));
  });

  it('stay apart where the line that shows the edge stands on the next page', () => {
    const wrapped = [at(words(28, 90), 2, 24), at(`${words(16, 91)}。`, 0, 0, { page: 2 })];
    const lines = arrangeLines([...items(4, 20, 1), ...wrapped, ...items(1, 8, 2)]);
    expect(lines).toHaveLength(20 + 1 + 8);
  });
});

describe('columns', () => {
  const left = [...paragraph(0, 2, 14, 6, 1), ...paragraph(0, 8, 14, 5, 10)];
  const right = [...paragraph(16, 2, 14, 5, 20), ...paragraph(16, 7, 14, 6, 30)];

  it('are read one after the other, whatever the order of the lines', () => {
    expect(texts(arrangeLines([...right, ...left].reverse())).join('')).toBe(textOf([...left, ...right]));
  });

  it('stand below a title that runs across them', () => {
    const title = centred('跨越两栏的一个长标题', 0, { fontSize: 16 });
    const lines = arrangeLines([...left, ...right, title]);
    expect(lines[0]).toEqual({ text: title.text, page: 1, heading: 1 });
    expect(texts(lines.slice(1)).join('')).toBe(textOf([...left, ...right]));
  });

  it('may begin and end within a page', () => {
    const above = paragraph(0, -3, 30, 4, 50);
    const below = paragraph(0, 14, 30, 4, 60);
    const middle = [...left, ...right];
    expect(texts(arrangeLines([...below, ...middle, ...above])).join('')).toBe(textOf([...above, ...middle, ...below]));
  });

  it('stand below who issues at the left and when at the right of one line', () => {
    const issuer = at('某县扶贫开发领导小组', 0, 0.4);
    const date = at('2019年9月', 25.5, 0.4);
    expect(texts(arrangeLines([...left, ...right, issuer, date]))).toEqual([
      ...['某县扶贫开发领导小组', '2019年9月'],
      ...texts(arrangeLines([...left, ...right])),
    ]);
  });

  it('begin with a line of text on the left beside a line set to the right', () => {
    const signed = [at('2019年9月', 25.5, 2), ...paragraph(16, 3, 14, 4, 20), ...paragraph(16, 7, 14, 6, 30)];
    const goingOn = [...paragraph(0, 1, 14, 7, 1).slice(1), ...paragraph(0, 8, 14, 5, 10)];
    expect(texts(arrangeLines([...goingOn, ...signed])).join('')).toBe(textOf([...goingOn, ...signed]));
    const ended = [at(`${words(9, 71)}。`, 0, 2), ...paragraph(0, 3, 14, 5, 1), ...paragraph(0, 8, 14, 5, 10)];
    expect(texts(arrangeLines([...ended, ...signed])).join('')).toBe(textOf([...ended, ...signed]));
  });

  it('are known on a page with few lines of them from the other pages', () => {
    const last = [...paragraph(0, 0, 14, 4, 40, 2), ...paragraph(16, 0, 14, 1, 45, 2)];
    expect(texts(arrangeLines([...left, ...right, ...last])).join('')).toBe(textOf([...left, ...right, ...last]));
  });
});

describe('furniture', () => {
  const pages = [1, 2, 3].map((page) => [
    at('某县工作简报  2020年第3期', 0, -2, { page, fontSize: 8 }),
    ...paragraph(0, 0, 30, 5, page * 10, page),
    centred(`— ${page} —`, 27, { page }),
  ]);

  it('is known by its repetition, its figures apart, and by being a page number', () => {
    const bodies = pages.map((page) => textOf(page.slice(1, -1)));
    expect(texts(arrangeLines(pages.flat()))).toEqual(bodies);
  });

  it.each(['第 7 页', '第 3 页 共 12 页', '3/12', '- 3 -', '·3·', '3', '第3页/共12页'])('may be %s', (number) => {
    expect(texts(arrangeLines([...paragraph(0, 0, 30, 4, 1), centred(number, 27)]))).toHaveLength(1);
  });

  it('is not the masthead of the first page, which is set larger', () => {
    const masthead = centred('某县工作简报', -2, { fontSize: 26 });
    const [first = [], ...others] = pages;
    const lines = arrangeLines([masthead, ...first.slice(1), ...others.flat()]);
    expect(lines[0]).toEqual({ text: '某县工作简报', page: 1, heading: 1 });
    expect(lines).toHaveLength(4);
  });

  it('is not text nor a title that stands at the head of two pages, as in two copies of a letter', () => {
    const letter = [1, 2].flatMap((page) => [
      centred('某县人民政府文件', -2, { page, fontSize: 26 }),
      centred('政发〔2020〕3号', 1, { page }),
      ...paragraph(0, 2, 30, 4, 1, page),
    ]);
    expect(arrangeLines(letter)).toHaveLength(6);
  });

  it('is not the end of a paragraph, nor an item of a list, that stands at the same height of two pages', () => {
    const tailed = (row: number, page: number): PositionedLine[] => [
      ...paragraph(0, row, 30, 4, page * 10, page).slice(0, 3),
      at('任事故。', 0, row + 3, { page }),
    ];
    const feet = [1, 2].flatMap((page) => [...tailed(20, page), centred(`— ${page} —`, 27, { page })]);
    expect(textOf(feet.slice(0, 4))).toBe(arrangeLines(feet)[0]?.text);
    expect(arrangeLines(feet)).toHaveLength(2);
    const items = [1, 2].flatMap((page) => [
      at(`甲村${page}号项目已于${page}日验收。`, 2, -2, { page }),
      ...paragraph(0, -1, 30, 4, page * 10, page),
    ]);
    expect(arrangeLines(items)).toHaveLength(4);
  });

  it('is a sentence that stands apart from the text', () => {
    const lines = [1, 2].flatMap((page) => [
      ...paragraph(0, 0, 30, 4, page * 10, page),
      at('内部资料，请勿外传。', 0, 26, { page }),
    ]);
    expect(arrangeLines(lines)).toHaveLength(2);
  });

  it('is not a line that stands on one page alone', () => {
    const lines = [at('编者按', 0, -2), ...paragraph(0, 0, 30, 4, 1), ...paragraph(0, 0, 30, 4, 9, 2)];
    expect(arrangeLines(lines)).toHaveLength(3);
  });
});

describe('titles', () => {
  const body = paragraph(0, 6, 30, 6, 1);

  it('of two centred lines are one line', () => {
    const title = [
      centred('关于进一步做好全县', 0, { fontSize: 18 }),
      centred('秋冬季造林工作的通知', 1.6, { fontSize: 18 }),
    ];
    expect(arrangeLines([...title, ...body])[0]).toEqual({
      text: '关于进一步做好全县秋冬季造林工作的通知',
      page: 1,
      heading: 1,
    });
  });

  it('of which the first line nearly fills the column, a little off its middle, are one line', () => {
    const title = [
      at('——某县以逢山开路的精神推进产业', 3.5, 0, { fontSize: 14 }),
      centred('发展纪实与体会', 1.5, { fontSize: 14 }),
    ];
    expect(arrangeLines([...title, ...body])[0]?.text).toBe(textOf(title));
  });

  it('keep apart what stands below them: a subtitle, the body that issues, a byline', () => {
    const lines = [
      centred('产业兴村闯新路', 0, { fontSize: 18 }),
      centred('——某县发展油茶纪实', 1.6, { fontSize: 18 }),
      centred('某县委办公室', 3.2),
      ...body,
      centred('（某县委办公室）', 13),
    ];
    expect(texts(arrangeLines(lines))).toEqual([
      '产业兴村闯新路',
      '——某县发展油茶纪实',
      '某县委办公室',
      textOf(body),
      '（某县委办公室）',
    ]);
  });

  it('have levels by their sizes; what is only bold comes last', () => {
    const lines = [
      centred('大标题在这里', 0, { fontSize: 20 }),
      centred('小标题在这里', 2, { fontSize: 14 }),
      at('主要做法', 2, 4, { isBold: true }),
      ...body,
    ];
    expect(arrangeLines(lines).map(({ heading }) => heading)).toEqual([1, 2, 3, undefined]);
  });
});

describe('tables', () => {
  const cells = [
    ['乡镇', '面积', '产量'],
    ['东山镇', '320', '1,200'],
    ['西河乡', '290', '980'],
  ];
  const rows = ['乡镇 | 面积 | 产量', '东山镇 | 320 | 1,200', '西河乡 | 290 | 980'];
  const table = cells.flatMap((row, index) => row.map((cell, column) => at(cell, column * 9, 6 + index)));
  const body = paragraph(0, 0, 30, 5, 1);

  const rule = (x: number, y: number, right: number, bottom: number, page = 1): Rule => {
    const [left, top] = [LEFT - 5, 60 + 6 * PITCH - 2];
    return { page, x: left + x * 90, y: top + y * PITCH, right: left + right * 90, bottom: top + bottom * PITCH };
  };
  const grid = (page = 1): Rule[] => [
    ...[0, 1, 2, 3].map((y) => rule(0, y, 3, y, page)),
    ...[0, 1, 2, 3].map((x) => rule(x, 0, x, 3, page)),
  ];

  it.each([
    ['without borders', []],
    ['with borders', grid()],
  ])('%s become rows below the names of the columns', (_, rules) => {
    const lines = arrangeLines([...body, ...table, ...paragraph(0, 10, 30, 4, 20)], rules);
    expect(lines.slice(1, 4)).toEqual(
      rows.map((text, index) => ({ text, page: 1, row: { table: 1, isHeader: index === 0 } })),
    );
    expect(lines).toHaveLength(5);
  });

  it('join the lines of a cell, and repeat what a merged cell says', () => {
    const merged = grid().filter(
      ({ x, right, y }) => !(x === rule(0, 2, 3, 2).x && right > x && y === rule(0, 2, 3, 2).y),
    );
    const rules = [...merged, rule(1, 2, 3, 2)];
    const lines = [
      ...['乡镇', '项目', '说明'].map((cell, column) => at(cell, column * 9, 6)),
      at('东山镇', 0, 7.5),
      ...['油茶', '茶叶'].map((cell, index) => at(cell, 9, 7 + index)),
      ...['种植面积', '产量稳定'].map((cell, index) => at(cell, 18, 7 + index)),
    ];
    expect(texts(arrangeLines(lines, rules))).toEqual([
      '乡镇 | 项目 | 说明',
      '东山镇 | 油茶 | 种植面积',
      '东山镇 | 茶叶 | 产量稳定',
    ]);
  });

  it('that go on over a page are one, with their names once', () => {
    const first = arrangeLines([...table, ...table.map((line) => ({ ...line, page: 2 }))], [...grid(), ...grid(2)]);
    expect(first.map(({ row }) => row?.table)).toEqual([1, 1, 1, 1, 1]);
    expect(first.filter(({ row }) => row?.isHeader)).toHaveLength(1);
  });

  it('are not made of two columns of text, of a signature or of a table of contents', () => {
    const signature = [
      at('某县人民政府', 3, 8),
      at('2020年3月5日', 18, 8),
      at('联系人：某某', 3, 9),
      at('电话：1234', 18, 9),
    ];
    const contents = ['油茶', '茶叶', '林业'].flatMap((title, index) => [
      at(`${title}……………………`, 0, 12 + index),
      at(String(index), 28, 12 + index),
    ]);
    const columns = [...paragraph(0, 20, 14, 5, 40, 2), ...paragraph(16, 20, 14, 5, 50, 2)];
    expect(arrangeLines([...body, ...signature, ...contents, ...columns]).filter(({ row }) => row)).toEqual([]);
  });
});

it('the confidence of a joined line is the mean of its characters', () => {
  const lines = paragraph(0, 0, 30, 3, 1).map((line, index) => ({ ...line, confidence: [1, 1, 0.5][index] ?? 1 }));
  const lengths = lines.map(({ text }) => text.length);
  const [a = 0, b = 0, c = 0] = lengths;
  expect(arrangeLines(lines)[0]?.confidence).toBeCloseTo((a + b + c / 2) / (a + b + c), 9);
});
