/** zod → the JSON Schema by which an MCP tool says what it takes and gives, with the descriptions of the contract. */
import { zodToOpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { z } from '@hono/zod-openapi';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';

/**
 * The schema of what a caller sends (`input`) or gets (`output`), without references, in draft 7, which every client
 * reads. Descriptions and examples are those of the OpenAPI document: they are kept in its registry, not in zod's.
 */
export function toToolSchema(schema: z.ZodObject, direction: 'input' | 'output'): Tool['inputSchema'] {
  const converted = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: direction,
    override: ({ zodSchema, jsonSchema }) => {
      const told = zodToOpenAPIRegistry.get(zodSchema);
      if (told?.description) jsonSchema.description = told.description;
      if (told?.example !== undefined) jsonSchema.examples = [told.example];
    },
  });
  return { ...converted, type: 'object' } as Tool['inputSchema'];
}
