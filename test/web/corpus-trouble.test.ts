import { describe, expect, it } from 'vitest';
import { FILE_ERRORS } from '../../corpus/error-table/files.ts';
import { REQUEST_ERRORS } from '../../corpus/error-table/requests.ts';
import { RequestFailure } from '../../web/api-client.ts';
import { troubleOf, wordsFor } from '../../web/corpus-trouble.ts';

const { request_invalid } = REQUEST_ERRORS;
const ERRORS = Object.entries({ ...FILE_ERRORS, request_invalid }).map(([code, { message }]): [string, string] => [
  code,
  message('甲', '乙'),
]);

describe('what goes wrong with the corpus', () => {
  it.each(ERRORS)('is told to readers without what only callers of the API know: %s', (code, message) => {
    expect(wordsFor({ code, message })).not.toMatch(/\/api\/|=true|curl|multipart/);
  });

  it('is said in the words of the server where they serve both', () => {
    const words = FILE_ERRORS.file_damaged.message('文件', '不完整');
    expect(troubleOf(new RequestFailure('problem', words, 'file_damaged'))).toEqual({ message: words, isFinal: false });
    expect(troubleOf(new RequestFailure('unreachable', '连不上')).isFinal).toBe(false);
  });

  it('is not tried again where that cannot help', () => {
    for (const code of ['corpus_file_not_found', 'upload_too_large']) {
      expect(troubleOf(new RequestFailure('problem', '……', code)).isFinal).toBe(true);
    }
  });
});
