/** Schemas as the reference shows them: a list of fields, each with its type, its limits, its meaning and an example. */
import { html } from 'hono/html';
import { type ApiDocument, nameOf, resolveSchema, type Schema } from '../api-document.ts';

export type Markup = ReturnType<typeof html>;

export const schemaAnchor = (name: string): string => `schema-${name}`;

/** Words with `code` between backticks. */
export function prose(words: string): Markup[] {
  return words.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

/** The type of a field in few words; a schema that has a name is a link to it. */
export function typeOf(schema: Schema): Markup {
  const name = nameOf(schema) ?? schema.allOf?.map(nameOf).find((given) => given !== null) ?? null;
  if (name !== null) return html`<a href="#${schemaAnchor(name)}">${name}</a>`;
  if (schema.prefixItems)
    return html`[${schema.prefixItems.map((item, index) => html`${index > 0 ? ', ' : ''}${typeOf(item)}`)}]`;
  if (schema.items) return html`${typeOf(schema.items)}[]`;
  if (schema.anyOf) return html`${schema.anyOf.map((one, index) => html`${index > 0 ? ' | ' : ''}${typeOf(one)}`)}`;
  if (schema.enum)
    return html`${schema.enum.map((value, index) => html`${index > 0 ? ' | ' : ''}${JSON.stringify(value)}`)}`;
  if (schema.const !== undefined) return html`${JSON.stringify(schema.const)}`;
  return html`${[schema.type ?? 'any'].flat().join(' | ')}`;
}

function limitsOf({ minimum, maximum, minLength, maxLength, minItems, maxItems }: Schema): string {
  const range = (low: number | undefined, high: number | undefined, unit: string): string => {
    if (high === undefined) return low !== undefined && low > 0 ? `≥ ${low}${unit}` : '';
    return low === undefined ? `≤ ${high}${unit}` : `${low}–${high}${unit}`;
  };
  // The largest integer of JavaScript is no limit that anybody set.
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const least = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  return [range(least, most, ''), range(minLength, maxLength, ' 字'), range(minItems, maxItems, ' 项')]
    .filter(Boolean)
    .join('，');
}

export interface Field {
  name: string;
  required: boolean;
  schema: Schema;
  description?: string | undefined;
}

/** Fields one below the other; those of an object that has no name of its own stand below it, indented. */
export function fieldList(fields: Field[], document: ApiDocument): Markup {
  return html`<dl class="fields">
    ${fields.map(({ name, required, schema, description }) => {
      const limits = limitsOf(schema);
      const example = schema.example;
      const parts = unnamedParts(schema);
      return html`<div class="field">
        <dt>
          <code class="field-name">${name}</code>
          <span class="field-type">${typeOf(schema)}</span>
          ${required ? '' : html`<span class="field-optional">可省略</span>`}
          ${limits ? html`<span class="field-limits">${limits}</span>` : ''}
        </dt>
        <dd>
          ${prose(description ?? resolveSchema(schema, document).description ?? '')}
          ${example === undefined ? '' : html`<span class="field-example">例 <code>${JSON.stringify(example)}</code></span>`}
          ${parts ? fieldList(fieldsOf(parts, document), document) : ''}
        </dd>
      </div>`;
    })}
  </dl>`;
}

export function fieldsOf(schema: Schema, document: ApiDocument): Field[] {
  const { properties = {}, required = [] } = resolveSchema(schema, document);
  return Object.entries(properties).map(([name, field]) => ({
    name,
    required: required.includes(name),
    schema: field,
  }));
}

/** The schema whose fields are shown in place: an object without a name, or the one that a list is of. */
function unnamedParts(schema: Schema): Schema | null {
  if (schema.properties) return schema;
  return schema.items ? unnamedParts(schema.items) : null;
}
