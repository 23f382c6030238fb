/**
 * Kinds of fields that the contract repeats. Each is made with what it means and an example, so that a field without
 * them is the exception that has to be written out. The examples together are one answer of the digests that the
 * repository holds.
 */
import { z } from '@hono/zod-openapi';

/** Id of the citation that stands in the examples; it resolves over the digests. */
export const CITATION_ID_EXAMPLE = 'IF_QhhgAMqxOY1r-vgTdM4CHBYKplaLH';

export const text = (description: string, example: string) => z.string().openapi({ description, example });

/** `null` where the bulletin does not print it; the example is one where it does. */
export const printed = (description: string, example: string) =>
  z.string().nullable().openapi({ description, example });

export const texts = (description: string, example: string[]) => z.array(z.string()).openapi({ description, example });

/** A number of things. */
export const count = (description: string, example: number) => z.int().min(0).openapi({ description, example });

/** An index into a text, in UTF-16 code units: what JavaScript counts strings in. */
export const offset = (description: string, example: number) => z.int().min(0).openapi({ description, example });

/** A number from 0 to 1. */
export const share = (description: string, example: number) =>
  z.number().min(0).max(1).openapi({ description, example });

export const flag = (description: string, example: boolean) => z.boolean().openapi({ description, example });

/** First and last line of a raw file. */
export const lines = (example: [number, number]) =>
  z
    .tuple([
      z.int().min(1).openapi({ description: 'First line, counted from 1', example: example[0] }),
      z.int().min(1).openapi({ description: 'Last line, counted from 1', example: example[1] }),
    ])
    .openapi({ description: 'First and last line of the raw file, counted from 1, in reading order', example });

/** What a request names something by: 1 to `maximum` UTF-16 code units after trimming. */
export const name = (maximum: number, description: string, example: string) =>
  z.string().trim().min(1).max(maximum).openapi({ description, example });

/**
 * A schema with a name, or null. As a union: OpenAPI would otherwise have it that the value must be both an object of
 * that name and null.
 */
export const orNull = <Named extends z.ZodType>(named: Named, description: string) =>
  z.union([named, z.null()]).openapi({ description });
