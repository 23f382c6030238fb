/**
 * The 摘编 of `corpus/bulletins` report the bulletins in our own words. Where the originals are at hand, every digest is
 * compared with its original: no stretch of 15 Chinese characters may be common to both, and every figure must be one
 * that the original gives. Names, titles and slogans are not counted.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import golden from '../golden/articles.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const digests = join(root, 'corpus/bulletins');
const originals = join(root, '../shared/bulletins');

const essay = 'huanjiang-essay.txt';
const issues = ['2018-14.txt', '2018-33.txt', '2018-48.txt', '2018-60.txt'];
const files = [...issues, essay];

/** So many characters in a row make a copied phrase. */
const copied = 15;

const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');
const squeeze = (text: string): string => text.replace(/\s+/gu, '');
const titles = Object.values(golden).map((article) => squeeze(article.title));

/** The runs of Han characters of a text, without the names, titles and slogans that a digest may take over. */
function hanRuns(text: string): string[] {
  const bare = squeeze(text.replace(/^（摘编自.*）$/gmu, '|'));
  const words = titles
    .reduce((left, title) => left.replaceAll(title, '|'), bare)
    .replace(/《[^《》]*》/gu, '|')
    .replace(/“[^“”。]*”/gu, '|');
  return words.match(/\p{Script=Han}+/gu) ?? [];
}

/** The phrases of `length` characters or more that stand in both texts. */
function commonPhrases(text: string, other: string, length: number): string[] {
  const theirs = hanRuns(other).join('|');
  const phrases: string[] = [];
  for (const run of hanRuns(text)) {
    let start = 0;
    while (start + length <= run.length) {
      let end = start + length;
      if (!theirs.includes(run.slice(start, end))) {
        start += 1;
        continue;
      }
      while (end < run.length && theirs.includes(run.slice(start, end + 1))) end += 1;
      phrases.push(run.slice(start, end));
      start = end;
    }
  }
  return phrases;
}

const figures = (text: string): string[] => squeeze(text).match(/\d+(?:\.\d+)?/gu) ?? [];

function expectIssueLayout(file: string): void {
  const lines = read(digests, file)
    .split('\n')
    .filter((line) => line !== '');
  const issue = Object.values(golden).find((article) => article.file === file)?.issue;
  expect(lines.slice(0, 3)).toEqual(['广西精准脱贫攻坚简报', '摘编', issue]);
  expect(lines[3]).toMatch(/^简报问答项目摘编，/u);
  expect(lines.at(-1)).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日印发$/u);
}

function expectArticles(file: string): void {
  const lines = read(digests, file).split('\n');
  for (const article of Object.values(golden).filter((each) => each.file === file)) {
    // The subtitle of the essay stands on a line of its own, after a dash.
    for (const part of article.title.split(/(?=——)/u)) expect(lines).toContain(part);
    expect(lines.some((line) => line === `（${article.author}）` || line === `□ ${article.author}`)).toBe(true);
  }
}

describe('the commonPhrases of two texts', () => {
  it('finds a phrase across a line break and leaves out slogans, titles of documents and figures', () => {
    const phrase = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰';
    expect(commonPhrases(`前${phrase}后`, `左${phrase.slice(0, 7)}\n${phrase.slice(7)}右`, copied)).toEqual([phrase]);
    for (const free of [`“${phrase}”`, `《${phrase}》`, `${phrase.slice(0, 9)}7${phrase.slice(9)}`]) {
      expect(commonPhrases(free, free, copied)).toEqual([]);
    }
  });
});

describe.each(files)('the digest %s', (file) => {
  it('is marked 摘编, has its articles and, for an issue, the line of printing', () => {
    if (file === essay) {
      expect(read(digests, file).split('\n')[0]).toMatch(/（摘编）$/u);
    } else {
      expectIssueLayout(file);
    }
    expectArticles(file);
  });

  it('leaves out instructions, recipients and contacts', () => {
    const text = read(digests, file);
    expect(text).not.toContain('领导批示');
    expect(text).not.toContain('联系电话');
    expect(text).not.toMatch(/[\w.+-]+@[\w-]+\.\w+/u);
    expect(text).not.toMatch(/^\s*[报送]：/mu);
  });
});

describe.runIf(existsSync(originals))('against its original, the digest', () => {
  it.each(files)('%s has no phrase of 15 characters in common', (file) => {
    expect(commonPhrases(read(digests, file), read(originals, file), copied)).toEqual([]);
  });

  it.each(files)('%s gives no figure that the original does not give', (file) => {
    const given = new Set(figures(read(originals, file)));
    expect(figures(read(digests, file)).filter((figure) => !given.has(figure))).toEqual([]);
  });
});

describe.runIf(!existsSync(originals))('without the originals', () => {
  it('only the layout of the digests is checked', () => {
    console.warn(`${originals} is not here: the digests were not compared with the original bulletins.`);
    issues.forEach(expectIssueLayout);
    files.forEach(expectArticles);
  });
});
