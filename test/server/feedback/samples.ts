/** A judgement and a refused question, as a server keeps them. */
import type { Judgement, Unanswered } from '../../../server/feedback/feedback-store.ts';

export const JUDGEMENT: Judgement = {
  question: '天等县给驻村队员发多少伙食补贴？',
  history: [],
  citationId: 'IF_QhhgAMqxOY1r-vgTdM4CHBYKplaLH',
  articleId: '2018-33-1-zhaibian',
  articleTitle: '天等县选优严管厚爱并重 激励驻村干部脱贫攻坚一线担当作为',
  label: '《广西精准脱贫攻坚简报》2018年第33期',
  url: '/articles/2018-33-1-zhaibian#1277-1327',
  words: '天等县与自治区标准看齐，驻村期间的伙食补贴提到每人每天100元，队员干劲更足。',
  verdict: 'bad',
  word: '',
  indexVersion: '64bd8895bd41',
  page: 'p0',
};

export const UNANSWERED: Unanswered = {
  question: '天等县有几座机场？',
  history: [],
  understood: '天等县有几座机场？',
  reason: '收录的简报没有提到机场。',
  places: ['天等县'],
  indexVersion: '64bd8895bd41',
};
