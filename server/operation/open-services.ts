/** What the routes of a running server work with, opened from the configuration and joined to one another. */
import type { Config } from '../config.ts';
import { createCorpusAdmin } from '../corpus/corpus-admin.ts';
import { filesOfStore } from '../corpus/file-list.ts';
import { openFeedback } from '../feedback/feedback-store.ts';
import type { Services } from '../services.ts';
import { findBuiltAt } from '../status/built-at.ts';
import { type Answering, createAnswering } from './answering.ts';
import { createAudit } from './audit.ts';
import { LoadHistory } from './load-history.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { Observation } from './observation.ts';
import type { Serving } from './serving.ts';

export interface OpenServices {
  forRoutes: Services & { answering: Answering };
  /** From here on the server says that it is not ready. */
  stop: () => void;
  /** Ends what is in flight and closes what is open. */
  close: () => Promise<void>;
}

/** Answers made at the same time beyond one for each embedding thread: while that thread embeds, the loop has others. */
const ANSWERS_BESIDE = 2;

export async function openServices(config: Config, serving: Serving, log: Log): Promise<OpenServices> {
  const { operation, indexRoot, corpusFolder, dataFolder, qualityFile, goldenFile, feedbackFile, auditFile } = config;
  const { answerer, building, progress, pinned } = serving;
  const load = new LoadHistory();
  const audit = createAudit(auditFile);
  const feedback = await openFeedback(feedbackFile, {
    onSetAside: (movedTo) => log.error({ file: feedbackFile, movedTo }, 'damaged feedback database set aside'),
  });
  const metrics = createMetrics({ queue: () => answering.load, index: () => answerer().store.manifest });
  const observe = (observation: Observation): void => {
    metrics.observe(observation);
    switch (observation.kind) {
      case 'answer':
        load.record({ outcome: observation.answer.status, milliseconds: observation.milliseconds });
        if (operation.logQuestions) noteUnanswered(observation);
        break;
      case 'failed':
        load.record({ outcome: 'failed', milliseconds: observation.milliseconds });
        break;
      case 'busy':
        load.record({ outcome: 'busy', milliseconds: 0 });
    }
  };
  const noteUnanswered = ({ request, answer }: Extract<Observation, { kind: 'answer' }>): void => {
    if (answer.status !== 'no_evidence') return;
    const { question, understood, reason, query, coverage } = answer;
    const { places } = query;
    const noted = feedback.noteUnanswered({
      question,
      history: request.history ?? [],
      understood,
      reason: reason ?? '',
      places,
      indexVersion: coverage.indexVersion,
    });
    noted.catch((thrown: unknown) => log.error({ err: thrown }, 'unanswered question not kept'));
  };
  const answering = createAnswering({
    concurrency: operation.embedThreads + ANSWERS_BESIDE,
    queueLimit: operation.queueLimit,
    cacheBytes: operation.cacheBytes,
    observe,
  });

  const corpus = createCorpusAdmin({
    corpusFolder,
    dataFolder,
    uploadLimitBytes: operation.uploadLimitBytes,
    serving: {
      ...serving,
      index: () => filesOfStore(answerer().store),
      builtAt: (indexVersion) => findBuiltAt(indexRoot, indexVersion),
    },
    audit,
    report: (thrown) => log.error({ err: thrown }, 'file not taken in'),
  });

  let isStopping = false;
  return {
    forRoutes: {
      answerer,
      answering,
      log,
      metrics,
      stopping: () => isStopping,
      building,
      progress,
      pinned,
      indexRoot,
      qualityFile,
      load,
      queue: () => answering.load,
      feedback,
      audit,
      corpus,
      goldenFile,
      logsQuestions: operation.logQuestions,
    },
    stop: () => (isStopping = true),
    close: async () => {
      await answering.idle();
      await corpus.close();
      feedback.close();
    },
  };
}
