/** The variables that decide on access, validated. */
import { type BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { messageOf } from '../../corpus/errors.ts';
import { listNetworks } from './address.ts';
import { nameOfHost } from './origin.ts';

/** With defaults and meanings, as --help prints them. */
export const ACCESS_VARIABLES = {
  REQUIRE_KEYS: { fallback: 'false', meaning: 'true：本机使用也要访问密钥' },
  ANONYMOUS_READ: { fallback: 'false', meaning: 'true：别的机器不凭密钥也可提问和查阅' },
  ALLOWED_HOSTS: { fallback: '', meaning: '除 localhost 外接受的主机名，逗号分隔；监听本机以外且留空则不限' },
  CORS_ORIGINS: { fallback: '', meaning: '可从网页调用接口的别的网站，如 https://oa.example.cn，逗号分隔' },
  TRUSTED_PROXIES: { fallback: '', meaning: '可信代理的地址或 CIDR 网段，逗号分隔；只信它们的 X-Forwarded-For' },
  RATE_LIMIT: { fallback: '600', meaning: '每个密钥或地址每分钟的请求数，0–1000000；0 为不限，本机开放使用时不计' },
  RATE_LIMIT_COSTLY: { fallback: '120', meaning: '同上，只计提问、检索、引文核对和 MCP' },
} as const;

export interface AccessSettings {
  host: string;
  requireKeys: boolean;
  anonymousRead: boolean;
  /** Lower case. */
  allowedHosts: string[];
  origins: string[];
  trustedProxies: BlockList;
  /** Whether any proxy is trusted. */
  hasProxies: boolean;
  /** Requests a minute of one caller; 0 for any number. */
  limits: { read: number; costly: number };
}

const RATE_MAX = 1_000_000;
const rateRange = `应在 0–${RATE_MAX} 之间`;
const rate = z.coerce.number('应为数字').int('应为整数').min(0, rateRange).max(RATE_MAX, rateRange);
const decision = z.enum(['true', 'false'], '应为 true 或 false').transform((text) => text === 'true');
const entries = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

export const accessSchema = z.object({
  REQUIRE_KEYS: decision,
  ANONYMOUS_READ: decision,
  ALLOWED_HOSTS: entries.transform((hosts, context) =>
    hosts.map((host) => host.toLowerCase()).filter((host) => isHostName(host) || reject(context, host, '不是主机名')),
  ),
  CORS_ORIGINS: entries.transform((origins, context) =>
    origins.filter((origin) => isOrigin(origin) || reject(context, origin, '应形如 https://oa.example.cn')),
  ),
  TRUSTED_PROXIES: entries.transform((proxies, context) => {
    try {
      return { networks: listNetworks(proxies), any: proxies.length > 0 };
    } catch (thrown) {
      context.addIssue({ code: 'custom', message: messageOf(thrown) });
      return z.NEVER;
    }
  }),
  RATE_LIMIT: rate,
  RATE_LIMIT_COSTLY: rate,
});

/** The settings in the product's words. */
export function presentAccess(host: string, given: z.infer<typeof accessSchema>): AccessSettings {
  return {
    host,
    requireKeys: given.REQUIRE_KEYS,
    anonymousRead: given.ANONYMOUS_READ,
    allowedHosts: given.ALLOWED_HOSTS,
    origins: given.CORS_ORIGINS,
    trustedProxies: given.TRUSTED_PROXIES.networks,
    hasProxies: given.TRUSTED_PROXIES.any,
    limits: { read: given.RATE_LIMIT, costly: given.RATE_LIMIT_COSTLY },
  };
}

/** A name or address without port, IPv6 in brackets, as a Host header gives it. */
function isHostName(host: string): boolean {
  if (host.startsWith('[')) return host.endsWith(']') && isIP(host.slice(1, -1)) === 6;
  return nameOfHost(host) === host && /^[a-z0-9_.-]+$/.test(host);
}

/** As a browser sends it: scheme and host, no path; neither `*` nor `null`, which would be everybody. */
function isOrigin(origin: string): boolean {
  return /^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
}

function reject(context: z.RefinementCtx, entry: string, problem: string): false {
  context.addIssue({ code: 'custom', message: `“${entry}”${problem}` });
  return false;
}
