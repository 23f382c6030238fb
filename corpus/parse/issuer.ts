/** Names of bodies that issue documents, as they stand on lines of their own: red heads and signatures. */

/** What the name of a body ends with. */
const BODIES =
  '政府 党委 县委 市委 区委 省委 州委 旗委 镇委 乡委 工委 团委 党组 支部 总支 委员会 常委会 人大 政协 法院 检察院 办公室 办公厅 厅 局 署 处 科 院 校 社 站 所 馆 队 部 委 办 组 指挥部 中心 协会 学会 联合会 工会 公司 集团 银行 大学 村委会 居委会 基金会 研究会 妇联 残联'.split(
    ' ',
  );
const NAME = /^[\p{Script=Han}（）()A-Za-z“”·]{3,40}$/u;

/** Ends like a body and is none. */
const OTHER_WORDS =
  '内部 外部 全部 各部 本部 干部 主体 合作 脱贫 到位 入户 出处 好处 之处 用处 难处 全局 结局 布局 格局 社区 场所 住所 厕所 任务 服务 两组 学科 部队'.split(
    ' ',
  );

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
  const endsIn = (end: string): boolean => name.endsWith(end);
  return NAME.test(name) && BODIES.some(endsIn) && !OTHER_WORDS.some(endsIn);
}

/** 某 县 人 民 政 府 → 某县人民政府. */
export function closeSpacing(line: string): string {
  return line.replace(/\s/gu, '');
}
