/**
 * What readers said of extracts, and what could not be answered: kept on this machine for who runs it.
 *
 * Answering never depends on it. A store that cannot be opened is tried again at every use; one that is damaged is set
 * aside and begun afresh. Rows are ordered by their ids, which only grow, so a clock that goes back loses nothing.
 */
import { KnownError } from '../../corpus/errors.ts';
import {
  isDamage,
  openDatabase,
  type OpenDatabase,
  openForReading,
  patiently,
  setAside,
  settle,
  unavailable,
} from './database.ts';
import { insertJudgement, insertUnanswered, readersOf } from './rows.ts';

export type JudgementVerdict = 'good' | 'bad';

/** What a reader said of one extract. */
export interface Judgement {
  question: string;
  /** Earlier questions of the conversation, oldest first. */
  history: readonly string[];
  citationId: string;
  articleId: string;
  articleTitle: string;
  /** The citation in one line. */
  label: string;
  /** Path of the page with the words marked. */
  url: string;
  /** The quoted words. */
  words: string;
  verdict: JudgementVerdict;
  /** What the reader wrote; empty where nothing. */
  word: string;
  indexVersion: string;
  /**
   * A random mark of the page that judges. The same extract judged again for the same question with the same mark
   * replaces the former judgement: one reader changed their mind. Other pages are other readers, whose judgements add
   * up; so do those without a mark.
   */
  page: string | null;
}

/** A question that was refused. */
export interface Unanswered {
  question: string;
  history: readonly string[];
  /** The standalone question that was searched. */
  understood: string;
  reason: string;
  places: readonly string[];
  indexVersion: string;
}

/** `at` is the time of the row in ISO 8601, UTC. */
export type Kept<Of> = Of & { id: number; at: string };

/** A question as often as it was asked in the same folded words; the rest is of the last time. */
export type UnansweredGroup = Kept<Unanswered> & { count: number };

export interface DayCount {
  /** Of the server's own calendar, YYYY-MM-DD. */
  day: string;
  unanswered: number;
  good: number;
  bad: number;
}

/** What can be read of the store. Every function throws KnownError feedback_unavailable where it cannot be used. */
export interface FeedbackReader {
  /** Days on which there was anything, oldest first. */
  countByDay: (since: Date) => Promise<DayCount[]>;
  /** Refused questions, the most asked first, of those the latest; with how many there are beyond the limit. */
  listUnanswered: (since: Date, limit: number) => Promise<{ groups: UnansweredGroup[]; leftOff: number }>;
  /** Judged extracts, the latest first; of one verdict, or all. */
  listJudgements: (
    since: Date,
    limit: number,
    verdict?: JudgementVerdict,
  ) => Promise<{ judgements: Kept<Judgement>[]; leftOff: number }>;
  findUnanswered: (id: number) => Promise<Kept<Unanswered> | null>;
  findJudgement: (id: number) => Promise<Kept<Judgement> | null>;
  close: () => void;
}

export interface FeedbackStore extends FeedbackReader {
  /** Keeps a judgement; gives its id. */
  judge: (judgement: Judgement) => Promise<number>;
  /** Keeps a question that was refused; gives its id. */
  noteUnanswered: (unanswered: Unanswered) => Promise<number>;
}

export interface FeedbackOptions {
  /** Rows kept of each kind; the oldest are dropped. */
  rowsMax?: number;
  now?: () => Date;
  /** Told of the file that a damaged database was moved to. */
  onSetAside?: (movedTo: string) => void;
}

const ROWS_MAX = 100_000;

/**
 * Opens the store of a file, which comes into being where there is none.
 *
 * It never throws: what keeps it from being used is thrown by each use, and a use tries again.
 */
export async function openFeedback(file: string, options: FeedbackOptions = {}): Promise<FeedbackStore> {
  const { rowsMax = ROWS_MAX, now = () => new Date(), onSetAside = () => {} } = options;
  let opened: Promise<OpenDatabase> | null = null;
  let current: OpenDatabase | null = null;
  let isClosed = false;

  async function openOrReplace(): Promise<OpenDatabase> {
    try {
      return await patiently(() => openDatabase(file));
    } catch (thrown) {
      if (!isDamage(thrown)) throw thrown;
      onSetAside(await setAside(file));
      return patiently(() => openDatabase(file));
    }
  }

  function forget(): void {
    current?.close();
    current = opened = null;
  }

  function open(): Promise<OpenDatabase> {
    if (isClosed) throw unavailable(new Error('the store was closed'));
    if (opened) return opened;
    opened = openOrReplace().then(
      (database) => (current = database),
      (thrown: unknown) => {
        opened = null;
        throw thrown;
      },
    );
    return opened;
  }

  async function use<Result>(run: (database: OpenDatabase) => Result): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        const database = await open();
        return await patiently(() => run(database));
      } catch (thrown) {
        if (thrown instanceof KnownError) throw thrown;
        if (!isDamage(thrown) || attempt > 1) throw unavailable(thrown);
        // Damage that shows only while the database is used: opening it again sets it aside.
        forget();
      }
    }
  }

  await use(() => {}).catch(() => {
    // Whoever uses it is told.
  });
  return {
    judge: (judgement) => use((database) => insertJudgement(database, judgement, now(), rowsMax)),
    noteUnanswered: (unanswered) => use((database) => insertUnanswered(database, unanswered, now(), rowsMax)),
    ...readersOf(use),
    close() {
      isClosed = true;
      if (current) settle(current);
      forget();
    },
  };
}

/**
 * Reads the store of a file that a server may be writing to. Null where nothing was ever kept.
 *
 * @throws KnownError feedback_unavailable
 */
export async function readFeedback(file: string): Promise<FeedbackReader | null> {
  try {
    const database = await openForReading(file);
    if (!database) return null;
    const use = async <Result>(run: (database: OpenDatabase) => Result): Promise<Result> =>
      patiently(() => run(database));
    return { ...readersOf(use), close: () => database.close() };
  } catch (thrown) {
    throw thrown instanceof KnownError ? thrown : unavailable(thrown);
  }
}
