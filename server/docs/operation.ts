/** One operation as the reference shows it: what it takes, how it is called, what it answers. */
import { html } from 'hono/html';
import type { ApiDocument, Example, MediaType, Method, Operation, Parameter } from '../api-document.ts';
import { fieldList, type Markup, prose, typeOf } from './schema.ts';

export interface ShownOperation {
  path: string;
  method: Method;
  operation: Operation;
}

export function operationSection(shown: ShownOperation, document: ApiDocument, origin: string): Markup {
  const { path, method, operation } = shown;
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const body = requestBody?.content['application/json'];
  const form = requestBody?.content[FORM];
  const fields = parameters.map(({ name, required = false, schema = {}, description: told }) => ({
    name,
    required,
    schema,
    description: told ?? schema.description,
  }));
  return html`<section class="operation" id="${operationId}">
    <h3><a href="#${operationId}">${summary}</a></h3>
    <p class="endpoint"><span class="method method-${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
    ${description ? html`<p>${prose(description)}</p>` : ''}
    ${
      fields.length > 0
        ? html`<h4>参数</h4>
            ${fieldList(fields, document)}`
        : ''
    }
    ${
      body?.schema
        ? html`<h4>请求体</h4>
            <p>JSON，${typeOf(body.schema)}</p>`
        : ''
    }
    ${
      form?.schema
        ? html`<h4>请求体</h4>
            <p><code>${FORM}</code>，${prose(requestBody?.description ?? '')}</p>`
        : ''
    }
    <h4>调用</h4>
    ${callsOf(shown, origin).map(
      ({ title, command }) =>
        html`<figure class="call">
          ${title ? html`<figcaption>${title}</figcaption>` : ''}
          <pre><code>${command}</code></pre>
        </figure>`,
    )}
    <h4>回答</h4>
    <ul class="responses">
      ${Object.entries(responses).map(
        ([status, { description: told, content = {} }]) =>
          html`<li>
            <span class="status status-${status[0] ?? ''}">${status}</span> ${prose(told)}
            ${Object.entries(content).map(([type, media]) => responseBody(type, media))}
          </li>`,
      )}
    </ul>
  </section>`;
}

function responseBody(type: string, media: MediaType): Markup {
  const { schema = {} } = media;
  const examples: Example[] = Object.values(media.examples ?? {});
  const example = media.example ?? schema.example;
  if (example !== undefined) examples.push({ value: example });
  return html`<p class="response-type"><code>${type}</code> ${typeOf(schema)}</p>
    ${schema.description && !schema.$ref ? html`<p>${prose(schema.description)}</p>` : ''}
    <details>
      <summary>例</summary>
      ${examples.map(
        ({ summary, value }) =>
          html`${summary ? html`<p class="example-title">${summary}</p>` : ''}
            <pre
              tabindex="0"
            ><code>${typeof value === 'string' ? value.trimEnd() : JSON.stringify(value, null, 2)}</code></pre>`,
      )}
    </details>`;
}

/** How the operation is called with curl: once for each documented request. */
function callsOf(
  { path, method, operation }: ShownOperation,
  origin: string,
): { title: string | null; command: string }[] {
  const { parameters = [], requestBody } = operation;
  const url = `${origin}${fillPath(path, parameters)}`;
  const content = requestBody?.content ?? {};
  const [type = '', { examples = {} } = {}] = Object.entries(content)[0] ?? [];
  const calls = Object.values(examples).map(({ summary, value }) => ({
    title: summary ?? null,
    command: `curl -s ${method === 'put' ? '-X PUT ' : ''}${url}${type === FORM ? formOf(value) : jsonOf(value)}`,
  }));
  if (calls.length > 0) return calls;
  if (method !== 'get') return [{ title: null, command: `curl -s -X ${method.toUpperCase()} ${url}` }];
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const shown = query.length > 0 ? query : parameters.filter((parameter) => parameter.in === 'query').slice(0, 1);
  const values = shown.map(({ name, schema }) => ` \\\n  --data-urlencode '${name}=${String(schema?.example)}'`);
  return [{ title: null, command: `curl -s${values.length > 0 ? 'G' : ''} ${url}${values.join('')}` }];
}

const FORM = 'multipart/form-data';

function jsonOf(value: unknown): string {
  return ` \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(value)}'`;
}

/** The fields of a form, each once or as often as it has values; `@` names a file. */
function formOf(value: unknown): string {
  const fields = Object.entries(value as Record<string, string[]>);
  return fields.flatMap(([name, values]) => values.map((given) => ` \\\n  -F '${name}=${given}'`)).join('');
}

function fillPath(path: string, parameters: readonly Parameter[]): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const parameter = parameters.find((given) => given.in === 'path' && given.name === name);
    return encodeURIComponent(String(parameter?.schema?.example));
  });
}
