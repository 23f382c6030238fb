/**
 * What goes wrong with the corpus, as the page says it. The server's words are for callers of its API too and name
 * addresses, which tell a reader nothing.
 */
import { failureMessage, RequestFailure } from './api-client.ts';

const BROKEN_OFF = '文件没有完整送到服务器。请检查网络后再试。';

const WORDS: Readonly<Record<string, string>> = {
  corpus_file_not_found: '语料里没有这个文件了，可能已移出或改名。',
  corpus_file_exists: '语料里已有同名文件。请改名后再放入，或重新放入并选择替换。',
  request_invalid: '有的内容过长或不合格式，没有接受。请检查后再试。',
  upload_invalid: BROKEN_OFF,
  upload_type_unsupported: BROKEN_OFF,
  upload_not_found: '查不到这次上传的结果了。请看文件列表里有没有它，没有就再放入一次。',
};

/** Failures that stay the same however often it is tried. */
const FINAL_CODES = new Set(['corpus_file_not_found', 'upload_too_large']);

export type Trouble = {
  message: string;
  /** Whether it is no use to try again. */
  isFinal: boolean;
};

export function troubleOf(error: unknown): Trouble {
  const code = error instanceof RequestFailure ? (error.code ?? '') : '';
  return { message: wordsFor({ code, message: failureMessage(error) }), isFinal: FINAL_CODES.has(code) };
}

/** The page's words for a problem, or the server's where those serve both. */
export function wordsFor({ code, message }: { code: string; message: string }): string {
  return WORDS[code] ?? message;
}
