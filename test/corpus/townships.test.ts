/** Names of townships: which are known in a province, and which counties have one of the name. */
import { describe, expect, it } from 'vitest';
import { longestTownshipAt } from '../../corpus/townships.ts';

const GUANGXI = '45';

describe('the township that stands in a text', () => {
  it.each([
    ['才湾镇的葡萄', GUANGXI, ['450324']], // a 镇 of one county
    ['驮堪乡', GUANGXI, ['451425']], // a 乡
    ['西乡塘街道办事处', GUANGXI, ['450107']], // a 街道, longer than the district it is named after
    ['足别瑶族苗族乡', GUANGXI, ['451030']], // a long name
    ['才湾镇', '44', undefined], // of another province
    ['才湾', GUANGXI, undefined], // without what it is
    ['在才湾镇', GUANGXI, undefined], // further on in the text
    ['街道', GUANGXI, undefined], // what it is without a name
    ['乌镇', '33', undefined], // one character and what it is: 古镇 and 小镇 read the same
    ['', GUANGXI, undefined], // nothing
  ])('%s, province %s → counties %j', (text, province, countyCodes) => {
    expect(longestTownshipAt(text, 0, province)?.countyCodes).toEqual(countyCodes);
  });

  it('may be one of several counties', () => {
    const township = longestTownshipAt('太平镇', 0, GUANGXI);
    expect(township?.name).toBe('太平镇');
    expect(township?.countyCodes.length).toBeGreaterThan(1);
  });

  it.each([
    '各乡镇',
    '城镇化',
    '乡村振兴',
    '村镇银行',
    '返乡创业',
    '下乡蹲点',
    '进乡入村',
    '乡镇街道',
    '特色小镇',
    '老乡',
  ])('is none in %s', (text) => {
    const found = [...text]
      .map((_, at) => longestTownshipAt(text, at, GUANGXI))
      .filter((township) => township !== null);
    expect(found).toEqual([]);
  });
});
