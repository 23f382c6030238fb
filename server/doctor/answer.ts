/**
 * Answers one real question of the present index, as `npm run doctor` has it done while watch-network.mjs refuses every
 * way to another machine. One line of JSON.
 */
import { KnownError, messageOf } from '../../corpus/errors.ts';
import { hashCorpus } from '../../corpus/load.ts';
import { openEmbedder } from '../../index/embed.ts';
import { openIndex } from '../../index/open.ts';
import { answerQuestion, createAnswerer, exampleQuestions } from '../answer.ts';
import { type Check, tell } from './check.ts';
import { checkVariables } from './settings.ts';

const TITLE = { id: 'answer', title: '回答' };

try {
  tell(await answerOne());
} catch (thrown) {
  // Which of them is wrong and how to mend it, the checks of the model, the corpus and the index say.
  const verdict = thrown instanceof KnownError ? 'doubtful' : 'bad';
  const found = verdict === 'bad' ? `没有答成：${messageOf(thrown)}` : `没有试答：${messageOf(thrown)}`;
  tell({ ...TITLE, verdict, found, remedy: '先改正其他各项，再运行一次' });
}

async function answerOne(): Promise<Check> {
  const { corpusFolder, indexRoot, modelFolder } = checkVariables(process.env).config;
  const store = await openIndex(indexRoot, await hashCorpus(corpusFolder));
  const embedder = await openEmbedder(modelFolder);
  try {
    const answerer = await createAnswerer(store, embedder);
    const [example] = await exampleQuestions(answerer);
    const question = example ?? (await store.articles())[0]?.title ?? '';
    const { status, extracts } = await answerQuestion(answerer, { question });
    const outcome = status === 'no_evidence' ? '没有依据' : `摘录 ${extracts.length} 条`;
    return { ...TITLE, verdict: 'good', found: `试问“${question}”，${outcome}` };
  } finally {
    await embedder.close();
  }
}
