import type { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ApiDocument, operationsOf } from '../../../server/api-document.ts';
import { createApp } from '../../../server/app.ts';

let app: OpenAPIHono;
let page: string;
let document: ApiDocument;

beforeAll(async () => {
  // The reference tells of the API, not of what is held: it is there without an index.
  app = createApp({ answerer: () => null, pageFolder: 'web/dist', bodyLimitBytes: 1024 });
  page = await (await app.request('http://bulletins.example:8080/api/docs')).text();
  document = (await (await app.request('/api/openapi.json')).json()) as ApiDocument;
});

const attribute = (name: string): string[] =>
  [...page.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');

describe('GET /api/docs', () => {
  it('is a page that the strict content security policy lets through whole', () => {
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    for (const script of page.match(/<script[^>]*>[^<]*/g) ?? []) expect(script).toMatch(/^<script src="\/[^"]+">$/);
  });

  it('asks nothing of any other server, and finds what it asks of this one', async () => {
    const addresses = [...attribute('href'), ...attribute('src')];
    for (const address of addresses) expect(address).toMatch(/^(?:\/(?!\/)|#|data:,$)/);
    for (const address of new Set(addresses.filter((given) => given.startsWith('/')))) {
      expect([address, (await app.request(address)).status]).toEqual([address, 200]);
    }
    const style = await (await app.request('/api/docs.css')).text();
    expect(style).toContain('--accent:');
    expect(style).not.toMatch(/@import|url\(/);
  });

  it('has each operation, schema and field of the document, and no link that leads nowhere', () => {
    const ids = attribute('id');
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operationsOf(document)) expect(ids).toContain(operation.operationId);
    for (const [name, { properties = {} }] of Object.entries(document.components.schemas)) {
      expect(ids).toContain(`schema-${name}`);
      for (const field of Object.keys(properties)) expect(page).toContain(`<code class="field-name">${field}</code>`);
    }
    const targets = attribute('href').filter((href) => href.startsWith('#'));
    expect(targets.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
  });

  it('shows how each operation is called on the server that it is read from', () => {
    for (const { path } of operationsOf(document)) {
      const shown = path.split('{', 1)[0] ?? '';
      expect(page).toContain(`http://bulletins.example:8080${shown}`);
    }
  });

  it('takes no markup from the document or the address', async () => {
    const response = await app.request('http://localhost/api/docs?<script>alert(1)</script>');
    expect(await response.text()).not.toContain('<script>');
    expect(page).toContain('&quot;question&quot;');
  });
});
