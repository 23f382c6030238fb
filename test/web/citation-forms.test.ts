import { describe, expect, it } from 'vitest';
import {
  CITATION_FORMS,
  type CitationForm,
  type CitedSource,
  formatCitation,
  isCitationForm,
  readAuthors,
} from '../../web/citation-forms.ts';

const whole: CitedSource = {
  articleTitle: '天等县选优严管厚爱并重',
  byline: '天等县委宣传部 李志高',
  series: '广西精准脱贫攻坚简报',
  issue: '2018年第33期（总第195期）',
  issueId: '2018-33',
  publishedOn: '2018-08-13',
  digest: false,
  label: '标签',
};

const nothing = { byline: null, series: null, issue: null, issueId: null, publishedOn: null };

describe('the official form', () => {
  it.each<[string, Partial<CitedSource>, string]>([
    [
      'names series, issue, title and day',
      {},
      '摘自《广西精准脱贫攻坚简报》2018年第33期（总第195期）《天等县选优严管厚爱并重》，2018年8月13日',
    ],
    [
      'says 摘编 with the title',
      { digest: true },
      '摘自《广西精准脱贫攻坚简报》2018年第33期（总第195期）《天等县选优严管厚爱并重》（摘编），2018年8月13日',
    ],
    [
      'does without a day',
      { publishedOn: null, issue: null },
      '摘自《广西精准脱贫攻坚简报》《天等县选优严管厚爱并重》',
    ],
    [
      'names the author where there is no series',
      { ...nothing, byline: '陈光科', digest: true },
      '摘自陈光科《天等县选优严管厚爱并重》（摘编）',
    ],
    [
      'names the page of a file that has pages',
      { source: { pages: [3, 3] } },
      '摘自《广西精准脱贫攻坚简报》2018年第33期（总第195期）《天等县选优严管厚爱并重》第3页，2018年8月13日',
    ],
    ['does with the title alone', nothing, '摘自《天等县选优严管厚爱并重》'],
    [
      'makes title marks within the title single',
      { ...nothing, articleTitle: '学习《简报》的体会' },
      '摘自《学习〈简报〉的体会》',
    ],
  ])('%s', (_reason, given, expected) => {
    expect(formatCitation({ ...whole, ...given }, 'official')).toBe(expected);
  });
});

describe('the form of GB/T 7714—2025', () => {
  it.each<[string, Partial<CitedSource>, string]>([
    [
      'has the issue in brackets after the year, as a serial without volumes does',
      {},
      '李志高. 天等县选优严管厚爱并重[J]. 广西精准脱贫攻坚简报，2018（33）.',
    ],
    [
      'says 摘编 as further information on the title',
      { digest: true, byline: '摘编自天等县委宣传部 李志高来稿' },
      '李志高. 天等县选优严管厚爱并重：摘编[J]. 广西精准脱贫攻坚简报，2018（33）.',
    ],
    [
      'begins with the title where no author is named',
      { byline: null },
      '天等县选优严管厚爱并重[J]. 广西精准脱贫攻坚简报，2018（33）.',
    ],
    [
      'names three authors and 等',
      { byline: '县委 韦贞强 赖萍静 周娜 胡常胜' },
      '韦贞强，赖萍静，周娜，等. 天等县选优严管厚爱并重[J]. 广西精准脱贫攻坚简报，2018（33）.',
    ],
    [
      'reads the issue in words where it has no id, without leading zeros',
      { byline: null, issueId: null, issue: '2018年第03期' },
      '天等县选优严管厚爱并重[J]. 广西精准脱贫攻坚简报，2018（3）.',
    ],
    [
      'takes an issue without a number as it is printed',
      { byline: null, issueId: '特刊', issue: '2018年特刊' },
      '天等县选优严管厚爱并重[J]. 广西精准脱贫攻坚简报，2018年特刊.',
    ],
    [
      'gives the day where the issue is not known',
      { byline: null, issueId: null, issue: null },
      '天等县选优严管厚爱并重[J]. 广西精准脱贫攻坚简报，2018-08-13.',
    ],
    [
      'ends with the series where nothing tells its issue',
      { ...nothing, series: '广西精准脱贫攻坚简报' },
      '天等县选优严管厚爱并重[J]. 广西精准脱贫攻坚简报.',
    ],
    [
      'ends with the pages, where the file has pages',
      { byline: null, source: { pages: [3, 4] } },
      '天等县选优严管厚爱并重[J]. 广西精准脱贫攻坚简报，2018（33）：3-4.',
    ],
    [
      'is marked Z, not J, where the article is of no serial',
      { ...nothing, byline: '陈光科', digest: true },
      '陈光科. 天等县选优严管厚爱并重：摘编[Z].',
    ],
  ])('%s', (_reason, given, expected) => {
    expect(formatCitation({ ...whole, ...given }, 'standard')).toBe(expected);
  });
});

describe('the authors of a byline', () => {
  it.each([
    ['天等县扶贫开发办公室', ['天等县扶贫开发办公室']],
    ['摘编自天等县扶贫开发办公室来稿', ['天等县扶贫开发办公室']],
    ['摘编自融安县委组织部 韦贞强 赖萍静来稿', ['韦贞强', '赖萍静']],
    ['摘编自中共来宾市委党校经济学教研室主任、讲师 陈春琳的文章', ['陈春琳']],
    ['陈光科', ['陈光科']],
    // The name of a village is as short as that of a person.
    ['巴马瑶族自治县燕洞镇 交乐村', ['巴马瑶族自治县燕洞镇 交乐村']],
    ['', []],
    [null, []],
  ])('%s: %o', (byline, expected) => {
    expect(readAuthors(byline)).toEqual(expected);
  });
});

describe('citation forms', () => {
  it('leave the plain one to the server', () => {
    expect(formatCitation(whole, 'plain')).toBe('标签');
  });

  it('all say 摘编', () => {
    const digest = { ...whole, digest: true, label: '《题》（摘编）' };
    for (const form of Object.keys(CITATION_FORMS) as CitationForm[]) {
      expect(formatCitation(digest, form), form).toContain('摘编');
    }
  });

  it('are known by name, whatever the browser kept', () => {
    expect([isCitationForm('standard'), isCitationForm('toString'), isCitationForm(null)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
