/** The variables of logging and load, validated. */
import { availableParallelism } from 'node:os';
import { z } from 'zod';

/** With defaults and meanings, as --help prints them. */
export const OPERATION_VARIABLES = {
  LOG_LEVEL: { fallback: 'info', meaning: '日志的详细程度：debug、info、warn、error 或 silent' },
  LOG_QUESTIONS: { fallback: 'false', meaning: 'true：把未能回答的问题记入数据库，供 npm run report 汇总' },
  EMBED_THREADS: { fallback: '0', meaning: '向量化的线程数，0–64；0 为处理器核数减一，至少一个' },
  QUEUE_LIMIT: { fallback: '128', meaning: '排队等候回答的请求数上限，1–10000；满后答 503' },
  WATCH_CORPUS: { fallback: 'true', meaning: 'false：不监视语料文件夹，文件变化后须运行 npm run index 或在管理页重建' },
  UPLOAD_LIMIT_MB: { fallback: '100', meaning: '管理页一次上传文件的上限，MB，1–1024；单个文件另有 100 MB 的上限' },
  CACHE_MB: { fallback: '16', meaning: '记住的回答占用内存的上限，MB，0–1024；0 为不记' },
} as const;

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export interface OperationSettings {
  logLevel: (typeof LOG_LEVELS)[number];
  /** Whether questions may be kept where they could not be answered. */
  logQuestions: boolean;
  /** Threads that embed while the server answers. */
  embedThreads: number;
  /** Requests that may wait for their turn to be answered. */
  queueLimit: number;
  /** Whether the index is built again when the corpus folder changes. */
  watchCorpus: boolean;
  /** Bytes of a request that puts files into the corpus. */
  uploadLimitBytes: number;
  /** Bytes of answers that are remembered. */
  cacheBytes: number;
}

function whole(minimum: number, maximum: number) {
  const range = `应在 ${minimum}–${maximum} 之间`;
  return z.coerce.number('应为数字').int('应为整数').min(minimum, range).max(maximum, range);
}

export const operationSchema = z.object({
  LOG_LEVEL: z.enum(LOG_LEVELS, `应为 ${LOG_LEVELS.join('、')} 之一`),
  LOG_QUESTIONS: z.enum(['true', 'false'], '应为 true 或 false').transform((text) => text === 'true'),
  EMBED_THREADS: whole(0, 64),
  QUEUE_LIMIT: whole(1, 10_000),
  WATCH_CORPUS: z.enum(['true', 'false'], '应为 true 或 false').transform((text) => text === 'true'),
  UPLOAD_LIMIT_MB: whole(1, 1024),
  CACHE_MB: whole(0, 1024),
});

/** The settings in the product's words. */
export function presentOperation(given: z.infer<typeof operationSchema>): OperationSettings {
  return {
    logLevel: given.LOG_LEVEL,
    logQuestions: given.LOG_QUESTIONS,
    // The event loop, which does all of an answer but the embedding, keeps one core busy by itself.
    embedThreads: given.EMBED_THREADS || Math.max(1, availableParallelism() - 1),
    queueLimit: given.QUEUE_LIMIT,
    watchCorpus: given.WATCH_CORPUS,
    uploadLimitBytes: given.UPLOAD_LIMIT_MB * 1024 * 1024,
    cacheBytes: given.CACHE_MB * 1024 * 1024,
  };
}
