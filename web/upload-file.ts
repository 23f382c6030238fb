/** Sends a file to the corpus. By XMLHttpRequest: `fetch` does not tell how much of a body has been sent. */
import type { Problem } from '../server/contract.ts';
import type { Upload, UploadList } from '../server/contract-corpus.ts';
import { RequestFailure } from './api-client.ts';

export type Sending = {
  /** The reader's key; null where there is none. */
  key: string | null;
  /** Whether it may take the place of a file of its name. */
  replace: boolean;
  /** Told of the share that has been sent, 0–1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/**
 * Sends one file.
 *
 * @throws RequestFailure of the kinds of api-client.ts; its code is `corpus_file_exists` where it has to be asked.
 */
export function uploadFile(file: File, { key, replace, onProgress, signal }: Sending): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/corpus/files${replace ? '?replace=true' : ''}`);
    if (key !== null) request.setRequestHeader('Authorization', `Bearer ${key}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const body = parse(request.responseText);
      const sent = request.status === 200 ? (body as UploadList | undefined)?.uploads[0] : undefined;
      if (sent) resolve(sent);
      else reject(failureOf(request.status, body));
    };
    request.onerror = () =>
      reject(new RequestFailure('unreachable', '没有发完：连接中断。请检查网络和文件，再试一次。'));
    request.onabort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('files', file, file.name);
    request.send(form);
  });
}

function failureOf(status: number, body: unknown): RequestFailure {
  const problem = body as Problem | undefined;
  if (typeof problem?.detail === 'string') return new RequestFailure('problem', problem.detail, problem.code);
  return new RequestFailure('unreadable', `服务器的答复无法读取（状态 ${status}）。请稍后再试。`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
