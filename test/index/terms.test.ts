/** Text → terms: what is kept whole, what is folded, what is dropped. */
import { describe, expect, it } from 'vitest';
import { bigramsOf, segment, termsOf, wordsOf } from '../../index/terms.ts';

describe('the words of a text', () => {
  it.each([
    ['天等县选优严管', '天等县'],
    ['上思县：脱贫有方', '上思县'],
    ['环江毛南族自治县的做法', '环江毛南族自治县'],
    // jieba's own dictionary has none of these four.
    ['巴马瑶族自治县燕洞镇交乐村', '巴马瑶族自治县'],
    ['靖西市和平果市', '靖西市'],
    ['靖西市和平果市', '平果市'],
    ['河池市宜州区', '宜州区'],
  ])('of “%s” keep %s whole', (text, name) => {
    expect(wordsOf(text)).toContain(name);
  });

  it('take no name of a county out of words that only look like one', () => {
    // 大社区, 古县 and 南山区 are names of divisions.
    expect(wordsOf('扩大社区服务')).not.toContain('大社区');
    expect(wordsOf('改造太古县城')).not.toContain('古县');
    expect(wordsOf('云南山区的路')).not.toContain('南山区');
  });

  it.each(['驻村工作队', '扶贫车间', '六联一带', '贫困发生率', '易地扶贫搬迁', '第一书记'])(
    'hold %s of the dictionary whole, in running text too',
    (word) => {
      expect(wordsOf(`全县${word}的经验`)).toContain(word);
    },
  );

  it('come with the shorter words in them', () => {
    expect(wordsOf('驻村工作队')).toEqual(['工作', '工作队', '驻村工作队']);
  });

  it.each([
    ['2016年脱贫', ['2016', '脱贫']],
    ['每户4.97万元', ['每户', '4.97', '万元']],
    ['占全部雇工50%以上', ['全部', '雇工', '50%', '以上']],
    ['1500—1800元', ['1500', '1800']],
    ['3132人', ['3132']],
    ['C919客机和Wi-Fi', ['c919', '客机', 'wi', 'fi']],
    ['2018.4.27', ['2018.4.27']],
    ['达12.4%。', ['12.4%']],
  ])('of “%s” have its figures and Latin words whole', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('leave out single Chinese characters, which tell nothing', () => {
    expect(wordsOf('在的了')).toEqual([]);
  });

  it.each(['……', '。，、；：', '“”《》（）', '—— · ～', '. % .', '!?', '', ' \n\t　'])(
    'of punctuation or white space alone (%j) are none',
    (text) => {
      expect(termsOf(text)).toEqual({ words: [], bigrams: [] });
    },
  );

  it('are repeated where the text repeats them, in order', () => {
    expect(wordsOf('产业、就业、产业')).toEqual(['产业', '就业', '产业']);
  });
});

describe('the pairs of a text', () => {
  it.each([
    ['联建联养', ['联建', '建联', '联养']],
    ['六联一带', ['六联', '联一', '一带']],
    ['五心五线', ['五心', '心五', '五线']],
    ['留选引荐', ['留选', '选引', '引荐']],
  ])('hold the slogan %s, known to a dictionary or not', (slogan, pairs) => {
    expect(bigramsOf(slogan)).toEqual(pairs);
    expect(bigramsOf(`实行“${slogan}”模式`)).toEqual(expect.arrayContaining(pairs));
  });

  it('do not reach across punctuation', () => {
    expect(bigramsOf('产业，就业')).toEqual(['产业', '就业']);
  });

  it('of figures run on into their unit', () => {
    expect(bigramsOf('16个屯')).toEqual(['16', '6个', '个屯']);
  });

  it('are of whole characters where one takes two code units', () => {
    expect(bigramsOf('𬭎林𠮷')).toEqual(['𬭎林', '林𠮷']);
  });

  it('of a single character are none', () => {
    expect(bigramsOf('县')).toEqual([]);
  });
});

describe('one text in two hands gives the same terms', () => {
  it.each([
    ['full-width figures', '２０１６年，５０％', '2016年,50%'],
    ['full-width letters, upper case', 'ＧＤＰ增长', 'gdp增长'],
    ['stray spaces between characters', '驻 村 工作队', '驻村工作队'],
    ['stray spaces around figures', '到 2016 年 底', '到2016年底'],
    ['a space before the percent sign', '50 %', '50%'],
    ['a line break within a word', '贫困发\n生率', '贫困发生率'],
    ['ideographic space', '扶贫　车间', '扶贫车间'],
    ['forms of quotation marks', '「三变」改革', '“三变”改革'],
    ['forms of dashes', '1500－1800元', '1500—1800元'],
  ])('%s', (_what, one, other) => {
    expect(termsOf(one)).toEqual(termsOf(other));
  });

  it('every time it is asked', () => {
    const text = '2018年4月，上思县594户2637人“搬得出、稳得住”，占90%以上。';
    expect(termsOf(text)).toEqual(termsOf(text));
  });

  it('as a question and as part of a longer text', () => {
    const { words, bigrams } = termsOf('六联一带');
    const passage = termsOf('环江毛南族自治县推行“六联一带”模式，带动2016户。');
    expect(passage.words).toEqual(expect.arrayContaining(words));
    expect(passage.bigrams).toEqual(expect.arrayContaining(bigrams));
  });
});

describe('traditional characters', () => {
  it('have the terms of the simplified ones', () => {
    expect(termsOf('脫貧攻堅與異地搬遷')).toEqual(termsOf('脱贫攻坚与异地搬迁'));
  });
});

describe('text that is hardly text', () => {
  it.each(['\ud842贫困', '😀扶贫😀', '\u0000扶贫', 'x'.repeat(5000)])('gives terms and no error', (text) => {
    expect(termsOf(text).words.length).toBeGreaterThan(0);
  });
});

describe('the segments of a text', () => {
  it.each(['天等县的“扶贫车间”怎么样？', '2016年 50%', '𠮷野家'])('of “%s” together are the text', (text) => {
    expect(segment(text).join('')).toBe(text);
  });
});
