/**
 * The citations of all answers to the golden questions stay true: through other chunks, other file names, edits, and
 * what is taken away or moved. A citation quotes a sentence when its span overlaps it: extracts and passages overlap.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../../corpus/article.ts';
import { splitSentences } from '../../../corpus/text.ts';
import { type Answerer } from '../../../server/answer.ts';
import { DIGEST_SET, type GoldenSet, SHARED_SET } from '../../eval/sets.ts';
import { hasShared, openDigests, openShared } from '../../open-corpus.ts';
import {
  type CitedCorpus,
  collectCitations,
  copyCorpus,
  countStates,
  type GivenOut,
  idsOf,
  resolve,
  statesOf,
} from './cited-corpus.ts';

/** Of each article, in turn; one edit of every article at a time, since no citation spans two. */
const EDITS_OF_EACH_ARTICLE = 4;

interface Edit {
  article: Article;
  at: number;
  character: string;
}

/** Edits of a character inside sentences that are quoted, spread over those of an article. */
function chooseEdits(article: Article, given: readonly GivenOut[]): Edit[] {
  const quoted = splitSentences(article.text, { start: 0, end: article.text.length }).filter(({ start, end }) =>
    given.some((one) => one.articleId === article.id && one.start < end && one.end > start),
  );
  const edits = quoted.flatMap(({ start, end }): Edit[] => {
    // Not in its first characters, which may number a section, and not at its end, which ends it.
    const at = [...article.text.slice(start, end)].findIndex(
      (one, index) => index >= 6 && /[\p{Script=Han}\d]/u.test(one),
    );
    if (at < 0 || start + at >= end - 2) return [];
    return [{ article, at: start + at, character: /\d/.test(article.text[start + at] ?? '') ? '○' : '囍' }];
  });
  const step = Math.max(1, edits.length / EDITS_OF_EACH_ARTICLE);
  return Array.from({ length: EDITS_OF_EACH_ARTICLE }, (_, number) => edits[Math.floor(number * step)]).filter(
    (edit) => edit !== undefined,
  );
}

function describeSet(set: GoldenSet, open: () => Promise<Answerer>): void {
  describe(`citations of the answers over ${set.name}`, () => {
    let answerer: Answerer;
    let given: GivenOut[];
    let articles: Article[];
    let copy: CitedCorpus;

    beforeAll(async () => {
      answerer = await open();
      given = await collectCitations(answerer, set);
      copy = await copyCorpus(set.corpusFolder);
      articles = await copy.load();
    });
    afterAll(() => copy.remove());

    function tell(what: string, states: Map<string, string>): void {
      console.log(`${set.name}: ${what}: ${JSON.stringify(countStates(states))} of ${given.length}`);
    }

    it('are all unchanged, and lead back to where they pointed', async () => {
      const states = await statesOf(answerer.store, given);
      tell('as given out', states);
      expect(countStates(states)).toEqual({ unchanged: given.length });
      for (const { id, articleId, start, end } of given) {
        const { citation, text, cited } = await resolve(answerer.store, id);
        expect(citation?.id).toBe(id);
        expect(citation?.url).toBe(`/articles/${encodeURIComponent(articleId)}#${start}-${end}`);
        expect(text).toBe((await answerer.store.article(articleId))?.text.slice(start, end));
        expect(cited?.text).toBe(text);
      }
    });

    it('are all unchanged after a build with other chunk limits', async () => {
      const store = await copy.rebuild(articles, { chunk: 120, readable: 60, sentence: 90 });
      expect(store.manifest.counts.chunks).toBeGreaterThan(answerer.store.manifest.counts.chunks);
      const states = await statesOf(store, given);
      tell('other chunk limits', states);
      expect(countStates(states)).toEqual({ unchanged: given.length });
    });

    it('say changed exactly where a sentence that they quote was edited', async () => {
      const editsOfArticles = articles.map((article) => chooseEdits(article, given));
      for (let round = 0; round < EDITS_OF_EACH_ARTICLE; round++) {
        const edited = await copyCorpus(set.corpusFolder);
        const edits = editsOfArticles.flatMap((list) => list[round] ?? []);
        for (const { article, at, character } of edits) await edited.editCharacter(article, at, character);
        const store = await edited.rebuild();
        const states = await statesOf(store, given);
        tell(`${edits.length} sentences edited`, states);
        const editOf = ({ articleId, start, end }: GivenOut): Edit | undefined =>
          edits.find(({ article, at }) => article.id === articleId && start <= at && at < end);
        const quoting = given.filter((one) => editOf(one));
        expect(quoting.length).toBeGreaterThan(0);
        expect(idsOf(states, 'changed')).toEqual(quoting.map(({ id }) => id).sort());
        expect(idsOf(states, 'unchanged')).toHaveLength(given.length - quoting.length);
        for (const one of quoting) {
          const { article, at, character } = editOf(one) as Edit;
          const before = article.text.slice(one.start, one.end);
          const { text, cited, differences } = await resolve(store, one.id);
          // One character is another one, and nothing else: the words that stand there are the same passage.
          expect(text).toBe(before.slice(0, at - one.start) + character + before.slice(at - one.start + 1));
          expect(cited?.text).toBe(before);
          const parts = (...kinds: string[]): string =>
            differences.flatMap(({ kind, text }) => (kinds.includes(kind) ? text : [])).join('');
          expect(parts('same', 'added')).toBe(text);
          expect(parts('same', 'removed')).toBe(before);
          expect(parts('removed')).toContain(before[at - one.start]);
          expect(parts('removed').length).toBeLessThan(12);
        }
        await edited.remove();
      }
    });

    it('say withdrawn exactly where their article was taken away', async () => {
      for (const gone of articles) {
        const store = await copy.rebuild(articles.filter((article) => article !== gone));
        const states = await statesOf(store, given);
        const ofArticle = given.filter(({ articleId }) => articleId === gone.id);
        expect(idsOf(states, 'withdrawn')).toEqual(ofArticle.map(({ id }) => id).sort());
        expect(idsOf(states, 'unchanged')).toHaveLength(given.length - ofArticle.length);
      }
    });

    it('say moved exactly where their article stands in another issue', async () => {
      for (const gone of articles) {
        const target = { ...gone, id: '2020-99-1', series: '另一简报', issueId: '2020-99', issue: '2020年第99期' };
        const store = await copy.rebuild(articles.map((article) => (article === gone ? target : article)));
        const states = await statesOf(store, given);
        const ofArticle = given.filter(({ articleId }) => articleId === gone.id);
        expect(idsOf(states, 'moved')).toEqual(ofArticle.map(({ id }) => id).sort());
        expect(idsOf(states, 'unchanged')).toHaveLength(given.length - ofArticle.length);
        for (const { id, start, end } of ofArticle) {
          const { citation, text, cited } = await resolve(store, id);
          expect(citation?.issueId).toBe('2020-99');
          expect(text).toBe(gone.text.slice(start, end));
          expect(cited?.issueId).toBe(gone.issueId);
        }
      }
    });

    it('are all unchanged after every file was renamed', async () => {
      await copy.renameFiles();
      const store = await copy.rebuild();
      const states = await statesOf(store, given);
      tell('every file renamed', states);
      expect(countStates(states)).toEqual({ unchanged: given.length });
    });
  });
}

describeSet(DIGEST_SET, openDigests);
if (hasShared) describeSet(SHARED_SET, openShared);
else it('says that the real bulletins are not at hand', () => expect(hasShared).toBe(false));
