/** Cited words that still stand, whatever was edited around them; and the same words in two places. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../corpus/article.ts';
import type { PassageStore } from '../../../index/store.ts';
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

describe('unchanged', () => {
  it('where words are put in before them, and the citation leads to their place', async () => {
    const after = articleOf(`又及：省里来人调研。\n${TEXT}`);
    const { state, start, text, citation } = await becomes(LOANS, after, OTHER);
    expect({ state, start, text }).toEqual({ state: 'unchanged', start: after.text.indexOf(LOANS), text: LOANS });
    expect(citation?.url).toBe(`/articles/2018-14-1#${start}-${(start as number) + LOANS.length}`);
  });

  it('where the sentences on both sides of them are edited', async () => {
    const after = articleOf(TEXT.replace('满意度明显提高。\n', '都说好。\n').replace('驻村工作队员', '队员们'));
    expect((await becomes(LOANS, after, OTHER)).state).toBe('unchanged');
  });

  it('where the sentences on both sides of them are taken out', async () => {
    const after = articleOf(TEXT.replace(SLOGAN, '').replace(TEAM, ''));
    expect((await becomes(LOANS, after, OTHER)).state).toBe('unchanged');
  });

  it('where only spaces, width, quotation marks or traditional characters differ, and the words are given as they stand', async () => {
    const printed = '县裏發放小額信貸 ８６００ 萬元,扶持種桑養蠶和油茶種植。';
    const { state, text, differences } = await becomes(LOANS, articleOf(TEXT.replace(LOANS, printed)), OTHER);
    expect({ state, text, differences }).toEqual({ state: 'unchanged', text: printed, differences: [] });
  });

  it('where the heading above them is reworded', async () => {
    const [first, second] = ['一、办车间', '二、兴产业'];
    const text = `${first}\n${CARS}\n${second}\n${LOANS}`;
    const before = articleOf(text, { headings: { [first]: 1, [second]: 1 } });
    await build(before, OTHER);
    const reworded = '二、做强产业';
    const after = articleOf(text.replace(second, reworded), { headings: { [first]: 1, [reworded]: 1 } });
    expect(await resolve(await build(after, OTHER), cite(before, LOANS))).toMatchObject({
      state: 'unchanged',
      citation: { section: [reworded] },
      cited: { section: [second], text: LOANS },
    });
  });

  it('where the article gets another title in the same issue', async () => {
    const { state, citation, cited } = await becomes(LOANS, articleOf(TEXT, { title: '青山县走出新路' }), OTHER);
    expect(state).toBe('unchanged');
    expect([citation?.articleTitle, cited?.articleTitle]).toEqual(['青山县走出新路', '青山县：石山里走出新路']);
  });

  it('where an edit is undone, for ids of either text', async () => {
    const [before, after] = [articleOf(TEXT), articleOf(TEXT.replace('39', '42'))];
    await build(before, OTHER);
    await build(after, OTHER);
    const store = await build(before, OTHER);
    expect((await resolve(store, cite(before, CARS))).state).toBe('unchanged');
    expect(await resolve(store, cite(after, after.text.slice(LEAD.length, LEAD.length + CARS.length)))).toMatchObject({
      state: 'changed',
      text: CARS,
    });
  });

  it('without the archive too, since the id alone finds words that stand in their article', async () => {
    await build(articleOf(TEXT), OTHER);
    const store = await build(
      articleOf(TEXT.replace('满意度明显提高。\n', '都说好。\n').replace('驻村工作队员', '队员们')),
      OTHER,
    );
    await rm(join(index.root, 'archive'), { recursive: true });
    expect((await resolve(store, cite(articleOf(TEXT), LOANS))).state).toBe('unchanged');
  });

  it('whatever is edited elsewhere in the article', async () => {
    const original = articleOf(TEXT);
    const at = TEXT.indexOf(LOANS);
    const elsewhere = fc.oneof(fc.nat({ max: at - 1 }), fc.integer({ min: at + LOANS.length, max: TEXT.length - 1 }));
    const edits = fc.array(
      fc.record({ at: elsewhere, text: fc.constantFrom('', '囍', '，', '。', '123', '县里发放') }),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        let text = TEXT;
        // From the end, so that no edit moves the place of another.
        for (const edit of [...list].sort((a, b) => b.at - a.at)) {
          if (text[edit.at] !== '\n') text = text.slice(0, edit.at) + edit.text + text.slice(edit.at + 1);
        }
        if (text.split('\n').some((line) => line.trim() === '')) return;
        const store = storeOf([articleOf(text)], [original]);
        expect((await resolve(store, cite(original, LOANS))).state).toBe('unchanged');
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

/** As much of a store as resolving asks for. */
function storeOf(articles: Article[], archived: Article[]): PassageStore {
  const store: Pick<PassageStore, 'articles' | 'archived'> = {
    articles: () => Promise.resolve(articles),
    archived: () => Promise.resolve(archived),
  };
  return store as PassageStore;
}

