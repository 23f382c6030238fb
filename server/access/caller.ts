/** Who a request is from, for the logs and the record of administrative acts. */
import type { Context } from 'hono';
import type { ApiKey } from './keys.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Id and name of the key that a guard has found valid. */
    caller: string;
  }
}

/** Remembers whose key a request was let in with. */
export function rememberCaller(context: Context, { id, name }: ApiKey): void {
  context.set('caller', `${id} ${name}`);
}

/** The id and name of the caller's key; `loopback` where a server asks for none. */
export function callerOf(context: Context): string {
  return context.get('caller') ?? 'loopback';
}
