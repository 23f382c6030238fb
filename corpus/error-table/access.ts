/** Who may ask, and how often. */
export const ACCESS_ERRORS = {
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
} as const;
