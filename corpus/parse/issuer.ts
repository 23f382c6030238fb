/** Names of bodies that issue documents, as they stand on lines of their own: red heads and signatures. */

/** What the name of a body ends with. */
const BODY =
  '(?:政府|党委|县委|市委|区委|省委|州委|旗委|镇委|乡委|工委|党组|党工委|党支部|党总支|支部|委员会|常委会|人大|政协|法院|检察院|办公室|办公厅|委办|府办|扶贫办|[厅局署处科院校社站所馆队部委组办]|小组|指挥部|工作队|领导组|中心|协会|学会|联合会|总工会|工会|公司|集团|银行|大学|学院|学校|医院|村委会|居委会|合作社|基金会|研究会|研究院|团委|妇联|残联)';
const NAME = new RegExp(`^(?=.{3,40}$)[\\p{Script=Han}（）()A-Za-z“”·]*${BODY}$`, 'u');

/** Ends like a body and is none. */
const NOT_A_BODY =
  /(?:[内外全各本一二三四五六七八九十]部|干部|群众|主体|工作组织|合作|脱贫|到位|入户|出处|好处|之处|用处|难处|全局|结局|布局|格局|社区|场所|住所|厕所|任务|服务|[一二三四五六七八九十两]组|科学|学科|部队)$/u;

/** A name is set with white space between its characters, or beside another one with a wide gap between them. */
const WIDE_GAP = /\s{2,}|\t|\u3000/u;

/** The bodies that a line names and nothing else, or none. */
export function readIssuers(line: string): string[] {
  const whole = closeSpacing(line);
  const names = isBody(whole) && !WIDE_GAP.test(line.trim()) ? [whole] : line.trim().split(/\s+/u).map(closeSpacing);
  if (names.every(isBody)) return names;
  return isBody(whole) ? [whole] : [];
}

function isBody(name: string): boolean {
  return NAME.test(name) && !NOT_A_BODY.test(name);
}

/** 某 县 人 民 政 府 → 某县人民政府. */
export function closeSpacing(line: string): string {
  return line.replace(/\s/gu, '');
}
