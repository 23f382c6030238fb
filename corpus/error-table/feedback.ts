/** What people say of answers, and what is made of it. */
export const FEEDBACK_ERRORS = {
  feedback_unavailable: {
    status: 503,
    title: '反馈暂时无法保存或读取',
    message: (reason: string) =>
      `保存读者反馈的数据库暂时无法使用（${reason}）。提问和查阅不受影响；请稍后再试，仍不行时请管理员检查数据文件夹的剩余空间和写入权限。`,
  },
  feedback_not_found: {
    status: 404,
    title: '没有这条记录',
    message: (given: string) =>
      `没有编号为“${given}”的记录，或它已因记录过多被最早清除。现有的记录见 npm run report 或网页的管理页。`,
  },
  golden_incomplete: {
    status: 422,
    title: '不足以成为一道题',
    message: (problem: string) =>
      `${problem}。请给出文章（articleId）和其中原样的答案（facts），或说明这个问题应当答“没有依据”（answerable: false）。`,
  },
  fact_not_found: {
    status: 422,
    title: '答案不在这篇文章里',
    message: (fact: string, title: string) =>
      `《${title}》里没有“${fact}”这些字。答案须是文章里原样的一段（空格、全半角和引号不计），请从原文复制后再试。`,
  },
  golden_damaged: {
    status: 500,
    title: '本机题集无法写入',
    message: (problem: string) =>
      `本机题集（数据文件夹中的 golden.jsonl）无法读取或写入（${problem}）。请检查数据文件夹的剩余空间和权限后再试；原有的题没有改动。`,
  },
  report_command_invalid: {
    status: 400,
    title: '命令有误',
    message: (given: string) =>
      `npm run report 不认识“${given}”。可用的是：--days <1–3650 的天数>、--csv unanswered|extracts、--golden <编号> [--unanswerable]；编号形如 u12（未能回答的问题）或 e12（评价过的摘录）。`,
  },
} as const;
