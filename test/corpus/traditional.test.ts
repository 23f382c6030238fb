/** Documents in traditional characters: read as those in simplified ones are, and kept as they are printed. */
import { describe, expect, it } from 'vitest';
import { only, outlineOf, paragraphsOf, parseText } from './parsed.ts';
import { expectWellFormed } from './well-formed.ts';

describe('a document in traditional characters', () => {
  it('states its title, issuer, date and place', () => {
    const raw = [
      '關於大化瑤族自治縣七百弄鄉石漠化治理\n與扶貧開發的調研報告',
      '廣西社會科學院課題組\n2019年9月3日',
      '　　全鄉有貧困戶2168戶，人均耕地僅0.6畝。群眾發明了「砌牆保土」的辦法。',
      '一、對策建議',
      '　　設立補償專項資金。',
    ].join('\n\n');
    const article = only(parseText(raw));
    expect(article).toMatchObject({
      title: '關於大化瑤族自治縣七百弄鄉石漠化治理與扶貧開發的調研報告',
      publisher: '廣西社會科學院課題組',
      publishedOn: '2019-09-03',
      places: ['大化瑶族自治县七百弄乡'],
    });
    expect(paragraphsOf(article)[0]).toBe('全鄉有貧困戶2168戶，人均耕地僅0.6畝。群眾發明了「砌牆保土」的辦法。');
    expect(outlineOf(article)).toEqual(['1 一、對策建議']);
    expectWellFormed(article, raw);
  });

  it('may be an issue of a bulletin', () => {
    const raw = [
      '某縣扶貧簡報\n2020年第7期（總第52期）\n某縣扶貧辦公室編',
      '鳳山縣：打出\n扶貧「組合拳」',
      '全縣發展油茶產業，帶動貧困戶增收。',
      '（鳳山縣辦 張某某）',
      '報：縣委辦公室。',
      '某縣扶貧辦公室        2020年3月18日印發',
    ].join('\n\n');
    const article = only(parseText(raw));
    expect(article).toMatchObject({
      title: '鳳山縣：打出 扶貧「組合拳」',
      series: '某縣扶貧簡報',
      issueId: '2020-7',
      publisher: '某縣扶貧辦公室',
      byline: '鳳山縣辦 張某某',
      publishedOn: '2020-03-18',
      places: ['凤山县'],
      text: '全縣發展油茶產業，帶動貧困戶增收。',
    });
  });

  it('is an official one by its red head and number', () => {
    const raw = '某縣人民政府文件\n\n某政發〔2019〕5號\n\n關於項目建設的批復\n\n某鎮人民政府：\n\n同意實施該項目。\n';
    expect(only(parseText(raw))).toMatchObject({
      title: '關於項目建設的批復',
      publisher: '某縣人民政府',
      documentNumber: '某政發〔2019〕5號',
    });
  });
});

it('a name in a simplified document is no sign of traditional characters', () => {
  expect(only(parseText('乾县抓产业\n\n群众收入稳步增加。')).places).toEqual(['乾县']);
});
