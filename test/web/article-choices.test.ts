import { describe, expect, it } from 'vitest';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import { CHOICES_MAX, findChoices } from '../../web/article-choices.ts';

const ARTICLES = Array.from(
  { length: 120 },
  (_, index) =>
    ({ id: `a${index}`, issue: `2018年第${index % 3}期`, title: `某县油茶产业之${index}` }) as ArticleSummary,
);
const ids = (search: string, chosen = ''): string[] =>
  findChoices(ARTICLES, search, chosen).offered.map(({ id }) => id);

describe('the articles offered', () => {
  it('are those whose issue and title hold every word, whatever their width', () => {
    expect(ids('第２期 之11')).toEqual(['a11', 'a110', 'a113', 'a116', 'a119']);
  });

  it('are no more than one can choose from, with the count of the rest', () => {
    const { offered, more } = findChoices(ARTICLES, '油茶', '');
    expect([offered.length, more]).toEqual([CHOICES_MAX, ARTICLES.length - CHOICES_MAX]);
  });

  it('have the chosen one among them, though it is far down or another', () => {
    expect(ids('油茶', 'a119')).toContain('a119');
    expect(ids('油茶', 'a119')).toHaveLength(CHOICES_MAX);
    expect(ids('之7', 'a5')).toContain('a5');
  });
});
