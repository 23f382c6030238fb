/** What the OpenAPI document promises, read from the running server: operations, and whether an answer keeps to them. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type ApiDocument, type Operation, operationsOf } from '../../server/api-document.ts';

export interface PromisedOperation extends Operation {
  path: string;
  method: string;
}

export interface Contract {
  document: ApiDocument;
  operations: PromisedOperation[];
  /** What is wrong with a body of a media type that an operation answers a status with; null where nothing is. */
  findFault(operation: PromisedOperation, status: number, media: string, body: unknown): string | null;
  /** The same of a schema by its name. */
  findFaultIn(schema: string, body: unknown): string | null;
}

/** Keywords of OpenAPI that are none of JSON Schema. */
const ANNOTATIONS = ['example', 'discriminator', 'xml', 'externalDocs'];

export async function readContract(origin: string): Promise<Contract> {
  return makeContract((await (await fetch(`${origin}/api/openapi.json`)).json()) as ApiDocument);
}

export function makeContract(document: ApiDocument): Contract {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false, keywords: ANNOTATIONS });
  ajv.addSchema({ $id: 'api', components: document.components });
  const compiled = new Map<string, ValidateFunction>();
  const check = (key: string, schema: object, body: unknown): string | null => {
    const validate = compiled.get(key) ?? ajv.compile(absolute(schema) as object);
    compiled.set(key, validate);
    return validate(body) ? null : `${ajv.errorsText(validate.errors)} (${key})`;
  };
  return {
    document,
    operations: operationsOf(document).map(({ path, method, operation }) => ({
      ...operation,
      path,
      method: method.toUpperCase(),
    })),
    findFault: (operation, status, media, body) => {
      const schema = operation.responses[status]?.content?.[media]?.schema;
      if (!schema) return `status ${status} has no ${media} in the document`;
      return check(`${operation.operationId} ${status} ${media}`, schema, body);
    },
    findFaultIn: (schema, body) => check(schema, { $ref: `#/components/schemas/${schema}` }, body),
  };
}

/** References from a piece of the document taken out of it. Those within components stay as they are. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' && inner.startsWith('#/') ? `api${inner}` : absolute(inner),
    ]),
  );
}
