/** What the routes of learning from use do. */
import { knownError } from '../../corpus/errors.ts';
import { fold } from '../../corpus/text.ts';
import type { Answerer } from '../answer.ts';
import { citeSpan } from '../cite.ts';
import { resolveCitation } from '../citations/resolve-citation.ts';
import type { Citation } from '../contract.ts';
import type {
  ExportKind,
  FeedbackRequest,
  FeedbackResponse,
  GoldenRequest,
  GoldenResponse,
  Report,
} from '../contract-feedback.ts';
import type { Audit } from '../operation/audit.ts';
import type { FeedbackReader, FeedbackStore } from './feedback-store.ts';
import { makeGoldenLine } from './golden-line.ts';
import { putGolden, readGoldenIds } from './golden-set.ts';
import { exportTable, makeReport } from './report.ts';

export interface FeedbackServices {
  /** What readers said; null, or left out, where nothing is kept. */
  feedback?: FeedbackStore | null;
  /** Records administrative acts. */
  audit?: Audit;
  /** The installation's own golden set. */
  goldenFile?: string;
  /** Whether questions are kept that could not be answered. */
  logsQuestions?: boolean;
}

function storeOf({ feedback }: FeedbackServices): FeedbackStore {
  if (!feedback) throw knownError('feedback_unavailable', '这个服务没有启用它');
  return feedback;
}

/**
 * Keeps what a reader said of an extract.
 *
 * @throws KnownError citation_not_found where the words are not held; feedback_unavailable.
 */
export async function takeFeedback(
  services: FeedbackServices,
  open: Answerer,
  request: FeedbackRequest,
): Promise<FeedbackResponse> {
  const store = storeOf(services);
  const { citation, words } = await findWords(open, request);
  const id = await store.judge({
    question: request.question,
    history: request.history ?? [],
    citationId: citation.id,
    articleId: citation.articleId,
    articleTitle: citation.articleTitle,
    label: citation.label,
    url: citation.url,
    words,
    verdict: request.verdict,
    word: request.word ?? '',
    indexVersion: open.store.manifest.indexVersion,
    page: request.page ?? null,
  });
  return { id };
}

/** The words of an extract out of the index: where they stood when they were shown, or wherever they stand by now. */
async function findWords(
  open: Answerer,
  { citationId, articleId, start, end }: FeedbackRequest,
): Promise<{ citation: Citation; words: string }> {
  const article = await open.store.article(articleId);
  const words = article && start < end && end <= article.text.length ? article.text.slice(start, end) : '';
  if (article && fold(words) !== '') {
    const citation = citeSpan(article, { start, end });
    if (citation.id === citationId) return { citation, words };
  }
  const resolved = await resolveCitation(open, citationId);
  if (!resolved?.citation || resolved.text === null) throw knownError('citation_not_found', citationId);
  return { citation: resolved.citation, words: resolved.text };
}

/** What was kept in the last days. */
export async function readReport(services: FeedbackServices, days: number, today = new Date()): Promise<Report> {
  const store = storeOf(services);
  const { goldenFile, logsQuestions = false } = services;
  const goldenIds = goldenFile === undefined ? new Set<string>() : await readGoldenIds(goldenFile);
  return makeReport(store, { days, today, goldenIds, logsQuestions });
}

/** A table of what was kept in the last days, and the name of its file. */
export async function exportReport(
  services: FeedbackServices,
  by: string,
  { kind, days }: { kind: ExportKind; days: number },
  today = new Date(),
): Promise<{ csv: string; fileName: string }> {
  const { csv, rows } = await exportTable(storeOf(services), { kind, days, today });
  await services.audit?.({ act: 'feedback.export', by, details: { kind, days, rows } });
  const [day = ''] = today.toISOString().split('T');
  return { csv, fileName: `${kind}-${day}.csv` };
}

/**
 * Puts a question into the installation's own golden set.
 *
 * @throws KnownError as {@link makeGoldenLine} and {@link putGolden}; feedback_unavailable where there is no such set.
 */
export async function addGolden(
  { store, goldenFile, audit }: { store: FeedbackReader; goldenFile: string | undefined; audit: Audit | undefined },
  findArticle: Parameters<typeof makeGoldenLine>[2],
  by: string,
  request: GoldenRequest,
): Promise<GoldenResponse> {
  if (goldenFile === undefined) throw knownError('feedback_unavailable', '这个服务没有指明本机题集');
  const put = await putGolden(goldenFile, await makeGoldenLine(store, request, findArticle));
  const { id, answerable } = put.line;
  await audit?.({
    act: 'golden.add',
    by,
    details: { kind: request.kind, record: request.id, id, answerable, state: put.state },
  });
  return put;
}

/** {@link addGolden} over the services and the open index of a server. */
export function addGoldenOf(
  services: FeedbackServices,
  opened: () => Answerer,
  by: string,
  request: GoldenRequest,
): Promise<GoldenResponse> {
  const { goldenFile, audit } = services;
  return addGolden({ store: storeOf(services), goldenFile, audit }, (id) => opened().store.article(id), by, request);
}
