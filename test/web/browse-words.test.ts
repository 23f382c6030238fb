import { describe, expect, it } from 'vitest';
import { cutSnippets, describePlaces, findArticles, findWords, splitWords } from '../../web/browse-words.ts';
import { makeSummary } from './make-summary.ts';

const nowhere = (): boolean => false;

describe('findWords', () => {
  const find = (text: string, ...words: string[]): string[] =>
    findWords(text, words).map(({ start, end }) => text.slice(start, end));

  it.each([
    ['天等县的车间', ['车间'], ['车间']],
    ['用 扶贫 APP 打卡', ['扶贫app'], ['扶贫 APP']], // neither case nor stray spaces matter
    ['用扶贫ＡＰＰ打卡', ['app'], ['ＡＰＰ']], // nor full-width letters
    ['车间连着车间', ['车间'], ['车间', '车间']], // everywhere
    ['车间与产业', ['产业', '车间'], ['车间', '产业']], // in the order of the text
    ['𠮷林车间', ['车间'], ['车间']], // behind a character of two code units
    ['天等县', ['车间'], []],
    ['天等县', [], []],
  ])('%s, %j → %j', (text, words, found) => {
    expect(find(text, ...words)).toEqual(found);
  });
});

describe('splitWords', () => {
  it('parts a search at its spaces, each word once, and no more than can be asked of the server', () => {
    expect(splitWords(' 天等　车间 天等 ')).toEqual(['天等', '车间']);
    expect(splitWords('   ')).toEqual([]);
    expect(splitWords('一 二 三 四 五 六 七')).toHaveLength(5);
  });
});

describe('findArticles', () => {
  const articles = [
    makeSummary({ id: 'text', title: '做法' }),
    makeSummary({ id: 'heading', title: '经验', headings: ['一、办车间'] }),
    makeSummary({ id: 'byline', title: '见闻', byline: '天等县车间办 王某' }),
    makeSummary({ id: 'title', title: '小车间撬动大扶贫', headings: ['一、车间'], places: ['天等县'] }),
    makeSummary({ id: 'none', title: '别的' }),
  ];
  const inText = (id: string, word: string): boolean => id === 'text' && word === '车间';
  const find = (words: string[]): [string, string][] =>
    findArticles(articles, words, inText).map(({ article, foundIn }) => [article.id, describePlaces(foundIn)]);

  it('says where each article holds the word, the title first and the text last', () => {
    expect(find(['车间'])).toEqual([
      ['title', '标题、小标题'], // nothing is said of its text, which was not looked at
      ['byline', '作者'],
      ['heading', '小标题'],
      ['text', '正文'],
    ]);
  });

  it('wants every word, wherever each stands', () => {
    expect(find(['车间', '天等'])).toEqual([
      ['title', '标题、地点、小标题'],
      ['byline', '作者'],
    ]);
  });

  it('finds an issue and a document by their numbers, and takes a year for no number', () => {
    const printed = [
      makeSummary({ id: 'issue', title: '甲', issue: '2018年第33期（总第195期）' }),
      makeSummary({ id: 'document', title: '乙', documentNumber: '隆扶发〔2019〕12号' }),
    ];
    const found = (words: string[]): string[] => findArticles(printed, words, nowhere).map(({ article }) => article.id);
    expect(found(['第33期'])).toEqual(['issue']);
    expect(found(['2018年第33期'])).toEqual(['issue']);
    expect(found(['12号'])).toEqual(['document']);
    expect(found(['2018年'])).toEqual([]);
  });

  it('gives all articles in their order without a word, found nowhere in particular', () => {
    expect(findArticles(articles, [], nowhere).map(({ article, foundIn }) => [article.id, foundIn])).toEqual(
      articles.map(({ id }) => [id, []]),
    );
  });
});

describe('cutSnippets', () => {
  const padding = '字'.repeat(60);
  const text = `甲车间\n${padding}车间、车间${padding}车间${padding}`;
  const paragraphs = [
    { start: 0, end: 3 },
    { start: 4, end: text.length },
  ];
  const snippets = cutSnippets(text, paragraphs, ['车间']);

  it('gives one for each place, two near each other together, and none across paragraphs', () => {
    expect(snippets.map((snippet) => snippet.marks.length)).toEqual([1, 2, 1]);
    expect(snippets[0]?.text).toBe('甲车间');
  });

  it('marks the words in the snippet and names their place in the article', () => {
    for (const { text: cut, marks, span } of snippets) {
      for (const { start, end } of marks) expect(cut.slice(start, end)).toBe('车间');
      expect(text.slice(span.start, span.end)).toBe('车间');
    }
  });

  it('says where it leaves something out', () => {
    expect(snippets[1]?.text).toMatch(/^…字+车间、车间字+…$/u);
  });

  it('is none where the words stand nowhere', () => {
    expect(cutSnippets(text, paragraphs, ['搬迁'])).toEqual([]);
  });
});
