import { describe, expect, it } from 'vitest';
import { segment } from '../../index/terms.ts';
import { findSynonyms } from '../../server/synonyms.ts';

const find = (text: string): ReturnType<typeof findSynonyms> => findSynonyms(text, segment(text));

describe('synonyms', () => {
  it.each([
    ['驻村队员的饭钱', '饭钱', '伙食补助'], // everyday → official
    ['搬家以后', '搬家', '易地搬迁'],
    ['有没有话费', '话费', '通讯补贴'],
    ['伙食补助多少', '伙食补助', '伙食补贴'], // official → official, the longest word at its place
  ])('%s: %s also finds %s', (text, word, alternative) => {
    const found = find(text).find((synonym) => synonym.word === word);
    expect(found?.alternatives).toContain(alternative);
    expect(found?.alternatives).not.toContain(word);
  });

  it('gives each word once and nothing for a text without any', () => {
    expect(find('饭钱、饭钱').map(({ word }) => word)).toEqual(['饭钱']);
    expect(find('六联一带')).toEqual([]);
  });
});
