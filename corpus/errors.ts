/**
 * The one table of errors: code → HTTP status and message. A message says what was given, what is allowed and what to
 * do. It stands in corpus/, the lowest room, because every room raises errors and imports run one way.
 */
const TABLE = {
  corpus_missing: {
    status: 500,
    title: '语料文件夹不存在',
    message: (folder: string) =>
      `找不到语料文件夹“${folder}”。请把简报（.txt 或 .md）放进一个文件夹，并用 CORPUS_DIR 指明它的位置。`,
  },
  corpus_empty: {
    status: 500,
    title: '语料文件夹里没有可读的简报',
    message: (folder: string, problems: string) =>
      `语料文件夹“${folder}”里没有一篇可读的文章${problems ? `（${problems}）` : ''}。请放入 .txt 或 .md 文件，编码为 UTF-8、带 BOM 的 UTF-16 或 GB18030。`,
  },
  configuration_invalid: {
    status: 500,
    title: '配置有误',
    message: (problems: string) => `环境变量有误：${problems}。各项的含义与取值见 README 的“配置”一节。`,
  },
  model_invalid: {
    status: 500,
    title: '模型文件缺失或不符',
    message: (file: string, folder: string) =>
      `模型文件“${file}”在“${folder}”中缺失，或与登记的校验值不符。请运行 npm start，它会重新取得并校验模型。`,
  },
  index_missing: {
    status: 503,
    title: '索引尚未建立',
    message: () => '索引尚未建立。请运行 npm run index，或用 npm start 自动建立。',
  },
  index_stale: {
    status: 503,
    title: '索引已过期',
    message: (what: string) => `索引与当前的${what}不一致。请运行 npm run index 重建，或用 npm start 自动重建。`,
  },
  index_damaged: {
    status: 503,
    title: '索引已损坏',
    message: (what: string) => `索引文件“${what}”缺失或已损坏。请运行 npm run index 重建，或用 npm start 自动重建。`,
  },
  index_locked: {
    status: 503,
    title: '另一进程正在建立索引',
    message: (processId: string) => `进程 ${processId} 正在建立索引。请等它结束后再试。`,
  },
  body_not_json: {
    status: 400,
    title: '请求体不是 JSON',
    message: (problem: string) =>
      `请求体无法按 JSON 读取（${problem}）。请发送 UTF-8 编码的 JSON 对象，如 {"question":"…"}。`,
  },
  request_invalid: {
    status: 400,
    title: '请求不符合约定',
    message: (problems: string) => `${problems}。接口约定见 /api/openapi.json。`,
  },
  not_found: {
    status: 404,
    title: '没有这个地址',
    message: (path: string) => `没有“${path}”这个地址。可用的接口见 /api/openapi.json。`,
  },
  article_not_found: {
    status: 404,
    title: '没有这篇文章',
    message: (id: string) => `没有编号为“${id}”的文章。全部文章见 /api/articles。`,
  },
  method_not_allowed: {
    status: 405,
    title: '不支持这个方法',
    message: (given: string, allowed: string) => `这个地址不支持 ${given}，只支持 ${allowed}。`,
  },
  body_too_large: {
    status: 413,
    title: '请求体过大',
    message: (limit: string) => `请求体超过 ${limit} 的上限。问题最长 500 字，请缩短后再发。`,
  },
  media_type_unsupported: {
    status: 415,
    title: '请求体类型不支持',
    message: (given: string) =>
      `请求体类型是“${given}”，只接受 application/json。请设置 Content-Type: application/json。`,
  },
  internal: {
    status: 500,
    title: '服务器内部错误',
    message: () => '服务器处理这个请求时出错，错误已记入日志。请稍后重试；如仍出错，请联系管理员。',
  },
} as const;

export type ErrorCode = keyof typeof TABLE;
type MessageValues<Code extends ErrorCode> = Parameters<(typeof TABLE)[Code]['message']>;

/** An error with a stable code out of the table. */
export class KnownError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'KnownError';
    this.code = code;
    this.status = TABLE[code].status;
    this.title = TABLE[code].title;
  }
}

/** Makes the error of a code; the arguments fill its message. */
export function knownError<Code extends ErrorCode>(code: Code, ...values: MessageValues<Code>): KnownError {
  const message: (...values: string[]) => string = TABLE[code].message;
  return new KnownError(code, message(...values));
}

/** What an unknown thrown value says of itself. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
