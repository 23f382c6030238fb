/** Judgements and refused questions as rows of the database. */
import { fold } from '../../corpus/text.ts';
import type { OpenDatabase } from './database.ts';
import type { DayCount, FeedbackReader, Judgement, Kept, Unanswered } from './feedback-store.ts';

/** Longest texts that are kept, in UTF-16 code units. */
const QUESTION_LENGTH = 500;
const TEXT_LENGTH = 4_000;
const WORD_LENGTH = 200;
const LIST_LENGTH = 20;

/** Keeps a judgement in place of the same page's former one; gives its id. */
export function insertJudgement(database: OpenDatabase, given: Judgement, at: Date, rowsMax: number): number {
  const { question, history, citationId, verdict, indexVersion } = given;
  const [row] = database
    .prepare(
      `INSERT INTO judgements
         (at, page, question, folded, history, citation, article, title, label, url, words, verdict, word, indexVersion)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (page, folded, citation) DO UPDATE SET
         at = excluded.at, verdict = excluded.verdict, word = excluded.word, history = excluded.history,
         label = excluded.label, url = excluded.url, words = excluded.words, indexVersion = excluded.indexVersion
       RETURNING id`,
    )
    .all(
      at.toISOString(),
      given.page === null ? null : keep(given.page, WORD_LENGTH),
      keep(question, QUESTION_LENGTH),
      foldQuestion(question, history),
      keepList(history),
      citationId,
      keep(given.articleId, QUESTION_LENGTH),
      keep(given.articleTitle, TEXT_LENGTH),
      keep(given.label, TEXT_LENGTH),
      keep(given.url, TEXT_LENGTH),
      keep(given.words, TEXT_LENGTH),
      verdict,
      keep(given.word, WORD_LENGTH),
      indexVersion,
    ) as { id: number }[];
  return dropOldest(database, 'judgements', row?.id ?? 0, rowsMax);
}

/** Keeps a refused question; gives its id. */
export function insertUnanswered(database: OpenDatabase, given: Unanswered, at: Date, rowsMax: number): number {
  const { question, history, understood, reason, places, indexVersion } = given;
  const [row] = database
    .prepare(
      `INSERT INTO unanswered (at, question, folded, history, understood, reason, places, indexVersion)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    )
    .all(
      at.toISOString(),
      keep(question, QUESTION_LENGTH),
      foldQuestion(question, history),
      keepList(history),
      keep(understood, TEXT_LENGTH),
      keep(reason, TEXT_LENGTH),
      keepList(places),
      indexVersion,
    ) as { id: number }[];
  return dropOldest(database, 'unanswered', row?.id ?? 0, rowsMax);
}

/** Ids are given out one after another, so those that are too many are those far enough below the latest. */
function dropOldest(database: OpenDatabase, table: 'judgements' | 'unanswered', id: number, rowsMax: number): number {
  database.prepare(`DELETE FROM ${table} WHERE id <= ?`).run(id - rowsMax);
  return id;
}

/** Runs what uses a database. */
type Use = <Result>(run: (database: OpenDatabase) => Result) => Promise<Result>;

/** What can be read, through whatever opens the database. */
export function readersOf(use: Use): Omit<FeedbackReader, 'close'> {
  return {
    countByDay: (since) =>
      use(
        (database) =>
          database
            .prepare(
              `SELECT date(at, 'localtime') AS day, sum(kind = 'unanswered') AS unanswered, sum(kind = 'good') AS good,
                      sum(kind = 'bad') AS bad
               FROM (SELECT at, verdict AS kind FROM judgements UNION ALL SELECT at, 'unanswered' FROM unanswered)
               WHERE at >= ? GROUP BY day ORDER BY day`,
            )
            .all(since.toISOString()) as DayCount[],
      ),
    listUnanswered: (since, limit) =>
      use((database) => {
        // With max(id), SQLite takes the other columns from the row that has it.
        const rows = database
          .prepare(
            `SELECT max(id) AS id, count(*) AS count, at, question, history, understood, reason, places, indexVersion,
                    count(*) OVER () AS total
             FROM unanswered WHERE at >= ? GROUP BY folded ORDER BY count DESC, id DESC LIMIT ?`,
          )
          .all(since.toISOString(), limit) as (UnansweredRow & { count: number; total: number })[];
        const groups = rows.map(({ total: _, ...row }) => ({ ...readUnanswered(row), count: row.count }));
        return { groups, leftOff: (rows[0]?.total ?? 0) - rows.length };
      }),
    listJudgements: (since, limit, verdict) =>
      use((database) => {
        const rows = database
          .prepare(
            `SELECT *, count(*) OVER () AS total FROM judgements
             WHERE at >= ? AND (? IS NULL OR verdict = ?) ORDER BY id DESC LIMIT ?`,
          )
          .all(since.toISOString(), verdict ?? null, verdict ?? null, limit) as (JudgementRow & { total: number })[];
        return { judgements: rows.map(readJudgement), leftOff: (rows[0]?.total ?? 0) - rows.length };
      }),
    findUnanswered: (id) =>
      use((database) => {
        const [row] = database.prepare('SELECT * FROM unanswered WHERE id = ?').all(id) as UnansweredRow[];
        return row ? readUnanswered(row) : null;
      }),
    findJudgement: (id) =>
      use((database) => {
        const [row] = database.prepare('SELECT * FROM judgements WHERE id = ?').all(id) as JudgementRow[];
        return row ? readJudgement(row) : null;
      }),
  };
}

interface UnansweredRow {
  id: number;
  at: string;
  question: string;
  history: string;
  understood: string;
  reason: string;
  places: string;
  indexVersion: string;
}

interface JudgementRow extends Pick<Judgement, 'question' | 'label' | 'url' | 'words' | 'verdict' | 'word'> {
  id: number;
  at: string;
  page: string | null;
  history: string;
  citation: string;
  article: string;
  title: string;
  indexVersion: string;
}

function readUnanswered(row: UnansweredRow): Kept<Unanswered> {
  const { id, at, question, understood, reason, indexVersion } = row;
  return {
    id,
    at,
    question,
    history: readList(row.history),
    understood,
    reason,
    places: readList(row.places),
    indexVersion,
  };
}

function readJudgement(row: JudgementRow): Kept<Judgement> {
  const { id, at, page, question, label, url, words, verdict, word, indexVersion } = row;
  return {
    ...{ id, at, page, question, history: readList(row.history), label, url, words, verdict, word, indexVersion },
    ...{ citationId: row.citation, articleId: row.article, articleTitle: row.title },
  };
}

/** One question whatever its spaces and width; asked in another conversation it is another one. */
function foldQuestion(question: string, history: readonly string[]): string {
  return [...history, question].map((text) => fold(keep(text, QUESTION_LENGTH))).join('\n');
}

/** SQLite ends a text at its first null character; half a surrogate pair is no text. */
function keep(text: string, length: number): string {
  return text
    .replaceAll('\0', '')
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/u, '');
}

function keepList(texts: readonly string[]): string {
  return JSON.stringify(texts.slice(-LIST_LENGTH).map((text) => keep(text, QUESTION_LENGTH)));
}

function readList(json: string): string[] {
  return JSON.parse(json) as string[];
}
