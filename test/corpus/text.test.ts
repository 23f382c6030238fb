/** The rules of Chinese text: what is folded for matching, where sentences end, what numerals say. */
import { describe, expect, it } from 'vitest';
import type { Span } from '../../corpus/article.ts';
import { endsSentence, fold, foldText, readNumeral, splitSentences, splitUnits, trimSpan } from '../../corpus/text.ts';

const whole = (text: string): Span => ({ start: 0, end: text.length });
const wordsOf = (text: string, spans: Span[]): string[] => spans.map(({ start, end }) => text.slice(start, end));

describe('folding', () => {
  it.each([
    ['full-width figures and letters', '２０２０年ＡＰＰ', '2020年app'],
    ['capital letters', '扶贫 APP', '扶贫app'],
    ['quotation marks', '“三变”「三变」『三变』‘三变’"三变"', '"三变""三变""三变""三变""三变"'],
    ['dashes', '2—3、2－3、2–3、2~3、2～3、2-3', '2-3、2-3、2-3、2-3、2-3、2-3'],
    ['full-width brackets and commas', '（一），', '(一),'],
    ['stray spaces between words and figures', '贫困村 32 个，共 3976\u3000户', '贫困村32个,共3976户'],
    ['line breaks', '脱贫\n攻坚', '脱贫攻坚'],
    ['spaces between ASCII words', 'open  source\tproject', 'open source project'],
    ['spaces between figures', '100 200', '100 200'],
    ['spaces at the edges', '  扶贫 ', '扶贫'],
    ['one character that stands for many', '５㎡…', '5m2...'],
    ['characters outside the basic plane', '𠮷𝟘a', '𠮷0a'],
    ['half a surrogate pair', 'a\ud842b', 'a\ud842b'],
    ['nothing', '', ''],
  ])('makes one form of %s', (_, original, folded) => {
    expect(fold(original)).toBe(folded);
  });

  it('is done once and for all', () => {
    const original = '２０２０年 “三变” ㎡ App Store ，——…𠮷 ´x';
    expect(fold(fold(original))).toBe(fold(original));
  });

  it('leads back to the character that each folded unit came from', () => {
    const original = '共 ２ 个“𠮷𝟘村”，５㎡ open  Source—好';
    const { text, offsets } = foldText(original);
    expect(offsets).toHaveLength(text.length);
    offsets.forEach((offset, index) => {
      const character = String.fromCodePoint(original.codePointAt(offset) ?? 0);
      if (text[index] === ' ') expect(character).toBe(' ');
      else expect(fold(character)).toContain(text[index]);
      expect(offset).toBeGreaterThanOrEqual(offsets[index - 1] ?? 0);
    });
    const at = text.indexOf('村');
    expect(original.slice(offsets[at])).toBe('村”，５㎡ open  Source—好');
  });
});

describe('sentences', () => {
  it.each([
    ['脱贫了。致富了！好吗？好', ['脱贫了。', '致富了！', '好吗？', '好']],
    ['他说：“好。”大家笑了。', ['他说：“好。”', '大家笑了。']],
    ['（见附件。）下一句。', ['（见附件。）', '下一句。']],
    ['真的吗？！真的。', ['真的吗？！', '真的。']],
    ['一行\n又一行', ['一行', '又一行']],
    [' 头尾。 空白。 ', ['头尾。', '空白。']],
    ['发放2.49亿元，增长3.5%。', ['发放2.49亿元，增长3.5%。']],
    ['分两步：一是种；二是养。', ['分两步：一是种；二是养。']],
    ['', []],
    [' \n ', []],
  ])('end where their punctuation and its closing marks do: %j', (text, sentences) => {
    expect(wordsOf(text, splitSentences(text, whole(text)))).toEqual(sentences);
  });

  it('of a span stay within it', () => {
    const text = '第一句。第二句。第三句。';
    expect(splitSentences(text, { start: 2, end: 10 })).toEqual([
      { start: 2, end: 4 },
      { start: 4, end: 8 },
      { start: 8, end: 10 },
    ]);
  });
});

describe('units', () => {
  const long = '全县发展产业：一是种油茶，面积一万亩，人均半亩；二是种核桃，面积两万亩，'.concat(
    '连片'.repeat(30),
    '。',
  );
  const text = `短句。${long}\n${'无标点'.repeat(30)}𠮷𠮷𠮷𠮷𠮷。末句！`;

  it.each([2, 5, 7, 16, 40, 1000])(
    'of at most %i characters cover all words, in order, none of them twice',
    (maximum) => {
      const units = splitUnits(text, whole(text), maximum);
      const words = wordsOf(text, units);
      expect(words.join('')).toBe(text.replace(/\s/gu, ''));
      expect(Math.max(...words.map((unit) => unit.length))).toBeLessThanOrEqual(maximum);
      units.forEach((unit, index) => expect(unit.start).toBeGreaterThanOrEqual(units[index - 1]?.end ?? 0));
      for (const unit of words) expect(unit).not.toMatch(/\p{Surrogate}/u);
    },
  );

  it('are whole sentences where these fit', () => {
    const sentences = splitSentences(text, whole(text));
    expect(splitUnits(text, whole(text), 1000)).toEqual(sentences);
    const units = splitUnits(text, whole(text), 40);
    for (const sentence of sentences.filter(({ start, end }) => end - start <= 40))
      expect(units).toContainEqual(sentence);
  });

  it('of a longer sentence are its list items where these fit, else runs of its clauses', () => {
    const sentence = '一是种油茶，面积一万亩；二是种核桃，面积两万亩，人均半亩，群众增收。';
    expect(wordsOf(sentence, splitUnits(sentence, whole(sentence), 15))).toEqual([
      '一是种油茶，面积一万亩；',
      '二是种核桃，面积两万亩，',
      '人均半亩，群众增收。',
    ]);
  });
});

describe('the end of a line', () => {
  it.each([
    '好。',
    '好！',
    '好？',
    '好；',
    '如下：',
    '好。”',
    '好。）',
    '“好。” ',
    '好.…',
    '（好；）',
    '好。**',
    '好:',
  ])('ends a sentence, an item or an introduction: %s', (text) => {
    expect(endsSentence(text)).toBe(true);
  });

  it.each(['好', '好，', '好、', '《办法》', '“三变”', '人均1.', '（镇）', ''])('ends none: %s', (text) => {
    expect(endsSentence(text)).toBe(false);
  });
});

describe('trimming a span', () => {
  it('leaves white space at its edges out', () => {
    expect(trimSpan(' \u3000扶 贫\n', { start: 0, end: 6 })).toEqual({ start: 2, end: 5 });
    expect(trimSpan('   ', { start: 0, end: 3 })).toEqual({ start: 3, end: 3 });
  });
});

describe('a numeral', () => {
  it.each([
    ['零', 0],
    ['〇', 0],
    ['一', 1],
    ['两', 2],
    ['九', 9],
    ['十', 10],
    ['十一', 11],
    ['二十', 20],
    ['二十三', 23],
    ['九十九', 99],
    ['0', 0],
    ['7', 7],
    ['12', 12],
    ['１２', 12],
    ['⑤', 5],
    ['2018', 2018],
  ])('%s is %i', (numeral, value) => {
    expect(readNumeral(numeral)).toBe(value);
  });

  it.each(['', ' ', '百', '一百', '一二', '十十', '二十三四', '1.5', '-1', '甲', '第一', 'three', '一十零一'])(
    'is not %j',
    (words) => {
      expect(readNumeral(words)).toBeNull();
    },
  );
});
