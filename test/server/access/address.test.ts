import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { findClient, listNetworks, normalizeAddress, subscriberOf } from '../../../server/access/address.ts';

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['192.0.2.1:443', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'], // how a socket of a server on “::” names it
    ['::FFFF:C000:0201', '192.0.2.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('%s is %s', (text, address) => {
    expect(normalizeAddress(text)).toBe(address);
  });

  it.each(['', 'unknown', '_hidden', '192.0.2', '192.0.2.256', '192.0.2.1:x', '2001:db8::1:g', '192.0.2.1/8', '[::1'])(
    '“%s” is none',
    (text) => {
      expect(normalizeAddress(text)).toBeNull();
    },
  );

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
  ])('%s is counted as %s', (address, subscriber) => {
    expect(subscriberOf(address)).toBe(subscriber);
  });
});

describe('the client', () => {
  const trusted = listNetworks(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']);

  it.each([
    ['203.0.113.9', '', '203.0.113.9'],
    ['203.0.113.9', '198.51.100.1', '203.0.113.9'], // not a proxy: the header is the client’s own
    ['10.1.1.1', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.1.1.1', '198.51.100.1:5000', '198.51.100.1'],
    ['fd00::1', '2001:db8::1', '2001:db8::1'],
    ['10.1.1.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'], // the rightmost that is not trusted
    ['10.1.1.1', '1.1.1.1, 198.51.100.1, 192.0.2.7', '198.51.100.1'],
    ['10.1.1.1', '10.2.2.2, 10.3.3.3', '10.2.2.2'], // all trusted: a client among them
    ['10.1.1.1', '', '10.1.1.1'],
    ['10.1.1.1', '198.51.100.1, unknown', '10.1.1.1'], // what cannot be read is where belief ends
    ['10.1.1.1', '198.51.100.1,', '10.1.1.1'],
    [undefined, '198.51.100.1', 'unknown'],
  ])('of socket %s with “%s” is %s', (socket, forwarded, client) => {
    expect(findClient(socket, forwarded, trusted)).toBe(client);
  });

  it('is the socket’s where nobody is trusted', () => {
    expect(findClient('127.0.0.1', '198.51.100.1', new BlockList())).toBe('127.0.0.1');
  });
});

describe('a list of networks', () => {
  it.each(['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x', '10.0.0.0/8/8', '10.0.0', 'proxy.example.cn', '::/129', '/8'])(
    'with %s is refused by name',
    (entry) => {
      expect(() => listNetworks(['10.0.0.1', entry])).toThrow(`“${entry}”`);
    },
  );
});
