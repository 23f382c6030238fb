/** `npm run report`: tells what could not be answered and which extracts readers found bad, also while the server runs. */
import { describeVariables, readConfig } from '../config.ts';
import { knownError } from '../../corpus/errors.ts';
import { createAudit } from '../operation/audit.ts';
import { runCommand } from '../run-command.ts';
import { readFeedback } from './feedback-store.ts';
import { readGoldenIds } from './golden-set.ts';
import { addGolden } from './handlers.ts';
import { exportTable, makeReport } from './report.ts';
import { readArguments } from './report-arguments.ts';
import { describeReport } from './report-text.ts';

const HELP = `用法：npm run report -- [--days 天数]
      npm run report -- --csv unanswered|extracts [--days 天数]
      npm run report -- --golden <编号> [--unanswerable]

不带参数    列出最近 30 天未能回答的问题，和读者评为不合适的摘录。
--days      改为最近这么多天，1–3650。
--csv       把未能回答的问题（unanswered）或全部评价（extracts）以 CSV 输出到标准输出。
--golden    把一条记录编入本机题集（DATA_DIR 下的 golden.jsonl），npm run eval 会一并测量。
            u 开头的编为“应当答没有依据”的题；e 开头、评为有用的，其摘录就是答案。
            --unanswerable  说明评为不合适的摘录，其问题应当答没有依据。
            要写明答案时，请用网页的管理页。

环境变量：
${describeVariables()}
`;

async function run(given: string[]): Promise<void> {
  const command = readArguments(given);
  const { feedbackFile, goldenFile, auditFile, operation } = readConfig(process.env);
  const audit = createAudit(auditFile);
  const store = await readFeedback(feedbackFile);
  try {
    if (command.kind === 'golden') {
      const { record, unanswerable } = command;
      if (!store) throw knownError('feedback_not_found', `${record.kind === 'extract' ? 'e' : 'u'}${record.id}`);
      const request = { ...record, ...(unanswerable ? { answerable: false } : {}) };
      // No facts are given here, so no article is looked at.
      const put = await addGolden({ store, goldenFile, audit }, () => Promise.resolve(null), 'terminal', request);
      console.error(
        { added: '已编入本机题集：', changed: '已改动本机题集中的题：', unchanged: '本机题集里已有：' }[put.state],
      );
      console.log(JSON.stringify(put.line));
    } else if (!store) {
      console.error('还没有任何记录。读者评价摘录之后，或设置 LOG_QUESTIONS=true 之后，这里才有内容。');
    } else if (command.kind === 'csv') {
      const { table: kind, days } = command;
      const { csv, rows } = await exportTable(store, { kind, days, today: new Date() });
      await audit({ act: 'feedback.export', by: 'terminal', details: { kind, days, rows } });
      process.stdout.write(csv);
    } else {
      const goldenIds = await readGoldenIds(goldenFile);
      const { logQuestions: logsQuestions } = operation;
      const report = await makeReport(store, { days: command.days, today: new Date(), goldenIds, logsQuestions });
      console.log(describeReport(report));
    }
  } finally {
    store?.close();
  }
}

const given = process.argv.slice(2);
if (given.includes('--help')) console.log(HELP);
else await runCommand(() => run(given));
