/**
 * Whose request it is, by address.
 *
 * The address is the socket's. `X-Forwarded-For` is believed only as far as trusted proxies wrote it: read from the
 * right, the first hop that is no trusted proxy is the client, and whatever stands left of it the client may have
 * invented. Anybody else's header changes nothing; `Forwarded` (RFC 7239) and `X-Real-IP` are not read at all.
 */
import { BlockList, isIP, SocketAddress } from 'node:net';

const PORT = /^(?:\[(?<bracketed>[^\]]*)\]|(?<plain>[^:]*))(?::\d{1,5})?$/;
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/** Leading groups of an IPv6 address that one subscriber is given (RFC 6177: at least a /64). */
const SUBSCRIBER_GROUPS = 4;
const GROUPS = 8;

/** An address in one form: IPv4 within IPv6 as IPv4, no zone, no port; null when it is none. */
export function normalizeAddress(text: string): string | null {
  const given = text.trim();
  const { bracketed, plain } = PORT.exec(given)?.groups ?? {};
  const [address = ''] = (isIP(given) ? given : (bracketed ?? plain ?? '')).split('%');
  const family = isIP(address);
  if (family === 0) return null;
  if (family === 4) return address;
  const shortest = new SocketAddress({ address, family: 'ipv6' }).address;
  return MAPPED.exec(shortest)?.[1] ?? shortest;
}

/**
 * A set of addresses and CIDR networks, e.g. 10.0.0.7, 192.168.0.0/16, fd00::/8.
 *
 * @throws Error with a message in Chinese that names the entry which is neither.
 */
export function listNetworks(entries: string[]): BlockList {
  const networks = new BlockList();
  for (const entry of entries) {
    const [text = '', prefix, ...rest] = entry.split('/');
    const family = isIP(text);
    const bits = family === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : Number(/^\d{1,3}$/.exec(prefix)?.[0] ?? NaN);
    if (family === 0 || rest.length > 0 || !(length <= bits)) throw new Error(`“${entry}”不是地址或 CIDR 网段`);
    networks.addSubnet(text, length, family === 4 ? 'ipv4' : 'ipv6');
  }
  return networks;
}

/**
 * The address of the client.
 *
 * @param socketAddress of the connection; undefined when it is already closed.
 * @param forwarded the value of X-Forwarded-For, all such headers joined by commas.
 */
export function findClient(socketAddress: string | undefined, forwarded: string, trusted: BlockList): string {
  let client = normalizeAddress(socketAddress ?? '');
  if (client === null) return 'unknown';
  const hops = forwarded.split(',');
  while (isIn(client, trusted)) {
    const before = normalizeAddress(hops.pop() ?? '');
    if (before === null) break;
    client = before;
  }
  return client;
}

function isIn(address: string, networks: BlockList): boolean {
  return networks.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/** What one client is counted by: IPv6 by its /64, which a client can draw addresses from at will. */
export function subscriberOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [before = '', after] = address.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = Array<string>(GROUPS - head.length - tail.length).fill('0');
  return `${[...head, ...zeros, ...tail].slice(0, SUBSCRIBER_GROUPS).join(':')}::/64`;
}
