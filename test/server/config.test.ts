import { describe, expect, it } from 'vitest';
import { KnownError } from '../../corpus/errors.ts';
import { readConfig } from '../../server/config.ts';

describe('the configuration', () => {
  it('has a default for everything and listens on loopback', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000, bodyLimitBytes: 64 * 1024 });
  });

  it('puts the model and the index below DATA_DIR, and MODEL_DIR before it', () => {
    const { modelFolder, indexRoot } = readConfig({ DATA_DIR: '/srv/data' });
    expect([modelFolder, indexRoot]).toEqual(['/srv/data/model', '/srv/data/index']);
    expect(readConfig({ DATA_DIR: '/srv/data', MODEL_DIR: '/srv/bge' }).modelFolder).toBe('/srv/bge');
  });

  it.each([
    [{ PORT: 'abc' }, /PORT=“abc”/],
    [{ PORT: '70000' }, /PORT=“70000”.*0–65535/],
    [{ BODY_LIMIT_KB: '0' }, /BODY_LIMIT_KB=“0”/],
    [{ CORPUS_DIR: ' ' }, /CORPUS_DIR.*不能为空/],
    [{ PORT: 'x', HOST: '' }, /HOST.*PORT|PORT.*HOST/], // every wrong variable is named
  ])('%j is refused with the variable, what was given and what is allowed', (environment, message) => {
    expect(() => readConfig(environment)).toThrowError(message);
    try {
      readConfig(environment);
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(KnownError);
      expect(thrown).toMatchObject({ code: 'configuration_invalid' });
    }
  });
});
