import { describe, expect, it } from 'vitest';
import { textOf } from '../../../corpus/read/ocr/printed-text.ts';

/**
 * As recognised: characters of Chinese a square apart, narrower ones half a square; an ideographic space leaves room,
 * another is seen where there is none, 〜 makes a mark wide.
 */
function recognised(line: string): string {
  let place = 0;
  let isAfterSpace = false;
  const characters = [];
  for (const character of line) {
    const width = character === ' ' ? 0 : character <= '~' ? 0.5 : 1;
    if (character === '〜') place += 1;
    else if (character.trim() !== '') {
      characters.push({ character, probability: 1, at: place + width / 2, isAfterSpace });
      isAfterSpace = false;
    } else isAfterSpace = character === ' ';
    if (character !== '〜') place += width;
  }
  return textOf(
    characters.map(({ at, ...rest }) => ({ ...rest, at: at / place })),
    1 / place,
  );
}

describe('the marks of recognised text', () => {
  it.each([
    ['县委,县政府:带领群众;脱贫!', '县委，县政府：带领群众；脱贫！', 'marks between Chinese characters are Chinese'],
    ['增长8.14%,共1,200户', '增长8.14%，共1,200户', 'figures keep theirs'],
    ['按3:4:3比例,12:30开会.', '按3:4:3比例，12:30开会。', 'so do ratios and times'],
    ['自2015-2020年', '自2015-2020年', 'a hyphen between years stays'],
    ['补助2000一3000元', '补助2000—3000元', 'between figures the numeral is a dash'],
    ['逐户一一落实', '逐户一一落实', 'between words it is not'],
    ['全县(3132个贫困人口)就业', '全县（3132个贫困人口）就业', 'brackets around Chinese'],
    ['做法(3)推广', '做法（3）推广', 'brackets beside Chinese'],
    ['增长 GDP (PPP) 口径', '增长GDP (PPP)口径', 'words of letters keep their brackets and spaces'],
    ['GDP (PPP) 3,000', 'GDP (PPP) 3,000', 'a line without Chinese is left alone'],
    ['他说:"好",又说"是".', '他说：“好”，又说“是”。', 'straight quotation marks'],
    ['称为“第一书记“，下同', '称为“第一书记”，下同', 'an opening mark where only a closing one can stand'],
    ['桂发【2016］9号', '桂发〔2016〕9号', 'the year of a number stands in 〔〕'],
    ['关于印发<实施方案>的通知', '关于印发〈实施方案〉的通知', 'a title within a title'],
    ['组织领导—〜书记负责', '组织领导——书记负责', 'a dash as long as two characters'],
    ['广东江门—广西崇左', '广东江门—广西崇左', 'a short one'],
    ['—摘自简报', '——摘自简报', 'a dash that begins a line is long'],
    ['—一摘自简报', '——摘自简报', 'of which a part was taken for a numeral'],
    ['油茶、茶叶.···', '油茶、茶叶……', 'dots of an ellipsis'],
    ['第14期　　2018年', '第14期 2018年', 'room for characters is a space'],
    ['村主任　韦某某', '村主任 韦某某', 'between names, too'],
    ['电话0771-289811l', '电话0771-2898111', 'a letter within figures is a figure'],
    ['每户１００％', '每户100%', 'figures and their signs are narrow'],
    ['探索“三变”　实现全覆盖', '探索“三变” 实现全覆盖', 'so it is behind a closing mark'],
    ['脱贫有方　“三变”引路', '脱贫有方 “三变”引路', 'and before an opening one'],
    ['坚持“　三变”引路', '坚持“三变”引路', 'within a pair there is none'],
    ['脱 贫 攻坚', '脱贫攻坚', 'spaces that the network saw within Chinese are none'],
    ['1.加强领导', '1.加强领导', 'the number of a heading'],
  ])('%s → %s: %s', (line, expected) => {
    expect(recognised(line)).toBe(expected);
  });
});
