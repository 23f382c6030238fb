/**
 * Who may use the server: the decision at its start, and the guards in front of every route.
 *
 * Their order matters: a request for another host is not even told of CORS, a preflight (which carries no key) is
 * answered before keys are asked for, and whoever fails with a key is counted by address before being refused.
 */
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { BlockList } from 'node:net';
import { knownError } from '../../corpus/errors.ts';
import { findClient, subscriberOf } from './address.ts';
import { rememberCaller } from './caller.ts';
import { checkHost, checkOrigin, isLoopbackName, shareWithOrigins } from './origin.ts';
import { isCostly, isOpen, scopeOf } from './paths.ts';
import type { AccessSettings } from './settings.ts';
import { readKeys, type ApiKey } from './keys.ts';
import { createKeyFinder, type FindKey } from './keys-finder.ts';
import { type Allowance, type Counter, createCounter, limitHeaders } from './limits.ts';

/**
 * `open`: everything to everyone on this machine. `anonymous`: reading to everyone, the rest by key. `keys`: everything
 * by key, but for the open paths.
 */
export type AccessMode = 'open' | 'anonymous' | 'keys';

export interface AccessConfig {
  mode: AccessMode;
  /** Host names answered to beside loopback's, lower case; null for any. */
  hosts: readonly string[] | null;
  /** Origins whose pages may call. */
  origins: readonly string[];
  trustedProxies: BlockList;
  /** Requests a minute of one caller; 0 for any number. */
  limits: { read: number; costly: number };
  findKey: FindKey;
}

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const REALM = 'Bearer realm="bulletin-qa"';

/**
 * Decides who may use the server.
 *
 * @throws KnownError access_undecided when others than this machine could reach it and nobody said who may;
 *   keys_damaged when the keys cannot be read.
 */
export async function openAccess(settings: AccessSettings, keysFile: string): Promise<AccessConfig> {
  const { host, allowedHosts, origins, trustedProxies, limits } = settings;
  const keys = await readKeys(keysFile);
  return {
    mode: decideMode(settings, keys),
    hosts: allowedHosts.length > 0 || isLoopbackName(host) ? allowedHosts : null,
    origins,
    trustedProxies,
    limits,
    findKey: createKeyFinder(keysFile),
  };
}

function decideMode(settings: AccessSettings, keys: ApiKey[]): AccessMode {
  if (settings.anonymousRead) return 'anonymous';
  const reason = settings.requireKeys ? 'REQUIRE_KEYS=true' : describeExposure(settings);
  if (reason === null) return 'open';
  if (keys.every(({ revokedAt }) => revokedAt !== null)) throw knownError('access_undecided', reason);
  return 'keys';
}

/** Why others than this machine can reach the server; a proxy on it lets them in although the server listens on loopback. */
function describeExposure({ host, allowedHosts, hasProxies }: AccessSettings): string | null {
  if (!isLoopbackName(host)) return `HOST 为“${host}”，别的机器也能访问`;
  const name = allowedHosts.find((name) => !isLoopbackName(name));
  if (name !== undefined) return `ALLOWED_HOSTS 含“${name}”，别的机器也能访问`;
  return hasProxies ? '设置了 TRUSTED_PROXIES，别的机器也能经代理访问' : null;
}

/** What stands before every route, in this order. */
export function createGuards(access: AccessConfig): MiddlewareHandler[] {
  return [
    checkHost(access.hosts),
    shareWithOrigins(access.origins),
    checkOrigin(access.origins),
    ...(access.mode === 'open' ? [] : [admitCallers(access)]),
  ];
}

type Caller = { by: 'address' } | { by: 'key'; key: ApiKey } | { by: 'nothing'; refusal: 'key_required' | 'key_wrong' };

/** Asks for a key where one is needed, and counts: with a valid key by the key, without by address. */
function admitCallers({ mode, findKey, trustedProxies, limits }: AccessConfig): MiddlewareHandler {
  const read = limits.read > 0 ? createCounter({ name: 'read', quota: limits.read }) : null;
  const costly = limits.costly > 0 ? createCounter({ name: 'costly', quota: limits.costly }) : null;

  async function identify(context: Context): Promise<Caller> {
    const token = BEARER.exec(context.req.header('authorization') ?? '')?.[1];
    if (token !== undefined) {
      const key = await findKey(token);
      return key ? { by: 'key', key } : { by: 'nothing', refusal: 'key_wrong' };
    }
    const isAllowed = mode === 'anonymous' && scopeOf(context.req.path) === 'read';
    return isAllowed ? { by: 'address' } : { by: 'nothing', refusal: 'key_required' };
  }

  return createMiddleware(async (context, next) => {
    const { method, path } = context.req;
    if (isOpen(method, path)) return next();
    const caller = await identify(context);
    const counter = caller.by !== 'nothing' && isCostly(path) ? costly : read;
    const allowance = count(counter, caller, context, trustedProxies);
    if (allowance?.exceeded) {
      tell(context, allowance);
      throw knownError('rate_limited', String(allowance.limit.quota), String(allowance.seconds));
    }
    refuse(caller, context);
    if (caller.by === 'key') rememberCaller(context, caller.key);
    await next();
    // After the route, which may answer with a response of its own that knows nothing of headers set before.
    tell(context, allowance);
  });
}

function count(counter: Counter | null, caller: Caller, context: Context, trusted: BlockList): Allowance | null {
  if (!counter) return null;
  if (caller.by === 'key') return counter.count(`key ${caller.key.id}`);
  const { incoming } = (context.env ?? {}) as Partial<HttpBindings>;
  const forwarded = context.req.header('x-forwarded-for') ?? '';
  return counter.count(subscriberOf(findClient(incoming?.socket.remoteAddress, forwarded, trusted)));
}

function refuse(caller: Caller, context: Context): void {
  if (caller.by === 'nothing') {
    context.header('WWW-Authenticate', caller.refusal === 'key_wrong' ? `${REALM}, error="invalid_token"` : REALM);
    throw knownError(caller.refusal);
  }
  const needed = scopeOf(context.req.path);
  if (caller.by === 'key' && needed === 'admin' && caller.key.scope !== 'admin') {
    context.header('WWW-Authenticate', `${REALM}, error="insufficient_scope", scope="${needed}"`);
    throw knownError('scope_insufficient', caller.key.scope, needed);
  }
}

function tell(context: Context, allowance: Allowance | null): void {
  for (const [name, value] of allowance ? limitHeaders(allowance) : []) context.header(name, value);
}
