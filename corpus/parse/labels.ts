/** What a document says of itself in labelled lines, as web pages of offices do: 发布时间：2018-03-01 来源：某县扶贫办. */
import { readDateAlone } from './date.ts';
import { readDocumentNumber } from './document-number.ts';

export interface Labels {
  documentNumber: string | null;
  publisher: string | null;
  publishedOn: string | null;
  byline: string | null;
}

/** A line of labels is no longer than this. */
const LINE_MAX = 200;

const FIELDS: [RegExp, keyof Labels | null][] = [
  [/^(?:发文字号|文\s*号|发文号|文件编号)$/u, 'documentNumber'],
  [/^(?:发文机关|发文单位|发布机构|发布单位|制发单位|印发单位|来源|稿源|信息来源)$/u, 'publisher'],
  [/^(?:成文日期|发文日期|发布日期|发布时间|印发日期|公开日期|日期|时间|生成日期)$/u, 'publishedOn'],
  [/^(?:作者|撰稿|供稿|供稿单位|作者单位|撰稿人|通讯员|记者)$/u, 'byline'],
  [
    /^(?:索引号|主题分类|主题词|信息分类|体裁分类|组配分类|分类|标题|名称|信息名称|有效性|效力状态|责任编辑|编辑|审核|浏览次数|点击数|点击率|阅读|字体|字号|打印|有效期|公开方式|公开形式|关键词)$/u,
    null,
  ],
];

/** The word of a label with its colon, at the head of a line or behind white space. */
const LABEL = /(?:^|[\s|｜])[【[]?(\p{Script=Han}{2,6}|文\s号)[】\]]?\s*[：:]/gu;

/** Both, what the first says before what the second does. */
export function withFirst(first: Labels, second: Labels): Labels {
  return {
    documentNumber: first.documentNumber ?? second.documentNumber,
    publisher: first.publisher ?? second.publisher,
    publishedOn: first.publishedOn ?? second.publishedOn,
    byline: first.byline ?? second.byline,
  };
}

const TIME_OF_DAY = /\s\d{1,2}[:：]\d{2}(?:[:：]\d{2})?$/u;

/** What a line of labels says; null for a line that holds anything else. The first date and body that are told count. */
export function readLabels(line: string): Labels | null {
  if (line.length > LINE_MAX) return null;
  const found = [...line.matchAll(LABEL)];
  if (found.length === 0 || found[0]?.index !== 0) return null;
  const labels: Labels = { documentNumber: null, publisher: null, publishedOn: null, byline: null };
  for (const [index, match] of found.entries()) {
    const field = FIELDS.find(([name]) => name.test(match[1] ?? ''))?.[1];
    if (field === undefined) return null;
    const value = line.slice(match.index + match[0].length, found[index + 1]?.index ?? line.length);
    // 记者：难点在哪里？ is what the reporter says.
    if (field === 'byline' && /[。？！?!]/u.test(value)) return null;
    if (field !== null) labels[field] ??= valueOf(field, value.replace(/[|｜]/gu, ' ').trim());
  }
  return labels;
}

function valueOf(field: keyof Labels, value: string): string | null {
  if (field === 'publishedOn') return readDateAlone(value.replace(TIME_OF_DAY, ''));
  if (field === 'documentNumber') return readDocumentNumber(value);
  return value === '' || /^[-—/无]+$/u.test(value) || /[。；]/u.test(value) ? null : value;
}
