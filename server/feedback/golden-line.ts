/**
 * A kept record and what the administrator decided → a line of the golden set.
 *
 * A question that was refused, rightly as most are, becomes one that has to be refused. An extract that was found good
 * becomes a fact that has to be found. Whoever says what the answer would be is checked against the article, because a
 * fact that does not stand there can never be found.
 */
import type { Article } from '../../corpus/article.ts';
import { knownError } from '../../corpus/errors.ts';
import { fold } from '../../corpus/text.ts';
import type { GoldenLine, GoldenRequest } from '../contract-feedback.ts';
import type { FeedbackReader, Judgement, Kept, Unanswered } from './feedback-store.ts';
import { goldenId } from './golden-set.ts';

/** Types of lines, as the table of `npm run eval` names them. */
const TYPES = { answered: 'own', refused: 'unanswerable' };

type Decision = Pick<GoldenRequest, 'answerable' | 'articleId' | 'facts'>;

/**
 * The line that a request asks for.
 *
 * @throws KnownError feedback_not_found; golden_incomplete where it says neither what the answer is nor that there is
 *   none; article_not_found; fact_not_found.
 */
export async function makeGoldenLine(
  store: Pick<FeedbackReader, 'findJudgement' | 'findUnanswered'>,
  { kind, id, ...decision }: GoldenRequest,
  findArticle: (id: string) => Promise<Article | null>,
): Promise<GoldenLine> {
  const record = kind === 'extract' ? await store.findJudgement(id) : await store.findUnanswered(id);
  if (!record) throw knownError('feedback_not_found', `${kind === 'extract' ? 'e' : 'u'}${id}`);
  if (decision.answerable === false && decision.facts) {
    throw knownError('golden_incomplete', '既给出了答案，又说这个问题没有依据');
  }
  if (decision.facts) return answered(record, await checkFacts(record, decision, findArticle), decision.facts);
  if (decision.answerable === false) return refused(record);
  if ('verdict' in record && record.verdict === 'good') return answered(record, record.articleTitle, [[record.words]]);
  if ('verdict' in record) throw knownError('golden_incomplete', '这段摘录被评为不合适，还不知道合适的答案是什么');
  if (decision.answerable) throw knownError('golden_incomplete', '说这个问题有答案，但没有给出答案');
  return refused(record);
}

type Asked = Pick<Kept<Judgement> | Kept<Unanswered>, 'question' | 'history'>;

function refused({ question, history }: Asked): GoldenLine {
  return { ...begin(question, history, TYPES.refused), answerable: false, articles: [], answers: [] };
}

function answered({ question, history }: Asked, title: string, facts: string[][]): GoldenLine {
  return { ...begin(question, history, TYPES.answered), answerable: true, articles: [title], answers: facts };
}

function begin(
  question: string,
  history: readonly string[],
  type: string,
): Pick<GoldenLine, 'id' | 'type' | 'question'> {
  return { id: goldenId(question, history), type, question, ...(history.length > 0 ? { history: [...history] } : {}) };
}

/** The title of the article in which every alternative stands, as a scorer will look for it. */
async function checkFacts(
  record: Kept<Judgement> | Kept<Unanswered>,
  { articleId = 'articleId' in record ? record.articleId : undefined, facts = [] }: Decision,
  findArticle: (id: string) => Promise<Article | null>,
): Promise<string> {
  if (articleId === undefined) throw knownError('golden_incomplete', '给出了答案，但没有说在哪篇文章里');
  const article = await findArticle(articleId);
  if (!article) throw knownError('article_not_found', articleId);
  const text = fold(article.text);
  const missing = facts.flat().find((words) => !text.includes(fold(words)));
  if (missing !== undefined) throw knownError('fact_not_found', missing.slice(0, 60), article.title);
  return article.title;
}
