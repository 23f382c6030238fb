/** Requests that are none, ask for what is not there, or come when the server cannot take them. */
export const REQUEST_ERRORS = {
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
  internal: {
    status: 500,
    title: '服务器内部错误',
    message: () => '服务器处理这个请求时出错，错误已记入日志。请稍后重试；如仍出错，请联系管理员。',
  },
} as const;
