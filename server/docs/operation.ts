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
function callsOf({ path, operation }: ShownOperation, origin: string): { title: string | null; command: string }[] {
  const { parameters = [], requestBody } = operation;
  const examples = requestBody?.content['application/json']?.examples;
  if (examples) {
    return Object.values(examples).map(({ summary, value }) => ({
      title: summary ?? null,
      command: `curl -s ${origin}${path} \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(value)}'`,
    }));
  }
  const url = `${origin}${fillPath(path, parameters)}`;
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const shown = query.length > 0 ? query : parameters.filter((parameter) => parameter.in === 'query').slice(0, 1);
  const values = shown.map(({ name, schema }) => ` \\\n  --data-urlencode '${name}=${String(schema?.example)}'`);
  return [{ title: null, command: `curl -s${values.length > 0 ? 'G' : ''} ${url}${values.join('')}` }];
}

function fillPath(path: string, parameters: readonly Parameter[]): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const parameter = parameters.find((given) => given.in === 'path' && given.name === name);
    return encodeURIComponent(String(parameter?.schema?.example));
  });
}
