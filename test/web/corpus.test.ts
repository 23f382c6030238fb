import { describe, expect, it } from 'vitest';
import type { FilePreview, PreviewArticle } from '../../server/contract-preview.ts';
import { shareDone } from '../../web/build-share.ts';
import { changesOf, correctArticle, correctFile, fieldsOf } from '../../web/corpus-correction.ts';
import { showOriginal } from '../../web/corpus-original.ts';
import { describeCorrection, describeFile, describeProgress, formatSize, formatWait } from '../../web/corpus-words.ts';

const ARTICLE: PreviewArticle = {
  number: 1,
  title: '关于春耕的通知',
  byline: null,
  publisher: '青石县人民政府',
  documentNumber: null,
  publishedOn: '2021-02-03',
  places: ['青石县', '白水乡'],
  sections: [],
  paragraphs: [],
  paragraphsLeftOff: 0,
  correction: null,
};

describe('what is typed into the fields of an article', () => {
  const change = (change: Partial<ReturnType<typeof fieldsOf>>, article = ARTICLE) =>
    correctArticle(article, { ...fieldsOf(article), ...change });

  it('sets right only what differs from what is shown', () => {
    expect(change({})).toEqual({});
    expect(change({ title: ' 春耕通知 ', publishedOn: '' })).toEqual({ title: '春耕通知', publishedOn: null });
    expect(change({ byline: '王五', publisher: '' })).toEqual({ byline: '王五', publisher: null });
  });

  it.each([
    ['青石县，白水乡 南山村', ['青石县', '白水乡', '南山村']],
    ['青石县', ['青石县']],
    ['', []],
  ])('takes places apart in %j', (places, apart) => {
    expect(change({ places })).toEqual({ places: apart });
  });

  it('is no change where it says the same in another way', () => {
    const shown = fieldsOf(ARTICLE);
    expect(changesOf(ARTICLE, { ...shown, title: ` ${shown.title} `, places: '青石县，白水乡' })).toEqual({});
    expect(changesOf({ ...ARTICLE, correction: { title: '改过的' } }, shown)).toEqual({});
    expect(changesOf(ARTICLE, { ...shown, places: '白水乡、青石县' })).toEqual({ places: ['白水乡', '青石县'] });
  });

  it('keeps what was set right before', () => {
    const corrected = { ...ARTICLE, title: '改过的', correction: { title: '改过的' } };
    expect(change({ publishedOn: '2021-02-04' }, corrected)).toEqual({ title: '改过的', publishedOn: '2021-02-04' });
  });

  it('goes into the correction of the whole file, and out of it again', () => {
    const other = { ...ARTICLE, number: 2, correction: { title: '第二篇' } };
    const preview: FilePreview = {
      path: 'a.txt',
      pages: null,
      warnings: [],
      problem: null,
      articles: [ARTICLE, other],
    };
    expect(correctFile(preview, 1, { title: '题' })).toEqual({
      articles: { 1: { title: '题' }, 2: { title: '第二篇' } },
    });
    expect(correctFile(preview, 2, null)).toEqual({ articles: {} });
    expect(correctFile(preview, 1, {})).toEqual({ articles: { 2: { title: '第二篇' } } });
    expect(describeCorrection({ title: '题', places: [] })).toBe('标题、地名');
  });
});

describe('the words for a build', () => {
  const progress = { filesDone: 3, filesTotal: 12, sentences: 1_200, sentencesLeft: 3_600 };

  it('tell what is known of it', () => {
    expect(describeProgress({ ...progress, sentencesPerSecond: 60.4, secondsLeft: 61 })).toBe(
      '已读 3 / 12 份文件，已处理 1,200 句，每秒 60 句，大约还要 2 分钟',
    );
    expect(describeProgress({ ...progress, sentencesPerSecond: null, secondsLeft: null })).not.toContain('大约');
  });

  it('have a share of sentences, of files, or none', () => {
    const rest = { sentencesPerSecond: null, secondsLeft: null };
    expect(shareDone({ ...progress, ...rest })).toBe(0.25);
    expect(shareDone({ ...progress, ...rest, sentencesLeft: null })).toBe(0.25);
    expect(shareDone({ ...progress, ...rest, sentences: 0, sentencesLeft: 0 })).toBe(0.25);
    expect(shareDone({ ...rest, filesDone: 0, filesTotal: 0, sentences: 0, sentencesLeft: 0 })).toBeNull();
  });

  it.each([
    [0.2, '1 秒'],
    [59, '59 秒'],
    [60, '1 分钟'],
    [3_700, '1.0 小时'],
  ])('of %d seconds are %s', (seconds, words) => {
    expect(formatWait(seconds)).toBe(words);
  });
});

describe('the words for a file', () => {
  const file = {
    ...{ path: 'a.pdf', size: 2_048, modifiedAt: null, state: 'indexed' as const, pages: 3, articleCount: 1 },
    ...{
      articles: [],
      paragraphs: 9,
      recognised: true,
      confidence: 0.934,
      corrected: false,
      warnings: [],
      problem: null,
    },
  };

  it('tell what was made of it, once it was read', () => {
    expect(describeFile(file)).toBe('1 篇，9 段，3 页，文字由图像识别，平均把握 93%，2 KB');
    expect(describeFile({ ...file, state: 'waiting' })).toBe('2 KB');
  });

  it.each([
    [12, '12 字节'],
    [1_536, '2 KB'],
    [5_242_880, '5 MB'],
  ])('of %d bytes are %s', (bytes, words) => {
    expect(formatSize(bytes)).toBe(words);
  });
});

describe('an original', () => {
  const shown = (path: string, ...bytes: number[]): ReturnType<typeof showOriginal> =>
    showOriginal(path, new Blob([Uint8Array.from(bytes)]));

  it.each([
    ['UTF-8', [0xe6, 0x98, 0xa5], '春'],
    ['UTF-8 cut off', [0xe6, 0x98, 0xa5, 0xe8, 0x80], '春'],
    ['GB18030', [0xb4, 0xba, 0xb8, 0xfb], '春耕'],
    ['UTF-16', [0xff, 0xfe, 0x25, 0x66], '春'],
  ])('in %s is shown as text', async (_name, bytes, text) => {
    expect(await shown('a.TXT', ...bytes)).toEqual({ kind: 'text', text });
  });

  it('that is a page is shown as text, and what browsers do not show is not', async () => {
    expect(await shown('页.html', 0x3c, 0x62, 0x3e)).toEqual({ kind: 'text', text: '<b>' });
    for (const path of ['a.docx', 'a.tif', 'a', 'a.svg']) expect(await shown(path, 1)).toEqual({ kind: 'none' });
  });
});
