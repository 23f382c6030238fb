/**
 * The API by types, for programs in TypeScript: `client.api.ask.$post({ json: { question } })` is checked against the
 * contract, and so is what is done with its answer. Types only: nothing of the server is loaded.
 */
import { hc } from 'hono/client';
import type { Api } from './api.ts';

/** Named, so that TypeScript works the type out once and not at every use. */
export type Client = ReturnType<typeof hc<Api>>;

/**
 * Makes a client.
 *
 * @param origin where the server is, such as http://localhost:3000
 * @param key the access key, where the server asks for one
 * @param fetch what sends the requests, where it is not the platform's own
 */
export function createClient(origin: string, key?: string, fetch: typeof globalThis.fetch = globalThis.fetch): Client {
  return hc<Api>(origin, { fetch, headers: key === undefined ? {} : { Authorization: `Bearer ${key}` } });
}