describe('the same words twice', () => {
  const [first, second] = [cite(articleOf(TEXT), SLOGAN, 0), cite(articleOf(TEXT), SLOGAN, 1)];

  it('have two ids, by what stands around them', () => {
    expect(first).not.toBe(second);
  });

  it('say changed where they were edited, although the others stand', async () => {
    await build(articleOf(TEXT), OTHER);
    const store = await build(articleOf(TEXT.replace(SLOGAN, '群众满意度有所提高。')), OTHER);
    expect(await resolve(store, first)).toMatchObject({ state: 'changed', text: '群众满意度有所提高。' });
    expect((await resolve(store, second)).state).toBe('unchanged');
  });

  it('say withdrawn where they were taken out, although the others stand', async () => {
    await build(articleOf(TEXT), OTHER);
    const store = await build(articleOf(TEXT.replace(`${SLOGAN}\n`, '\n')), OTHER);
    expect((await resolve(store, first)).state).toBe('withdrawn');
    expect((await resolve(store, second)).state).toBe('unchanged');
  });

  it('have two ids where even what stands around them is the same', async () => {
    const line = '各村各户逐一走访核对，情况记入台账并按月更新公示。';
    const article = articleOf(`${LEAD}${line}${line}${line}${line}${LOANS}`);
    const ids = [1, 2].map((occurrence) => cite(article, line, occurrence));
    expect(new Set(ids).size).toBe(2);
    const store = await build(article);
    for (const [number, id] of ids.entries()) {
      expect(await resolve(store, id)).toMatchObject({
        state: 'unchanged',
        start: LEAD.length + line.length * (number + 1),
      });
    }
  });

  it('of two articles with one title in one issue lead each to its own', async () => {
    const [one, two] = [LEAD, WATER].map((own, number) =>
      articleOf(`${own}\n${LOANS}${SLOGAN}${TEAM}`, { id: `2018-14-${number + 5}`, title: '工作动态' }),
    ) as [Article, Article];
    const ids = [one, two].map((article) => cite(article, TEAM));
    expect(new Set(ids).size).toBe(2);
    const store = await build(one, two, OTHER);
    const [first, second] = await store.articles();
    expect((await resolve(store, ids[0] as string)).citation?.articleId).toBe(first?.id);
    expect((await resolve(store, ids[1] as string)).citation?.articleId).toBe(second?.id);
  });
});

describe('the same words in another article', () => {
  it('of the same title and issue are not taken for those of an article that is gone', async () => {
    const title = '工作动态';
    const [one, two] = [
      articleOf(`${LEAD}${CARS}${SLOGAN}${LOANS}`, { title }),
      articleOf(`${WATER}${TEAM}${SLOGAN}`, { id: '2018-14-2', title }),
    ] as const;
    await build(one, two);
    expect((await resolve(await build(two), cite(one, SLOGAN))).state).toBe('withdrawn');
    expect((await resolve(await build(two), cite(two, SLOGAN))).state).toBe('unchanged');
  });

  it('are not what became of words that were edited in their own', async () => {
    const reprint = articleOf(CARS, { id: '2018-20-1', issueId: '2018-20', title: '扶贫车间' });
    await build(articleOf(TEXT), reprint);
    const half = '去年以来，该县共建成扶贫车间39个，效益很好。';
    const store = await build(articleOf(TEXT.replace(CARS, half)), reprint);
    expect(await resolve(store, cite(articleOf(TEXT), CARS))).toMatchObject({ state: 'changed', text: half });
  });
});
