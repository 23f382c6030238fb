/** The contents of an issue name its articles; they are no title and no headings themselves. */
import { describe, expect, it } from 'vitest';
import { MASTHEAD, only, OPENING, outlineOf, paragraphsOf, parseIssue, parseText } from './parsed.ts';

const [TEA, VISITS] = ['茶园里长出“致富叶”', '伶站乡推行“夜访日结”工作法'];
const TEA_TEXT = '全县新建茶园两千亩，带动六百户。';
const VISITS_TEXT = '驻村队员每周夜访，当日问题当日办结。';

describe('the contents of an issue', () => {
  it.each([
    ['plain', '本期目录', TEA, VISITS],
    ['counted', '目  录', `1.${TEA}`, `2.${VISITS}`],
    ['counted in brackets', '【本期导读】', `（1）${TEA}`, `（2）${VISITS}`],
    ['with a mark', '本期要目：', `★ ${TEA}`, `★ ${VISITS}`],
    ['with a mark that authors have as well', '目录', `◆${TEA}`, `◆${VISITS}`],
    ['with pages', '目录', `${TEA}……1`, `${VISITS}\u30003`],
    ['with authors', '目录', TEA, '□ 王小明', VISITS, '□ 李小红'],
  ])('%s, part articles that end without bylines', (_, ...contents) => {
    for (const lineBreak of ['\n', '\n\n']) {
      const lines = [...contents, TEA, TEA_TEXT, VISITS, VISITS_TEXT];
      const articles = parseText(MASTHEAD + lines.join(lineBreak));
      expect(articles.map(({ title }) => title)).toEqual([TEA, VISITS]);
      expect(articles.map(paragraphsOf)).toEqual([[TEA_TEXT], [VISITS_TEXT]]);
      expect(articles.flatMap(outlineOf)).toEqual([]);
    }
  });

  it('may break a title in two lines, and leave out an article that its byline shows', () => {
    const articles = parseIssue(
      ...['本期目录', '凤山县以“党建引领”促产业融合发展带动群众增收', TEA],
      ...['凤山县以“党建引领”促产业融合发展', '带动群众增收', OPENING, '（凤山县扶贫办 王小明）'],
      ...['凤山县办好学校', '学校办好了。', '（凤山县教育局）', TEA, TEA_TEXT],
    );
    expect(articles.map(({ title, byline }) => [title, byline])).toEqual([
      ['凤山县以“党建引领”促产业融合发展带动群众增收', '凤山县扶贫办 王小明'],
      ['凤山县办好学校', '凤山县教育局'],
      [TEA, null],
    ]);
  });

  it('leave the editors’ note with the article below it', () => {
    const note = '编者按：这两条经验值得学习。';
    const articles = parseIssue('本期目录', TEA, VISITS, note, TEA, TEA_TEXT, VISITS, VISITS_TEXT);
    expect(articles.map(paragraphsOf)).toEqual([[note, TEA_TEXT], [VISITS_TEXT]]);
  });

  it('may name an entry that is not in the issue', () => {
    const articles = parseIssue('本期目录', TEA, '领导批示', VISITS, TEA, TEA_TEXT, VISITS, VISITS_TEXT);
    expect(articles.map(({ title }) => title)).toEqual([TEA, VISITS]);
  });

  it('that are sections of its one article are no headings a second time', () => {
    const lines = ['某县脱贫攻坚工作情况', OPENING, '一、主要做法', OPENING, '二、存在问题', OPENING];
    const article = only(parseIssue('目录', '一、主要做法……1', '二、存在问题……3', ...lines));
    expect(article.title).toBe('某县脱贫攻坚工作情况');
    expect(outlineOf(article)).toEqual(['1 一、主要做法', '1 二、存在问题']);
  });
});
