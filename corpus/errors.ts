/**
 * The one table of errors: code → HTTP status and message. A message says what was given, what is allowed and what to
 * do. It stands in corpus/, the lowest room, because every room raises errors and imports run one way.
 */
const TABLE = {
  corpus_missing: {
    status: 500,
    title: '语料文件夹不存在',
    message: (folder: string) =>
      `找不到语料文件夹“${folder}”。请把文件（.docx、.pdf、.txt 等）放进一个文件夹，并用 CORPUS_DIR 指明它的位置。`,
  },
  corpus_empty: {
    status: 500,
    title: '语料文件夹里没有可读的简报',
    message: (folder: string, problems: string) =>
      `语料文件夹“${folder}”里没有一篇可读的文章${problems ? `（${problems}）` : ''}。请放入 .docx、.pdf、.html、.txt 等文件；文本的编码为 UTF-8、带 BOM 的 UTF-16 或 GB18030。`,
  },
  file_unreadable: {
    status: 422,
    title: '文件打不开',
    message: (problem: string) => `文件打不开（${problem}）；请检查它是否存在、是否允许读取。`,
  },
  file_too_large: {
    status: 422,
    title: '文件过大',
    message: (given: string, limit: string) => `文件有 ${given}，上限 ${limit}；请拆成几份。`,
  },
  file_format_unsupported: {
    status: 422,
    title: '不支持这种文件',
    message: (what: string, remedy: string) => `${what}，无法读取；${remedy}。`,
  },
  file_encrypted: {
    status: 422,
    title: '文件已加密',
    message: (what: string) => `${what}设有密码，无法读取；请去掉密码另存后再放入。`,
  },
  file_damaged: {
    status: 422,
    title: '文件已损坏',
    message: (what: string, problem: string) =>
      `${what}的内容不完整或不合格式（${problem}）；请用原来的程序打开，另存后再放入。`,
  },
  file_empty: {
    status: 422,
    title: '文件里没有正文',
    message: () => '文件里没有正文。',
  },
  file_too_many_pages: {
    status: 422,
    title: '页数过多',
    message: (given: string, limit: string) => `文件有 ${given} 页，上限 ${limit} 页；请拆成几份。`,
  },
  file_picture_too_large: {
    status: 422,
    title: '图像过大',
    message: (given: string, limit: string) => `图像有 ${given} 像素，上限 ${limit} 像素；请缩小后再放入。`,
  },
  file_unpacks_too_large: {
    status: 422,
    title: '文件解开后过大',
    message: (given: string, limit: string) => `文件解开后有 ${given}，上限 ${limit}，没有读取；请确认它的来源。`,
  },
  file_too_slow: {
    status: 422,
    title: '读取时间过长',
    message: (limit: string) =>
      `读取占用处理器超过了 ${limit}的上限（分页的文件按每页计），已停止；请拆成几份，或另存为更简单的格式。`,
  },
  file_took_memory: {
    status: 422,
    title: '读取时内存不足',
    message: (limit: string) => `读取所需的内存超过 ${limit} 的上限，已停止；请拆成几份，或另存为更简单的格式。`,
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
  index_no_previous: {
    status: 409,
    title: '没有上一版索引',
    message: () => '没有可以恢复的上一版索引：索引至少要建立过两次。',
  },
  index_not_built: {
    status: 503,
    title: '索引没有建成',
    message: (lines: string) =>
      `索引没有建成（${lines}）。请按所述改正，再运行 npm run index，或用 npm start 自动重建；npm run doctor 可查明原因。`,
  },
  disk_full: {
    status: 503,
    title: '磁盘已满',
    message: (folder: string) =>
      `磁盘已满，“${folder}”里写不下新的索引；原有的索引没有改动。请腾出空间后重试，大约需要现有索引的两倍。`,
  },
  index_locked: {
    status: 503,
    title: '另一进程正在建立索引',
    message: (processId: string) => `进程 ${processId} 正在建立索引。请等它结束后再试。`,
  },
  index_command_invalid: {
    status: 400,
    title: '命令有误',
    message: (given: string) =>
      `npm run index 不认识“${given}”。可用的是：--all、--watch [--all]、--dry-run [文件…] [--json] [--all]、--roll-back、--quiet、--help；选项写在 -- 之后，如 npm run index -- --watch。`,
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
  citation_not_found: {
    status: 404,
    title: '没有这条出处',
    message: (id: string) => `没有编号为“${id}”的出处。编号取自回答中 citation 的 id，请核对是否完整。`,
  },
  method_not_allowed: {
    status: 405,
    title: '不支持这个方法',
    message: (given: string, allowed: string) => `这个地址不支持 ${given}，只支持 ${allowed}。`,
  },
  body_too_large: {
    status: 413,
    title: '请求体过大',
    message: (limit: string) => `请求体超过 ${limit} 的上限。问题最长 500 字，文稿最长 20,000 字，请缩短后再发。`,
  },
  media_type_unsupported: {
    status: 415,
    title: '请求体类型不支持',
    message: (given: string) =>
      `请求体类型是“${given}”，只接受 application/json。请设置 Content-Type: application/json。`,
  },
  access_undecided: {
    status: 500,
    title: '尚未决定谁可以访问',
    message: (reason: string) =>
      `${reason}，但还没有决定谁可以使用，服务没有启动。请任选其一：用 npm run keys -- make <名称> 生成访问密钥，凭密钥使用；或设置 ANONYMOUS_READ=true，允许任何人不凭密钥查询。`,
  },
  keys_damaged: {
    status: 500,
    title: '访问密钥文件无法读取',
    message: (file: string, problem: string) =>
      `访问密钥文件“${file}”无法读取（${problem}），在它修好之前任何密钥都不被接受。请用备份恢复；没有备份时删除它，再用 npm run keys -- make <名称> 重新生成密钥。`,
  },
  keys_locked: {
    status: 500,
    title: '另一条命令正在修改访问密钥',
    message: (lock: string) => `另一条命令正在修改访问密钥（锁文件“${lock}”）。请等它结束后再试。`,
  },
  keys_command_invalid: {
    status: 400,
    title: '命令有误',
    message: (given: string) =>
      `npm run keys 不认识“${given}”。可用的是：make <名称> [--scope read|admin]、list、revoke <编号>；名称为 1–60 个字，不含控制字符。`,
  },
  key_not_found: {
    status: 404,
    title: '没有这个访问密钥',
    message: (id: string) => `没有编号为“${id}”的有效密钥。全部密钥见 npm run keys -- list。`,
  },
  key_required: {
    status: 401,
    title: '需要访问密钥',
    message: () =>
      '这个地址需要访问密钥，请求没有带。请在请求头中给出 Authorization: Bearer <密钥>；密钥请向管理员索取。',
  },
  key_wrong: {
    status: 401,
    title: '访问密钥无效',
    message: () => '请求带的访问密钥不存在、有误或已被撤销。请核对后重试，或向管理员索取新的密钥。',
  },
  scope_insufficient: {
    status: 403,
    title: '访问密钥的权限不够',
    message: (held: string, needed: string) =>
      `这个地址需要权限为 ${needed} 的密钥，请求带的密钥权限为 ${held}。请向管理员索取权限为 ${needed} 的密钥。`,
  },
  rate_limited: {
    status: 429,
    title: '请求过于频繁',
    message: (limit: string, seconds: string) =>
      `每分钟最多 ${limit} 次这类请求，已经用完。请在 ${seconds} 秒后重试（见响应头 Retry-After）。`,
  },
  server_busy: {
    status: 503,
    title: '请求太多，正在排队',
    message: (waiting: string, seconds: string) =>
      `已有 ${waiting} 个请求在排队，这个请求没有处理。请在 ${seconds} 秒后重试（见响应头 Retry-After）。`,
  },
  server_stopping: {
    status: 503,
    title: '服务正在停止',
    message: () => '服务正在停止，不再接受新的请求。请稍后重试。',
  },
  host_refused: {
    status: 421,
    title: '主机名不被接受',
    message: (given: string) =>
      `请求的主机名是“${given}”，这个服务不以此名提供。请用 http://localhost 加端口访问；确需用别的主机名时，请管理员把它列入 ALLOWED_HOSTS。`,
  },
  origin_refused: {
    status: 403,
    title: '不接受别的网站发来的请求',
    message: (given: string) =>
      `请求来自“${given}”的网页，这个服务只接受自己网页的请求。确需从那里调用时，请管理员把它列入 CORS_ORIGINS。`,
  },
  request_malformed: {
    status: 400,
    title: '请求不符合 HTTP 协议',
    message: () => '请求行、请求头或请求体不符合 HTTP 协议，无法读取。请检查发出请求的程序。',
  },
  request_timeout: {
    status: 408,
    title: '请求没有按时发完',
    message: () => '请求没有在限定的时间内发完，连接已关闭。请检查网络后重试。',
  },
  headers_too_large: {
    status: 431,
    title: '请求头过大',
    message: (limit: string) => `请求头超过 ${limit} 的上限。请减少请求头后重试。`,
  },
  feedback_unavailable: {
    status: 503,
    title: '反馈暂时无法保存或读取',
    message: (reason: string) =>
      `保存读者反馈的数据库暂时无法使用（${reason}）。提问和查阅不受影响；请稍后再试，仍不行时请管理员检查数据文件夹的剩余空间和写入权限。`,
  },
  feedback_not_found: {
    status: 404,
    title: '没有这条记录',
    message: (given: string) =>
      `没有编号为“${given}”的记录，或它已因记录过多被最早清除。现有的记录见 npm run report 或网页的管理页。`,
  },
  golden_incomplete: {
    status: 422,
    title: '不足以成为一道题',
    message: (problem: string) =>
      `${problem}。请给出文章（articleId）和其中原样的答案（facts），或说明这个问题应当答“没有依据”（answerable: false）。`,
  },
  fact_not_found: {
    status: 422,
    title: '答案不在这篇文章里',
    message: (fact: string, title: string) =>
      `《${title}》里没有“${fact}”这些字。答案须是文章里原样的一段（空格、全半角和引号不计），请从原文复制后再试。`,
  },
  golden_damaged: {
    status: 500,
    title: '本机题集无法写入',
    message: (problem: string) =>
      `本机题集（数据文件夹中的 golden.jsonl）无法读取或写入（${problem}）。请检查数据文件夹的剩余空间和权限后再试；原有的题没有改动。`,
  },
  report_command_invalid: {
    status: 400,
    title: '命令有误',
    message: (given: string) =>
      `npm run report 不认识“${given}”。可用的是：--days <1–3650 的天数>、--csv unanswered|extracts、--golden <编号> [--unanswerable]；编号形如 u12（未能回答的问题）或 e12（评价过的摘录）。`,
  },
  corpus_unavailable: {
    status: 503,
    title: '没有启用语料管理',
    message: () => '这个服务没有启用语料管理。请管理员用 npm start 启动完整的服务。',
  },
  corpus_read_only: {
    status: 503,
    title: '语料文件夹不能写入',
    message: (problem: string) =>
      `语料文件夹不能写入（${problem}），没有作任何改动。请管理员检查它的写入权限、剩余空间，以及是否以只读方式挂载；或直接在服务器上改动这个文件夹。`,
  },
  corpus_file_not_found: {
    status: 404,
    title: '语料里没有这个文件',
    message: (path: string) => `语料里没有“${path}”这个文件。现有的文件见 /api/corpus/files。`,
  },
  corpus_file_exists: {
    status: 409,
    title: '已有同名文件',
    message: (names: string) =>
      `语料里已有${names}，没有放入任何文件。要替换它，请在地址里加上 replace=true；要并存，请改名后再放入。`,
  },
  file_name_refused: {
    status: 422,
    title: '文件名不能使用',
    message: (problem: string) => `文件名${problem}，不能使用；请改名后再放入。`,
  },
  upload_invalid: {
    status: 400,
    title: '上传的内容无法读取',
    message: (problem: string) =>
      `上传的内容不是完整的 multipart/form-data（${problem}），没有放入任何文件。请检查网络后重试，或检查发出请求的程序。`,
  },
  upload_type_unsupported: {
    status: 415,
    title: '上传的类型不支持',
    message: (given: string) =>
      `请求体类型是“${given}”，只接受 multipart/form-data，文件放在名为 files 的字段里，如 curl -F files=@简报.docx。`,
  },
  upload_too_large: {
    status: 413,
    title: '上传的内容过大',
    message: (limit: string) =>
      `上传的内容超过 ${limit} 的上限，没有放入任何文件。请分几次上传，或把文件拆成几份；管理员可用 UPLOAD_LIMIT_MB 调整上限。`,
  },
  upload_not_found: {
    status: 404,
    title: '没有这次上传',
    message: (id: string) =>
      `没有编号为“${id}”的上传，或它已经过去太久。已放入的文件见 /api/corpus/files；没有放入的请重新上传。`,
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
