/** What the parts of a document look like that are no articles of their own. */
import type { Block } from './blocks.ts';

/** Characters of the blocks from one to before another. */
export function lengthOf(blocks: readonly Block[], from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to; at++) for (const { text } of blocks[at]?.pieces ?? []) length += text.length;
  return length;
}

/** What reports call their sections, whole, and what such names end with. */
const SECTIONS =
  '前言 引言 导言 序 序言 摘要 关键词 目录 正文 结语 结束语 后记 附录 参考文献 概述 简介 总则 附则'.split(' ');
const SECTION_ENDS =
  '情况 背景 概况 做法 成效 成绩 成果 经验 启示 建议 体会 措施 举措 问题 困难 不足 打算 安排 回顾 要求 保障 目标 任务 原则 思路 对策 原因 分析 意义 总结 计划 展望'.split(
    ' ',
  );
const SECTION_MAX = 12;

/** Whether a heading is one that sections have and articles do not: 存在的问题, 2017年工作回顾. */
export function isSectionName(heading: string): boolean {
  const words = heading.trim();
  if (words.length > SECTION_MAX) return false;
  const isNamed = SECTIONS.includes(words) || words.startsWith('下一步');
  return isNamed || SECTION_ENDS.some((end) => words.endsWith(end));
}
