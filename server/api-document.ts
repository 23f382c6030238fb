/** As much of an OpenAPI 3.1 document as ours has: what examples are composed from and the reference is drawn from. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  example?: unknown;
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  prefixItems?: Schema[];
  allOf?: Schema[];
  anyOf?: Schema[];
}

export interface Example {
  summary?: string;
  value: unknown;
}

export interface MediaType {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, Example>;
}

export interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { description?: string; content: Record<string, MediaType> };
  responses: Record<string, { description: string; content?: Record<string, MediaType> }>;
}

export type Method = 'get' | 'post' | 'put' | 'delete';

export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Partial<Record<Method, Operation>>>;
  components: {
    schemas: Record<string, Schema>;
    securitySchemes: Record<string, { type: string; scheme: string; description: string }>;
  };
}

/** Every operation with its path and method, in the order of the document. */
export function operationsOf({ paths }: ApiDocument): { path: string; method: Method; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method as Method, operation })),
  );
}

const SCHEMAS = '#/components/schemas/';

/** The name of the schema that is referred to, or null for a schema that stands in its place itself. */
export function nameOf({ $ref }: Schema): string | null {
  return $ref?.startsWith(SCHEMAS) ? $ref.slice(SCHEMAS.length) : null;
}

/**
 * The schema itself, where it is referred to or made of parts.
 *
 * @throws Error when the document does not have it.
 */
export function resolveSchema(schema: Schema, document: ApiDocument): Schema {
  const name = nameOf(schema);
  const named = name === null ? undefined : document.components.schemas[name];
  if (name !== null && !named) throw new Error(`the OpenAPI document has no schema ${name}`);
  const parts = [...(named ? [named] : []), ...(schema.allOf ?? [])].map((part) => resolveSchema(part, document));
  const properties = parts.reduce((all, part) => ({ ...all, ...part.properties }), schema.properties);
  const required = [...new Set([...parts, schema].flatMap((part) => part.required ?? []))];
  const resolved = Object.assign({}, ...parts, schema, properties ? { properties, required } : {}) as Schema;
  delete resolved.$ref;
  delete resolved.allOf;
  return resolved;
}

/**
 * A whole example of a schema out of the examples of its fields, so that none is written twice. Fields that are not
 * always there are left out.
 *
 * @throws Error when a field has neither an example nor parts that have one.
 */
export function composeExample(schema: Schema, document: ApiDocument): unknown {
  const resolved = resolveSchema(schema, document);
  if (resolved.example !== undefined) return resolved.example;
  if (resolved.const !== undefined) return resolved.const;
  if (resolved.properties) {
    const { properties, required = [] } = resolved;
    const always = Object.entries(properties).filter(([name]) => required.includes(name));
    return Object.fromEntries(always.map(([name, field]) => [name, composeExample(field, document)]));
  }
  if (resolved.items) return [composeExample(resolved.items, document)];
  const [first] = resolved.anyOf ?? [];
  if (first) return composeExample(first, document);
  throw new Error(`no example of ${JSON.stringify(schema).slice(0, 200)}`);
}
