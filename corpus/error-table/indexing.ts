/** The index, the model, and the settings and the disk that they need. */
export const INDEX_ERRORS = {
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
} as const;
