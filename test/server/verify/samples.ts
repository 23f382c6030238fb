/** Two short bulletins for the tests of the quote checker, one sentence of which stands in both. */
import type { Article } from '../../../corpus/article.ts';
import type { PassageStore } from '../../../index/store.ts';
import type { Answerer } from '../../../server/answer.ts';
import { buildVocabulary } from '../../../server/vocabulary.ts';
import { parseText } from '../../corpus/parsed.ts';

const BULLETIN = (number: number, body: string): string => `广西精准脱贫攻坚简报

2018年第${number}期（总第${number + 162}期）

广西壮族自治区扶贫开发办公室编

${body}

（天等县扶贫开发办公室）
`;

export const WORKSHOP = `天等县办起扶贫车间

天等县把旧学校改建成扶贫车间39个，投入资金1325万元，吸纳贫困户720人就业。该县人社局请来师傅教技术，学会一门手艺后就能上岗，人均月工资达到1800元。

一、场地

县里把闲置的“旧村委办公楼”租给能人，头三年免收租金。每个车间由一名副镇长联系，每月到场两次。`;

const CLINIC = `蒙山县建立健康扶贫机制

蒙山县为贫困人口免费体检4.5万人次，家庭医生签约率达98.6%。县里把闲置的“旧村委办公楼”租给能人，头三年免收租金。县医院设立一站式结算窗口，先诊疗后付费，出院时只结自付部分。`;

function articlesOf(path: string, text: string): Article[] {
  return parseText(text, path);
}

/** Of an answerer only what checking needs; the articles are read as those of files are. */
export function openArticles(articles: Article[]): Answerer {
  const counts = { bulletins: 2, articles: articles.length };
  const store = { manifest: { counts, indexVersion: 'test' }, articles: () => Promise.resolve(articles) };
  return {
    store: store as unknown as PassageStore,
    vocabulary: buildVocabulary(articles),
  } as Answerer;
}

/** The articles of the two bulletins. */
export function heldArticles(): Article[] {
  return [...articlesOf('2018-14.txt', BULLETIN(14, WORKSHOP)), ...articlesOf('2018-48.txt', BULLETIN(48, CLINIC))];
}

/** A sentence that is held. */
export const MADE = '天等县把旧学校改建成扶贫车间39个，投入资金1325万元，吸纳贫困户720人就业。';
