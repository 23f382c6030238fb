/** What stands at the head and foot of an article: title, byline, 编者按. */
import { describe, expect, it } from 'vitest';
import { MASTHEAD, only, OPENING, paragraphsOf, parseBody, parseIssue, parseText } from './parsed.ts';

const BYLINE = '（天等县扶贫办 王小明）';

describe('the title', () => {
  const titleOf = (...lines: string[]): string => only(parseIssue(...lines, OPENING, BYLINE)).title;

  it('is made whole where a full line broke it, with and without a blank line between', () => {
    const [first, second] = ['凤山县以“党建引领”促产业融合发展', '带动群众增收'];
    const whole = first + second;
    expect(titleOf(first, second)).toBe(whole);
    expect(titleOf(`${first}\n${second}`)).toBe(whole);
    expect(titleOf(`${first} ${second}`)).toBe(whole);
    expect(titleOf(`${first}\u3000\u3000${second}`)).toBe(whole);
  });

  it('is made whole behind a particle or a comma, however short the line', () => {
    expect(titleOf('凤山县抓好扶贫产业的', '实践值得借鉴')).toBe('凤山县抓好扶贫产业的实践值得借鉴');
    expect(titleOf('凤山县抓党建，', '兴产业促脱贫')).toBe('凤山县抓党建，兴产业促脱贫');
    expect(titleOf('凤山县：', '打出扶贫“组合拳”')).toBe('凤山县：打出扶贫“组合拳”');
  });

  it.each(['凤山县：脱贫有方 攻坚有路', '凤山县探索“两变” 群众户户有产业', '凤山县“逢山开路 遇水搭桥”抓脱贫'])(
    'keeps the caesura in %s',
    (title) => {
      expect(titleOf(title)).toBe(title);
      expect(titleOf(title.replace(' ', '\u3000'))).toBe(title);
    },
  );

  it('keeps a subtitle, joined by its dash', () => {
    expect(titleOf('决战脱贫 决胜小康', '——凤山县发展产业纪实')).toBe('决战脱贫 决胜小康——凤山县发展产业纪实');
  });

  it('leaves out the column above it and reads the author below it', () => {
    const article = only(parseIssue('“奔小康”征文之三', '凤山县抓产业', '□ 李小红', OPENING));
    expect(article).toMatchObject({ title: '凤山县抓产业', byline: '李小红', text: OPENING });
  });

  it.each(['#', '##', '###', '######'])('may be a Markdown heading of any level: %s', (sign) => {
    const lines = [`${sign} 凤山县以“党建引领”促产业融合发展`, `${sign} 带动群众增收`, OPENING, BYLINE];
    const article = only(parseText(MASTHEAD + lines.join('\n\n')));
    expect(article.title).toBe('凤山县以“党建引领”促产业融合发展带动群众增收');
    expect(article.text).toBe(OPENING);
  });

  it('may be bold', () => {
    expect(titleOf('**凤山县抓产业**')).toBe('凤山县抓产业');
  });

  it('is not taken from the body of an article without one', () => {
    const article = only(parseIssue(OPENING, '全县共发展产业基地三十个。', BYLINE));
    expect(article.title).toBe('近年来，天等县立足山区实际发展产业，群众收入稳步增加');
    expect(paragraphsOf(article)).toHaveLength(2);
  });

  it('is made whole where the broken line holds a caesura of its own', () => {
    expect(titleOf('凤山县“四化”引路 助力脱贫攻坚见实效的做法', '值得借鉴')).toBe(
      '凤山县“四化”引路 助力脱贫攻坚见实效的做法值得借鉴',
    );
  });

  it('does not swallow a body that is wrapped in lines', () => {
    const lines = ['天等县是山区县，耕地少、石山多，近年来全县上下一条心发展', '油茶和核桃产业，群众收入稳步增加。'];
    const article = only(parseText(`${MASTHEAD}天等县产业扶贫见成效\n\n${lines.join('\n')}\n\n${BYLINE}\n`));
    expect(article).toMatchObject({ title: '天等县产业扶贫见成效', text: lines.join('') });
  });

  it('is no longer than a title: short lines of the body are not all taken', () => {
    const lines = ['上', '下', '左', '右'].map((word) => `这一行不带标点说的是山区里${word}边的村子`.repeat(2));
    expect(titleOf(...lines).length).toBeLessThanOrEqual(81);
  });
});

