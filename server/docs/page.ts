/** `/api/docs`: the reference of the API, drawn from its OpenAPI document. No script of its own, nothing from outside. */
import { readFileSync } from 'node:fs';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { html } from 'hono/html';
import { type ApiDocument, operationsOf } from '../api-document.ts';
import { operationSection } from './operation.ts';
import { fieldList, fieldsOf, type Markup, prose, schemaAnchor, typeOf } from './schema.ts';

/** What the document’s tags are called in the reference. */
const TAG_NAMES: Record<string, string> = {
  Asking: '提问与检索',
  Reading: '阅读原文',
  Citing: '出处与核对',
  Learning: '读者反馈',
  Corpus: '语料管理',
  Service: '服务',
};

/** The colours and sizes are the page's; the rest is the reference's own. */
const STYLE_FILES = ['../../web/styles/tokens.css', './docs.css'];

export function serveDocs(app: OpenAPIHono, document: ApiDocument): void {
  const style = STYLE_FILES.map((path) => readFileSync(new URL(path, import.meta.url), 'utf8')).join('\n');
  app.get('/api/docs', (context) => context.html(docsPage(document, new URL(context.req.url).origin)));
  app.get('/api/docs.css', (context) => context.body(style, 200, { 'Content-Type': 'text/css; charset=UTF-8' }));
}

function docsPage(document: ApiDocument, origin: string): Markup {
  const operations = operationsOf(document);
  const schemas = Object.entries(document.components.schemas).sort(([a], [b]) => a.localeCompare(b, 'en'));
  const groups = document.tags.map(({ name }) => ({
    title: TAG_NAMES[name] ?? name,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>接口文档 · ${document.info.title}</title>
        <link rel="stylesheet" href="/api/docs.css" />
        <link rel="icon" href="data:," />
        <script src="/look.js"></script>
      </head>
      <body>
        <a class="skip" href="#start">跳到正文</a>
        <header class="head">
          <p class="head-name"><a href="/">${document.info.title}</a><span>接口文档</span></p>
          <p class="head-tools"><a href="/api/openapi.json">OpenAPI 3.1</a></p>
        </header>
        <div class="body">
          <nav class="contents" aria-label="目录">
            <ul>
              <li><a href="#start">开始</a></li>
              ${groups.map(
                ({ title, operations: shown }) =>
                  html`<li>
                    <span>${title}</span>
                    <ul>
                      ${shown.map(
                        ({ path, operation }) =>
                          html`<li>
                            <a href="#${operation.operationId}"><code>${path}</code></a>
                          </li>`,
                      )}
                    </ul>
                  </li>`,
              )}
              <li>
                <a href="#schemas">数据结构</a>
                <ul>
                  ${schemas.map(
                    ([name]) =>
                      html`<li>
                        <a href="#${schemaAnchor(name)}"><code>${name}</code></a>
                      </li>`,
                  )}
                </ul>
              </li>
            </ul>
          </nav>
          <main>
            ${introduction(origin)}
            ${groups.map(
              ({ title, operations: shown }) =>
                html`<section class="group">
                  <h2>${title}</h2>
                  ${shown.map((operation) => operationSection(operation, document, origin))}
                </section>`,
            )}
            <section class="group" id="schemas">
              <h2>数据结构</h2>
              ${schemas.map(
                ([name, schema]) =>
                  html`<section class="schema" id="${schemaAnchor(name)}">
                    <h3>
                      <a href="#${schemaAnchor(name)}"><code>${name}</code></a>
                    </h3>
                    ${schema.description ? html`<p>${prose(schema.description)}</p>` : ''}
                    ${(schema.properties ?? schema.allOf) ? fieldList(fieldsOf(schema, document), document) : html`<p class="field-type">${typeOf(schema)}</p>`}
                  </section>`,
              )}
            </section>
          </main>
        </div>
      </body>
    </html>`;
}

function introduction(origin: string): Markup {
  return html`<section class="group" id="start">
    <h1>接口文档</h1>
    <p>
      用中文提问，得到简报里逐字摘录的回答，条条有出处；不生成任何文字。每个字段的含义、单位和例子都在下面，取自同一份
      <a href="/api/openapi.json">OpenAPI 3.1 文档</a>，请求也按它校验。
    </p>
    <pre><code>curl -s ${origin}/api/ask \\
  -H 'Content-Type: application/json' \\
  -d '{"question":"天等县给驻村队员发多少伙食补贴？"}'</code></pre>
    <h2 class="minor">约定</h2>
    <ul class="rules">
      <li>请求与回答都是 UTF-8 的 JSON。位置按 UTF-16 码元计（JavaScript 字符串下标），<code>end</code> 不含在内。</li>
      <li>出错时回答 <code>application/problem+json</code>：程序看 <code>code</code>，人看 <code>detail</code>。</li>
      <li>GET 的回答带 <code>ETag</code>；下次放进 <code>If-None-Match</code>，没有变化时只回 304。</li>
      <li>
        <code>/api/ask</code> 的请求头写
        <code>Accept: text/event-stream</code> 时以事件流回答，先给摘录与出处，再给其余。
      </li>
      <li>字段只会增加，不会改名或删去。</li>
      <li>AI 助手可经 MCP 使用同样的内容，地址是 <code>${origin}/mcp</code>。</li>
    </ul>
    <h2 class="minor">访问密钥</h2>
    <p>
      服务设有密钥时，请求头须带
      <code>Authorization: Bearer &lt;密钥&gt;</code>；只供本机使用或允许任何人查询的服务不需要。
    </p>
  </section>`;
}
