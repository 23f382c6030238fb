/** Files of the corpus: those that cannot be read, and those that are sent, corrected or taken out. */
export const FILE_ERRORS = {
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
} as const;
