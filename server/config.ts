/** Configuration from environment variables, validated once at start. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { knownError } from '../corpus/errors.ts';
import { ACCESS_VARIABLES, type AccessSettings, accessSchema, presentAccess } from './access/settings.ts';
import {
  OPERATION_VARIABLES,
  type OperationSettings,
  operationSchema,
  presentOperation,
} from './operation/settings.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Every variable with its default and meaning: what --help prints and the README lists. */
export const VARIABLES = {
  CORPUS_DIR: {
    fallback: 'corpus/bulletins',
    meaning: '简报和文件所在的文件夹（.txt、.md、.html、.docx、.pdf 和图片）',
  },
  DATA_DIR: { fallback: 'data', meaning: '模型与索引所在的文件夹' },
  MODEL_DIR: { fallback: '', meaning: '模型所在的文件夹；留空则为 DATA_DIR 下的 model' },
  HOST: { fallback: '127.0.0.1', meaning: '监听的地址；本机以外须先有访问密钥或 ANONYMOUS_READ=true' },
  PORT: { fallback: '3000', meaning: '监听的端口，0–65535；0 为任选一个空闲端口' },
  BODY_LIMIT_KB: { fallback: '128', meaning: '请求体上限，KB，1–10240' },
  ...ACCESS_VARIABLES,
  ...OPERATION_VARIABLES,
} as const;

const folder = z.string().trim().min(1, '不能为空');
const configSchema = z.object({
  CORPUS_DIR: folder,
  DATA_DIR: folder,
  MODEL_DIR: z.string().trim(),
  HOST: z.string().trim().min(1, '不能为空'),
  PORT: z.coerce.number('应为数字').int('应为整数').min(0, '应在 0–65535 之间').max(65535, '应在 0–65535 之间'),
  BODY_LIMIT_KB: z.coerce
    .number('应为数字')
    .int('应为整数')
    .min(1, '应在 1–10240 之间')
    .max(10240, '应在 1–10240 之间'),
  ...accessSchema.shape,
  ...operationSchema.shape,
});

export interface Config {
  corpusFolder: string;
  modelFolder: string;
  /** What the server keeps of its own; the index, among others, lies below it. */
  dataFolder: string;
  indexRoot: string;
  pageFolder: string;
  host: string;
  port: number;
  bodyLimitBytes: number;
  /** File of the API keys. */
  keysFile: string;
  /** Database of what readers said of extracts and of what could not be answered. */
  feedbackFile: string;
  /** Lines of administrative acts. */
  auditFile: string;
  /** What `npm run eval` measured last. */
  qualityFile: string;
  /** The installation's own golden questions, one a line. */
  goldenFile: string;
  access: AccessSettings;
  operation: OperationSettings;
}

/**
 * Reads the configuration; relative folders are relative to the repository.
 *
 * @throws KnownError configuration_invalid that names every variable which is wrong, and how.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(VARIABLES).map(([name, { fallback }]) => [name, environment[name] ?? fallback]),
  );
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name}=“${given[name]}”（${message}）`;
    });
    throw knownError('configuration_invalid', problems.join('；'));
  }
  const { CORPUS_DIR, DATA_DIR, MODEL_DIR, HOST, PORT, BODY_LIMIT_KB, ...rest } = parsed.data;
  if (rest.REQUIRE_KEYS && rest.ANONYMOUS_READ) {
    throw knownError('configuration_invalid', 'REQUIRE_KEYS 与 ANONYMOUS_READ 不能同时为 true');
  }
  const inRepository = (path: string): string =>
    path.startsWith('/') || /^[A-Za-z]:/.test(path) ? path : join(ROOT, path);
  const dataFolder = inRepository(DATA_DIR);
  return {
    corpusFolder: inRepository(CORPUS_DIR),
    modelFolder: MODEL_DIR === '' ? join(dataFolder, 'model') : inRepository(MODEL_DIR),
    dataFolder,
    indexRoot: join(dataFolder, 'index'),
    pageFolder: join(ROOT, 'web', 'dist'),
    host: HOST,
    port: PORT,
    bodyLimitBytes: BODY_LIMIT_KB * 1024,
    keysFile: join(dataFolder, 'keys.json'),
    feedbackFile: join(dataFolder, 'feedback.db'),
    auditFile: join(dataFolder, 'audit.jsonl'),
    qualityFile: join(dataFolder, 'quality.json'),
    goldenFile: join(dataFolder, 'golden.jsonl'),
    access: presentAccess(HOST, rest),
    operation: presentOperation(rest),
  };
}

/** The variables as lines of a help text. */
export function describeVariables(): string {
  return Object.entries(VARIABLES)
    .map(([name, { fallback, meaning }]) => `  ${name.padEnd(18)} ${meaning}${fallback ? `（默认 ${fallback}）` : ''}`)
    .join('\n');
}
