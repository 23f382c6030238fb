/** What became of cited words that do not stand where they did, and ids that were never given out. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citeSpan } from '../../../server/cite.ts';
import { resolveCitation } from '../../../server/citations/resolve-citation.ts';
import {
  articleOf,
  becomes,
  build,
  CARS,
  cite,
  index,
  LEAD,
  LOANS,
  OTHER,
  resolve,
  SLOGAN,
  TEAM,
  TEXT,
  useIndex,
  WATER,
} from './cited-articles.ts';

useIndex();

describe('changed', () => {
  it('gives the difference, with figures whole', async () => {
    const after = CARS.replace('39', '42').replace('1200', '1350');
    expect(await becomes(CARS, articleOf(TEXT.replace(CARS, after)), OTHER)).toMatchObject({
      state: 'changed',
      text: after,
      cited: { text: CARS },
      differences: [
        { kind: 'same', text: '去年以来，该县共建成扶贫车间' },
        { kind: 'removed', text: '39' },
        { kind: 'added', text: '42' },
        { kind: 'same', text: '个，带动' },
        { kind: 'removed', text: '1200' },
        { kind: 'added', text: '1350' },
        { kind: 'same', text: '名贫困群众在家门口就业。' },
      ],
    });
  });

  it('gives the id that the present words have, which resolves as well', async () => {
    const { citation } = await becomes(CARS, articleOf(TEXT.replace('39', '42')), OTHER);
    const store = await index.open([articleOf(TEXT.replace('39', '42')), OTHER]);
    expect((await resolve(store, citation?.id as string)).state).toBe('unchanged');
  });

  it.each([
    ['at its beginning', CARS.replace('去年以来，该县', '截至六月，全县'), undefined],
    ['at its end', CARS.replace('家门口就业。', '本村上班领工资。'), undefined],
    ['by a clause', CARS.replace('，带动', '，其中乡镇办21个，带动'), undefined],
    ['by half of it', CARS.slice(0, CARS.indexOf('，带动')) + '。', undefined],
    [
      'with both its neighbours',
      CARS.replace('39', '42'),
      [LEAD, LEAD.replace('三十二', '三十'), SLOGAN, '群众满意度很高。'],
    ],
    ['altogether, with its neighbours left', '县里另有安排，详情见附件所列清单。', undefined],
  ])('where the sentence is edited %s, and gives the sentence that stands there', async (_how, after, more) => {
    let text = TEXT.replace(CARS, after);
    for (let at = 0; more && at < more.length; at += 2) text = text.replace(more[at] as string, more[at + 1] as string);
    expect(await becomes(CARS, articleOf(text), OTHER)).toMatchObject({ state: 'changed', text: after });
  });

  it('where one of two quoted sentences is gone', async () => {
    const { state, text } = await becomes(LOANS + TEAM, articleOf(TEXT.replace(TEAM, '')), OTHER);
    expect({ state, text }).toEqual({ state: 'changed', text: LOANS });
  });

  it('where the words were edited in another issue, to which the article went', async () => {
    const after = articleOf(TEXT.replace('39', '42'), { id: '2018-20-1', issueId: '2018-20', issue: '2018年第20期' });
    expect(await becomes(CARS, after, OTHER)).toMatchObject({ state: 'changed', citation: { issueId: '2018-20' } });
  });

  it('tells the words as an earlier index held them, after several builds', async () => {
    await build(articleOf(TEXT), OTHER);
    for (const figure of ['40', '41']) await build(articleOf(TEXT.replace('39', figure)), OTHER);
    const { cited, differences } = await resolve(
      await build(articleOf(TEXT.replace('39', '42')), OTHER),
      cite(articleOf(TEXT), CARS),
    );
    expect(cited?.text).toBe(CARS);
    expect(differences).toContainEqual({ kind: 'removed', text: '39' });
  });
});

describe('moved', () => {
  it('where the article stands in another issue', async () => {
    const after = articleOf(TEXT, { id: '2018-20-1', issueId: '2018-20', issue: '2018年第20期' });
    expect(await becomes(SLOGAN, after, OTHER)).toMatchObject({
      state: 'moved',
      text: SLOGAN,
      citation: { issueId: '2018-20' },
      cited: { issueId: '2018-14', label: expect.stringContaining('2018年第14期') as string },
    });
  });

  it('where the sentence alone stands in another article', async () => {
    const after = [
      articleOf(TEXT.replace(TEAM, '')),
      { ...OTHER, ...articleOf(OTHER.text + TEAM, { id: OTHER.id, title: OTHER.title }) },
    ];
    expect(await becomes(TEAM, ...after)).toMatchObject({ state: 'moved', citation: { articleId: OTHER.id } });
  });

  it('where the sentence stands below another heading of the article', async () => {
    const [first, second] = ['一、办车间', '二、兴产业'];
    const headings = { [first]: 1, [second]: 1 };
    const before = articleOf(`${first}\n${CARS}${TEAM}\n${second}\n${LOANS}`, { headings });
    await build(before, OTHER);
    const after = articleOf(`${first}\n${CARS}\n${second}\n${LOANS}${TEAM}`, { headings });
    const store = await build(after, OTHER);
    expect(await resolve(store, cite(before, TEAM))).toMatchObject({ state: 'moved', citation: { section: [second] } });
    expect((await resolve(store, cite(before, CARS))).state).toBe('unchanged');
  });

  it('without the archive too', async () => {
    await build(articleOf(TEXT), OTHER);
    const store = await build(articleOf(TEXT, { id: '2018-20-1', issueId: '2018-20' }), OTHER);
    await rm(join(index.root, 'archive'), { recursive: true });
    expect((await resolve(store, cite(articleOf(TEXT), LOANS))).state).toBe('moved');
  });
});

describe('withdrawn', () => {
  it('where the article is gone, and its words are not handed out', async () => {
    expect(await becomes(LOANS, OTHER)).toEqual({
      id: cite(articleOf(TEXT), LOANS),
      state: 'withdrawn',
      citation: null,
      text: null,
      start: null,
      end: null,
      cited: expect.objectContaining({
        text: null,
        articleTitle: '青山县：石山里走出新路',
        issueId: '2018-14',
      }) as unknown,
      differences: [],
    });
  });

  it('where the sentence is gone', async () => {
    expect((await becomes(LOANS, articleOf(TEXT.replace(LOANS, '')), OTHER)).state).toBe('withdrawn');
  });

  it('where an article of the same title has nothing of it', async () => {
    const after = articleOf('会议听取了前期工作汇报，部署了下一阶段任务，要求各乡镇抓好落实。');
    expect((await becomes(LOANS, after, OTHER)).state).toBe('withdrawn');
  });

  it('where only a few common words of it stand in another article', async () => {
    const other = articleOf(`${OTHER.text}${SLOGAN}`, { id: OTHER.id, title: OTHER.title });
    expect((await becomes(SLOGAN, other)).state).toBe('withdrawn');
  });
});

describe('what was never given out', () => {
  const known = cite(articleOf(TEXT), LOANS);

  it.each([
    '',
    'x',
    known.slice(1),
    `${known}A`,
    ` ${known}`,
    known.toUpperCase(),
    '囍'.repeat(32),
    'A'.repeat(32),
    '../../etc/passwd',
  ])('is not an id: %j', async (id) => {
    expect(await resolveCitation({ store: await build(articleOf(TEXT)) }, id)).toBeNull();
  });

  it('is an id with one character mistaken', async () => {
    const store = await build(articleOf(TEXT));
    for (let at = 0; at < known.length; at++) {
      const slip = known.slice(0, at) + (known[at] === 'a' ? 'b' : 'a') + known.slice(at + 1);
      expect(await resolveCitation({ store }, slip)).toBeNull();
    }
  });

  it('is the id of words that no index here held', async () => {
    const store = await build(articleOf(TEXT));
    expect(await resolveCitation({ store }, cite(OTHER, '联建联养'))).toBeNull();
    expect(await resolveCitation({ store }, cite(articleOf(WATER + TEAM + LOANS), TEAM.slice(2, 9)))).not.toBeNull();
    expect(await resolveCitation({ store }, cite(articleOf('别的话一句也没有收入。'), '别的话一句'))).toBeNull();
  });
});

describe('an id', () => {
  it('is 32 characters of the URL-safe alphabet, and begins with a letter', () => {
    for (const words of [LEAD, CARS, SLOGAN, TEXT]) expect(cite(articleOf(TEXT), words)).toMatch(/^[A-Z][\w-]{31}$/);
  });

  it('is the same for the same words printed with other spaces, widths and characters', () => {
    const printed = articleOf(TEXT.replaceAll('，', ',').replaceAll('8600', ' ８６００ ').replaceAll('贷', '貸'));
    expect(cite(printed, '县里发放小额信貸 ８６００ 万元')).toBe(cite(articleOf(TEXT), '县里发放小额信贷8600万元'));
  });

  it('of a passage longer than an id can tell is made of its beginning', async () => {
    const article = articleOf('长'.repeat(70_000));
    const { id } = citeSpan(article, { start: 0, end: 70_000 });
    expect((await resolve(await build(article), id)).text).toHaveLength(65_535);
  });
});
