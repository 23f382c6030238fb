/** The same words in other forms: what a faithful quotation may differ in. */
import { Converter } from 'opencc-js/cn2t';
import type { Random } from '../random.ts';
import type { Source } from './verify-set.ts';
import { pick } from './verify-set.ts';

const toTraditional = Converter({ from: 'cn', to: 'hk' });

type Form = (random: Random, source: Source, next: Source) => string | null;

const FORMS: Record<string, Form> = {
  原样: (_, { text }) => text,
  无空格: (_, { text }) => text.replace(/\s/gu, ''),
  多空格: (random, { text }) => [...text].map((one) => (random() < 0.2 ? `${one} ` : one)).join(''),
  全角: (_, { text }) => text.replace(/[0-9A-Za-z%.+]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  半角标点: (_, { text }) =>
    text.replaceAll('，', ',').replaceAll('；', ';').replaceAll('：', ':').replaceAll('（', '(').replaceAll('）', ')'),
  直角引号: (_, { text }) => text.replaceAll('“', '「').replaceAll('”', '」'),
  直引号: (_, { text }) => text.replace(/[“”]/gu, '"'),
  无引号: (_, { text }) => text.replace(/[“”]/gu, ''),
  换标点: (random, { text }) => text.replace(/[，；]/gu, () => pick(random, ['，', '；', '、', ' '])),
  无标点: (_, { text }) => text.replace(/(?<!\d)[，、；：“”（）]|[，、；：“”（）](?!\d)/gu, ''),
  繁体: (_, { text }) => toTraditional(text),
  半句: (random, { text }) => {
    const clauses = text.slice(0, -1).split('，');
    if (clauses.length < 3) return null;
    const from = Math.floor(random() * (clauses.length - 1));
    const part = clauses.slice(from, from + 2).join('，');
    return part.length < 14 ? null : `${part}。`;
  },
  引文: (_, { article, text }) => `${article.places[0] ?? ''}坚持“${text.slice(0, -1)}”的做法值得学习。`,
  据介绍: (_, { article, text }) => (article.places.length === 1 ? `据${article.places[0] ?? ''}介绍，${text}` : null),
  期号: (_, { article, text }) => (article.issue === null ? null : `${text}（${article.issue}）`),
  两句相连: (_, { text }, next) => `${text.slice(0, -1)}，${next.text}`,
  编号: (random, { text }) => `${pick(random, ['一、', '（二）', '3. ', '③'])}${text}`,
};

/** A sentence in one of the forms. */
export function varyForm(random: Random, source: Source, next: Source): { draft: string; made: string } {
  for (;;) {
    const made = pick(random, Object.keys(FORMS));
    const draft = FORMS[made]?.(random, source, next);
    if (draft) return { draft, made };
  }
}
