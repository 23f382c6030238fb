/** `npm run ask -- "问题"`: one answer on the terminal. */
import { answerQuestion } from './answer.ts';
import { askRequestSchema, type Answer } from './contract.ts';
import { describeVariables } from './config.ts';
import { prepareOnTerminal } from './prepare-on-terminal.ts';
import { runCommand } from './run-command.ts';
import { InvalidRequest } from './problems.ts';
import { sayPlace } from './source-place.ts';

const HELP = `用法：npm run ask -- "天等县扶贫车间怎么做的"

环境变量：
${describeVariables()}
`;

async function ask(question: string): Promise<void> {
  const request = askRequestSchema.safeParse({ question });
  if (!request.success) throw new InvalidRequest(request.error);
  const { answerer } = await prepareOnTerminal();
  printAnswer(await answerQuestion(answerer, request.data));
}

function printAnswer(answer: Answer): void {
  const { status, extracts, outline, near, reason, coverage } = answer;
  console.log(`\n${answer.question}\n`);
  if (status === 'no_evidence') {
    console.log(
      `简报中没有找到依据（已查 ${coverage.bulletins} 份简报、${coverage.articles} 篇文章）。${reason ?? ''}`,
    );
    for (const { label } of near) console.log(`  相近但不是答案：${label}`);
    return;
  }
  extracts.forEach(({ text, tableHeader, citation }, index) => {
    const header = tableHeader ? `（表头）${tableHeader.text}\n   ` : '';
    console.log(
      `${index + 1}. ${header}${text}\n   —— ${citation.label}（${citation.source.file} ${sayPlace(citation.source)}）\n`,
    );
  });
  if (outline) {
    console.log(`${outline.heading}（${outline.items.length} 项）`);
    for (const { text } of outline.items) console.log(`  · ${text}`);
  }
}

const [question] = process.argv.slice(2);
if (process.argv.includes('--help')) console.log(HELP);
else await runCommand(() => ask(question ?? ''));
