/** The contract of permanent citations: an id in, what became of the words it cites out. */
import { z } from '@hono/zod-openapi';
import { citationSchema } from './contract.ts';
import { CITATION_ID_EXAMPLE, orNull } from './contract-fields.ts';

const WORDS = '“食”即提高伙食补贴。天等县与自治区标准看齐，驻村期间的伙食补贴提到每人每天100元，队员干劲更足。';

export const citationParamsSchema = z.object({
  id: z.string().min(1).max(200).openapi({
    description: 'The `id` of a citation, 32 characters of A–Z, a–z, 0–9, _ and -',
    example: CITATION_ID_EXAMPLE,
  }),
});

export const citationStateSchema = z.enum(['unchanged', 'moved', 'changed', 'withdrawn']).openapi('CitationState', {
  description:
    'unchanged: the words stand in the same article, wherever edits around them have shifted them; moved: the words ' +
    'stand in another article, another issue or another section; changed: other words stand in their place; withdrawn: ' +
    'the article or the passage is gone. Spaces, width, letter case, quotation marks, dashes and traditional characters ' +
    'make no difference',
  example: 'unchanged',
});

export const citationDifferenceSchema = z
  .object({
    kind: z
      .enum(['same', 'removed', 'added'])
      .openapi({ description: 'removed: of the cited words only; added: of the present words only', example: 'added' }),
    text: z.string().openapi({ description: 'Words as printed; figures are never cut', example: '100元' }),
  })
  .openapi('CitationDifference', { description: 'Words that both have, or that one of them has' });

export const citedSchema = citationSchema
  .pick({
    articleTitle: true,
    byline: true,
    series: true,
    issue: true,
    issueId: true,
    publishedOn: true,
    digest: true,
    section: true,
    label: true,
  })
  .extend({
    text: z.string().nullable().openapi({
      description: 'The words as they stood; null when withdrawn, since what was withdrawn is not handed out',
      example: WORDS,
    }),
  })
  .openapi('Cited', { description: 'A citation as it was when it was given out' });

export const resolvedCitationSchema = z
  .object({
    id: z.string().openapi({ description: 'The id that was asked for', example: CITATION_ID_EXAMPLE }),
    state: citationStateSchema,
    citation: orNull(
      citationSchema,
      'The citation as it is at present; null when withdrawn. Its id is another one where the words or what stands ' +
        'around them changed; both resolve',
    ),
    text: z.string().nullable().openapi({
      description:
        'The words that stand there at present, verbatim: article.text.slice(start, end); null when withdrawn',
      example: WORDS,
    }),
    start: z.int().min(0).nullable().openapi({
      description: 'Offset of `text` in the article’s text, in UTF-16 code units; null when withdrawn',
      example: 1277,
    }),
    end: z.int().min(0).nullable().openapi({
      description: 'Offset behind `text` in the article’s text, in UTF-16 code units; null when withdrawn',
      example: 1327,
    }),
    cited: orNull(citedSchema, 'What was cited, as an index held it; null where no index kept that text'),
    differences: z.array(citationDifferenceSchema).openapi({
      description:
        'With changed: the parts of the cited and of the present words in order; `same` and `added` together are `text`. ' +
        'Empty otherwise',
      example: [],
    }),
  })
  .openapi('ResolvedCitation', { description: 'What became of the words that a citation’s id was made of' });

export type CitationState = z.infer<typeof citationStateSchema>;
export type CitationDifference = z.infer<typeof citationDifferenceSchema>;
export type Cited = z.infer<typeof citedSchema>;
export type ResolvedCitation = z.infer<typeof resolvedCitationSchema>;