describe('the byline', () => {
  it.each([
    ['（天等县扶贫办 王小明）', '天等县扶贫办 王小明'],
    ['(天等县扶贫办 王小明)', '天等县扶贫办 王小明'],
    ['（天等县扶贫办 王小明)', '天等县扶贫办 王小明'],
    ['　　（ 天等县扶贫办 王小明 ）　', '天等县扶贫办 王小明'],
    ['（天等县委党校副校长、讲师 王小明）', '天等县委党校副校长、讲师 王小明'],
    ['（天等县委办（督查室） 王小明）', '天等县委办（督查室） 王小明'],
    ['**（天等县扶贫办 王小明）**', '天等县扶贫办 王小明'],
  ])('is read from %s', (line, byline) => {
    const article = only(parseIssue('天等县抓产业', OPENING, line));
    expect(article).toMatchObject({ byline, text: OPENING });
  });

  it('parts the articles of an issue', () => {
    const articles = parseIssue('天等县抓产业', OPENING, BYLINE, '凤山县抓教育', '凤山县办好学校。', '(凤山县教育局)');
    expect(articles.map(({ id, title, byline }) => [id, title, byline])).toEqual([
      ['2020-7-1', '天等县抓产业', '天等县扶贫办 王小明'],
      ['2020-7-2', '凤山县抓教育', '凤山县教育局'],
    ]);
  });

  it('may be missing on the last article', () => {
    const articles = parseIssue(
      '天等县抓产业',
      OPENING,
      BYLINE,
      '凤山县抓教育',
      '凤山县办好学校。',
      '某省扶贫办',
      '2020年3月9日印发',
    );
    expect(articles.map(({ title, byline }) => [title, byline])).toEqual([
      ['天等县抓产业', '天等县扶贫办 王小明'],
      ['凤山县抓教育', null],
    ]);
    expect(articles[1]?.text).toBe('凤山县办好学校。');
  });

  it('is not a numbered mark or a sentence in brackets', () => {
    const article = parseBody('（十一）', '抓好产业。', '（各乡镇都要认真落实。）', '全县共建成基地三十个。');
    expect(article.text).toContain('（十一）');
    expect(article.text).toContain('（各乡镇都要认真落实。）');
  });
});

describe('an interview', () => {
  const turns = [
    '记者：难点在哪里？',
    '校长：难在外出务工家庭，我们排查出疑似辍学学生37名。',
    '记者：后来怎么劝返的？',
    '校长：组织了劝返小组。',
  ];

  it.each([
    ['with a title', ['把孩子送出大山', ...turns], '把孩子送出大山', null],
    ['with a reporter', ['把孩子送出大山', '记者：张某某', ...turns], '把孩子送出大山', '张某某'],
    ['that begins with no question', ['把孩子送出大山', '校长：很好', ...turns], '把孩子送出大山', null],
    [
      'that goes on without a question mark',
      ['把孩子送出大山', '记者：讲讲难点', '校长：很多', ...turns],
      '把孩子送出大山',
      null,
    ],
    ['without a title', turns, '记者：难点在哪里', null],
  ])('%s keeps all its turns in the text', (_, lines, title, byline) => {
    const article = only(parseText(lines.join('\n')));
    expect(article).toMatchObject({ title, byline });
    expect(paragraphsOf(article)).toEqual(lines.filter((line) => line !== title && !/张某某/u.test(line)));
  });

  it('keeps them in a bulletin as well', () => {
    const article = only(parseIssue('把孩子送出大山', ...turns, BYLINE));
    expect(article).toMatchObject({ title: '把孩子送出大山', byline: '天等县扶贫办 王小明' });
    expect(paragraphsOf(article)).toEqual(turns);
  });
});

describe('the 编者按', () => {
  const note = '编者按：天等县抓产业的做法值得各地学习。';

  it.each([
    ['before the title', [note, '天等县抓产业', OPENING, BYLINE]],
    ['behind the title', ['天等县抓产业', note, OPENING, BYLINE]],
  ])('stands apart from the body %s', (_, lines) => {
    const article = only(parseIssue(...lines));
    expect(article.title).toBe('天等县抓产业');
    expect(paragraphsOf(article)).toEqual([note, OPENING]);
    expect(article.paragraphs.map(({ role }) => role)).toEqual(['note', 'body']);
    expect(article.editorNote).toEqual({ start: 0, end: note.length });
  });

  it.each([
    '【编者按】天等县抓产业的做法好。',
    '[编者按] 天等县抓产业的做法好。',
    '编者的话：天等县的做法好。',
    '按：此文可供参考。',
  ])('is known by its label in %s', (line) => {
    const article = only(parseIssue(line, '天等县抓产业', OPENING, BYLINE));
    expect(article.text.slice(article.editorNote?.start, article.editorNote?.end)).toBe(line);
    expect(article.title).toBe('天等县抓产业');
  });

  it.each(['编者按', '【编者按】', '编者按：', '**编者按：**'])('may stand below its label %s', (label) => {
    const article = only(parseIssue(label, '天等县抓产业的做法值得学习。', '天等县抓产业', OPENING, BYLINE));
    expect(article.paragraphs.at(-1)).toMatchObject({ role: 'body' });
    expect(article.text.slice(article.editorNote?.end).trim()).toBe(OPENING);
    expect(article.text).toContain('做法值得学习。');
  });

  it('is whole where a page break cut it', () => {
    const [first, second] = ['编者按：天等县因地制宜发展产业、带动群众增收的做法，经验', '具体，各地可以学习借鉴。'];
    const article = only(parseIssue(first, second, '天等县抓产业', OPENING, BYLINE));
    expect(paragraphsOf(article)).toEqual([first + second, OPENING]);
  });

  it('ends with its paragraph where that has no full stop', () => {
    const article = only(parseIssue('编者按：做法值得学习', '天等县抓产业', OPENING, BYLINE));
    expect(article).toMatchObject({ title: '天等县抓产业', editorNote: { start: 0, end: 10 } });
  });

  it('stands apart in a document without a masthead too', () => {
    const article = only(parseText([note, '天等县抓产业', OPENING].join('\n\n')));
    expect(article).toMatchObject({ title: '天等县抓产业', editorNote: { start: 0, end: note.length } });
  });

  it('is no note where a sentence only begins with 按', () => {
    expect(parseBody('按照上级要求，天等县抓好落实。').editorNote).toBeNull();
  });
});
