import { describe, expect, it } from 'vitest';
import type { CheckedSentence } from '../../../server/contract-verify.ts';
import { checkDraft } from '../../../server/verify/verify.ts';
import { heldArticles, MADE, openArticles } from './samples.ts';

const open = openArticles(heldArticles());

async function check(draft: string): Promise<CheckedSentence> {
  const { sentences } = await checkDraft(open, draft);
  const [first] = sentences.filter(({ verdict }) => verdict !== 'unchecked');
  if (!first) throw new Error('the draft states nothing');
  return first;
}

describe('words that are held', () => {
  it.each([
    ['as they stand', MADE],
    ['without punctuation', '天等县把旧学校改建成扶贫车间39个 投入资金1325万元 吸纳贫困户720人就业'],
    ['with stray spaces', '天 等县把旧学校改建成扶贫车间 39 个，投入资金 13 25 万元，吸纳贫困户720人就业。'],
    ['in full width', '天等县把旧学校改建成扶贫车间３９个，投入资金１３２５万元，吸纳贫困户７２０人就业．'],
    ['with a mark between thousands', '投入资金1,325万元，吸纳贫困户720人就业。'],
    ['in traditional characters', '天等縣把舊學校改建成扶貧車間39個，投入資金1325萬元，吸納貧困戶720人就業。'],
    ['in other quotation marks', '县里把闲置的「旧村委办公楼」租给能人，头三年免收租金。'],
    ['as a part of a sentence', '学会一门手艺后就能上岗'],
    ['behind the number of a list item', `3. ${MADE}`],
    ['behind a link', `同时，${MADE}`],
    [
      'as two sentences joined',
      '每个车间由一名副镇长联系，每月到场两次，蒙山县为贫困人口免费体检4.5万人次，家庭医生签约率达98.6%。',
    ],
    ['quoted in words of the draft', '我们要学习“学会一门手艺后就能上岗，人均月工资达到1800元”的做法。'],
  ])('are verbatim %s', async (_, draft) => {
    expect(await check(draft)).toMatchObject({ verdict: 'verbatim', differences: [] });
  });

  it('are cited, with the punctuation of a whole sentence', async () => {
    const { original } = await check('天等县把旧学校改建成扶贫车间39个 投入资金1325万元 吸纳贫困户720人就业');
    expect(original).toMatchObject({ text: MADE, citation: { issueId: '2018-14', places: ['天等县'] } });
  });

  it('are verbatim with every figure of theirs', async () => {
    const { figures } = await check(MADE);
    expect(figures.map(({ text, verdict }) => [text, verdict])).toEqual([
      ['39', 'verbatim'],
      // The magnitude belongs to the figure: 1325亿 is another.
      ['1325万', 'verbatim'],
      ['720', 'verbatim'],
    ]);
  });
});

describe('altered words', () => {
  it.each([
    ['a figure', MADE.replace('1325', '1352'), 'figure', '1352万', '1325万'],
    ['a decimal', '家庭医生签约率达98.8%，蒙山县为贫困人口免费体检4.5万人次', 'figure', '98.8%', '98.6%'],
    ['a magnitude', MADE.replace('1325万', '1325亿'), 'figure', '1325亿', '1325万'],
    ['a figure that another begins with', MADE.replace('720', '72'), 'figure', '72', '720'],
    ['a Chinese numeral', '该县人社局请来师傅教技术，学会三门手艺后就能上岗', 'figure', '三', '一'],
    ['a word', MADE.replace('吸纳', '动员'), 'words', '动员', '吸纳'],
    ['the first word', '本县人社局请来师傅教技术，学会一门手艺后就能上岗', 'words', '本', '该'],
    ['the last word', '每个车间由一名副镇长联系，每月到场检查。', 'words', '检查', '两次'],
  ])('are told: %s', async (_, draft, kind, ours, theirs) => {
    const sentence = await check(draft);
    expect(sentence.verdict).toBe('altered');
    expect(sentence.differences.map((one) => [one.kind, one.draft?.text, one.original?.text])).toContainEqual([
      kind,
      ours,
      theirs,
    ]);
  });

  it('are told in a clause that reads like a lead-in', async () => {
    const { verdict } = await check('据天等县扶贫办测算，该县人社局请来师傅教技术，学会一门手艺后就能上岗。');
    expect(verdict).toBe('verbatim');
    const altered = await check('按蒙山县贫困人口免费体检5万人次，家庭医生签约率达98.6%。');
    expect(altered.verdict).toBe('altered');
  });

  it('tell a word added and a word left out', async () => {
    const added = await check(MADE.replace('吸纳', '未吸纳'));
    expect(added.differences).toMatchObject([{ kind: 'words', draft: { text: '未' }, original: null }]);
    const leftOut = await check('县医院设立结算窗口，先诊疗后付费，出院时只结自付部分。');
    expect(leftOut.differences).toMatchObject([{ kind: 'words', draft: null, original: { text: '一站式' } }]);
  });

  it('tell figures first, and of each figure its own', async () => {
    const { differences, figures } = await check(MADE.replace('旧学校', '旧厂房').replace('720', '810'));
    expect(differences.map(({ kind }) => kind)).toEqual(['figure', 'words']);
    expect(figures.map(({ verdict, original }) => [verdict, original])).toEqual([
      ['verbatim', null],
      ['verbatim', null],
      ['altered', '720'],
    ]);
  });

  it('tell clauses in another order', async () => {
    const sentence = await check('投入资金1325万元，吸纳贫困户720人就业，天等县把旧学校改建成扶贫车间39个。');
    expect(sentence.verdict).toBe('altered');
    expect(sentence.differences.map(({ kind }) => kind)).toEqual(['order']);
  });

  it('are told around a term in quotation marks', async () => {
    const { verdict } = await check('县里把破旧的“旧村委办公楼”租给外商，头三年免收租金。');
    expect(verdict).toBe('altered');
  });

  it('are told within a quotation in words of the draft', async () => {
    const sentence = await check('我们要学习“学会两门手艺后就能上岗，人均月工资达到1900元”的做法。');
    expect(sentence.verdict).toBe('altered');
    expect(sentence.differences[0]).toMatchObject({ kind: 'figure', draft: { text: '两' } });
  });
});

