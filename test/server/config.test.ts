import { describe, expect, it } from 'vitest';
import { KnownError } from '../../corpus/errors.ts';
import { readConfig } from '../../server/config.ts';

describe('the configuration', () => {
  it('has a default for everything and listens on loopback', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000, bodyLimitBytes: 128 * 1024 });
  });

  it('puts the model and the index below DATA_DIR, and MODEL_DIR before it', () => {
    const { modelFolder, indexRoot } = readConfig({ DATA_DIR: '/srv/data' });
    expect([modelFolder, indexRoot]).toEqual(['/srv/data/model', '/srv/data/index']);
    expect(readConfig({ DATA_DIR: '/srv/data', MODEL_DIR: '/srv/bge' }).modelFolder).toBe('/srv/bge');
  });

  it('leaves access as narrow as it can be', () => {
    const { keysFile, access } = readConfig({ DATA_DIR: '/srv/data' });
    expect(keysFile).toBe('/srv/data/keys.json');
    expect(access).toMatchObject({ host: '127.0.0.1', requireKeys: false, anonymousRead: false, hasProxies: false });
    expect(access).toMatchObject({ allowedHosts: [], origins: [], limits: { read: 600, costly: 120 } });
  });

  it('reads lists with spaces, empty entries and capitals', () => {
    const { access } = readConfig({
      ALLOWED_HOSTS: ' QA.example.cn, [2001:db8::1],,10.0.0.5 ',
      CORS_ORIGINS: 'https://oa.example.cn:8443, http://10.0.0.6',
      TRUSTED_PROXIES: '10.0.0.1, 192.168.0.0/16, fd00::/8',
    });
    expect(access.allowedHosts).toEqual(['qa.example.cn', '[2001:db8::1]', '10.0.0.5']);
    expect(access.origins).toEqual(['https://oa.example.cn:8443', 'http://10.0.0.6']);
    expect(access.hasProxies).toBe(true);
    expect(access.trustedProxies.check('192.168.7.7')).toBe(true);
    expect(access.trustedProxies.check('192.169.7.7')).toBe(false);
  });

  it.each([
    [{ REQUIRE_KEYS: 'yes' }, /REQUIRE_KEYS=“yes”.*true 或 false/],
    [{ ANONYMOUS_READ: '1' }, /ANONYMOUS_READ=“1”/], // what opens is said in full
    [{ REQUIRE_KEYS: 'true', ANONYMOUS_READ: 'true' }, /REQUIRE_KEYS.*ANONYMOUS_READ.*不能同时/],
    [{ ALLOWED_HOSTS: 'qa.example.cn:3000' }, /ALLOWED_HOSTS.*“qa.example.cn:3000”不是主机名/],
    [{ ALLOWED_HOSTS: 'http://qa.example.cn' }, /ALLOWED_HOSTS/],
    [{ ALLOWED_HOSTS: '*' }, /ALLOWED_HOSTS.*“\*”/], // a list is a list
    [{ ALLOWED_HOSTS: '[10.0.0.1]' }, /ALLOWED_HOSTS/],
    [{ CORS_ORIGINS: '*' }, /CORS_ORIGINS.*“\*”应形如/],
    [{ CORS_ORIGINS: 'null' }, /CORS_ORIGINS.*“null”/],
    [{ CORS_ORIGINS: 'https://oa.example.cn/' }, /CORS_ORIGINS/], // no browser sends it so
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, /TRUSTED_PROXIES.*“10.0.0.0\/33”不是地址或 CIDR 网段/],
    [{ TRUSTED_PROXIES: 'proxy' }, /TRUSTED_PROXIES.*“proxy”/],
    [{ RATE_LIMIT: '-1' }, /RATE_LIMIT=“-1”.*0–1000000/],
    [{ RATE_LIMIT_COSTLY: '1.5' }, /RATE_LIMIT_COSTLY=“1.5”.*整数/],
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