describe('words that are not held', () => {
  it.each([
    ['invented', '该县为留守儿童建成图书室12间，藏书达到3万册。'],
    ['invented around a term that is held', '该县建成扶贫车间协会，每年举办技能大赛，奖金由财政列支。'],
    ['figures of one sentence in words of none', '全镇人均月工资增长1800元，覆盖率为98.6%，位居全区前列。'],
  ])('are not found: %s', async (_, draft) => {
    expect(await check(draft)).toMatchObject({ verdict: 'not_found', original: null, differences: [] });
  });

  it('are unchecked where they state nothing', async () => {
    const { sentences } = await checkDraft(open, '关于扶贫车间的情况报告\n会议指出：\n天等县办起扶贫车间\n同时，');
    expect(sentences.map(({ verdict }) => verdict)).toEqual(['unchecked', 'unchecked', 'unchecked', 'unchecked']);
  });
});

const NOBODYS = '该县人社局请来师傅教技术，学会一门手艺后就能上岗。';

describe('the source a draft claims', () => {
  it.each([
    ['the right place', `据天等县介绍，${NOBODYS}`, 'verbatim'],
    ['another place', `据蒙山县介绍，${NOBODYS}`, 'misattributed'],
    ['a place that nothing is held of', `据田东县介绍，${NOBODYS}`, 'misattributed'],
    ['the city of the place', `据崇左市介绍，${NOBODYS}`, 'verbatim'],
    ['the right issue', `《简报》2018年第14期报道，${NOBODYS}`, 'verbatim'],
    ['another issue', `《简报》2018年第48期报道，${NOBODYS}`, 'misattributed'],
    ['an issue that is not held', `《简报》2018年第15期报道，${NOBODYS}`, 'misattributed'],
    ['the right issue by its whole number', `${NOBODYS}（总第176期）`, 'verbatim'],
    ['another place in brackets', `${NOBODYS}（蒙山县）`, 'misattributed'],
    ['another place behind a dash', `${NOBODYS.slice(0, -1)}——《蒙山县的做法》`, 'misattributed'],
    ['another place around a quotation', '蒙山县坚持“学会一门手艺后就能上岗”的做法。', 'misattributed'],
    ['another place in a lead-in line', `蒙山县的做法如下：\n${NOBODYS}`, 'misattributed'],
    ["another place in the place's own words", MADE.replace('天等县', '蒙山县'), 'misattributed'],
    ['another place for 该县', NOBODYS.replace('该县', '蒙山县'), 'misattributed'],
    // The place stands in the words themselves, which says nothing of their source.
    ['no place but the one in the words', '蒙山县为贫困人口免费体检4.5万人次，家庭医生签约率达98.6%。', 'verbatim'],
    // Both articles have these words; either will do.
    ['one of two places', '据蒙山县介绍，县里把闲置的“旧村委办公楼”租给能人，头三年免收租金。', 'verbatim'],
    ['the other of two places', '据天等县介绍，县里把闲置的“旧村委办公楼”租给能人，头三年免收租金。', 'verbatim'],
  ])('is judged: %s', async (_, draft, verdict) => {
    expect((await check(draft)).verdict).toBe(verdict);
  });

  it('holds for the sentences behind it in the paragraph, not for the next one', async () => {
    const { sentences } = await checkDraft(open, `据蒙山县介绍，${NOBODYS}每个车间由一名副镇长联系。\n${NOBODYS}`);
    expect(sentences.map(({ verdict }) => verdict)).toEqual(['misattributed', 'misattributed', 'verbatim']);
  });

  it('is cited from the article that fits it', async () => {
    const { original } = await check('据蒙山县介绍，县里把闲置的“旧村委办公楼”租给能人，头三年免收租金。');
    expect(original?.citation.places).toEqual(['蒙山县']);
  });

  it('is given as it is claimed', async () => {
    expect((await check(`据田东县介绍，${NOBODYS}`)).claimed).toEqual({ places: ['田东县'], issueId: null });
    expect((await check(`2018年第48期报道，${NOBODYS}`)).claimed).toEqual({ places: [], issueId: '2018-48' });
  });

  it('does not hide what was altered', async () => {
    const { verdict, note } = await check(`据蒙山县介绍，${NOBODYS.replace('技术', '养殖')}`);
    expect(verdict).toBe('altered');
    expect(note).toContain('蒙山县');
  });

  it('keeps a clause of its own words from passing unchecked', async () => {
    const { verdict } = await check(`该县投入资金900万元，新建厂房12间，${NOBODYS}`);
    expect(verdict).toBe('altered');
  });
});
