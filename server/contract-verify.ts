/** The contract of the quote checker: a draft in, what each sentence and figure of it has behind it out. */
import { z } from '@hono/zod-openapi';
import { citationSchema, coverageSchema, tookMs } from './contract.ts';
import { count, offset, text, texts } from './contract-fields.ts';

/** Longest draft, in UTF-16 code units. */
export const DRAFT_MAX = 20_000;

const span = (what: string, where: string, example: { start: number; end: number; text: string }) =>
  z.object({
    start: offset(`First code unit of the ${what} in the ${where}`, example.start),
    end: offset(`First code unit after the ${what} in the ${where}`, example.end),
    text: text(`The ${what} itself, as it stands there`, example.text),
  });

const DRAFT_EXAMPLE = '天等县与自治区标准看齐，驻村期间的伙食补贴提到每人每天120元，队员干劲更足。';
const figureExample = { start: 27, end: 30, text: '120' };

export const verifyRequestSchema = z
  .strictObject({
    text: z.string().min(1).max(DRAFT_MAX).openapi({
      description: 'The draft, 1–20,000 UTF-16 code units',
      example: DRAFT_EXAMPLE,
    }),
  })
  .openapi('VerifyRequest', { description: 'A draft to be checked; it is not kept' });

/** What a sentence or a figure of a draft has behind it. */
export const verdictSchema = z
  .enum(['verbatim', 'altered', 'misattributed', 'not_found', 'unchecked'])
  .openapi('Verdict', {
    description:
      'verbatim 逐字一致: word for word, but for spaces, width, punctuation and quotation marks; altered 有改动: near to ' +
      'words held, with differences; misattributed 出处不符: true words, which the draft gives to another issue or place; ' +
      'not_found 未见: nothing held is near; unchecked 未查: no statement, such as a heading or a few linking words',
    example: 'altered',
  });

export const differenceSchema = z
  .object({
    kind: z.enum(['figure', 'words', 'order']).openapi({
      description: 'What differs: a figure, words, or the order of clauses; figures stand first',
      example: 'figure',
    }),
    draft: span('difference', 'draft', figureExample)
      .nullable()
      .openapi({ description: 'In the draft; null where the draft leaves words out' }),
    original: span('difference', 'text of the article', { start: 1315, end: 1318, text: '100' })
      .nullable()
      .openapi({ description: 'In the article; null where the draft adds words' }),
  })
  .openapi('Difference', { description: 'One difference between a draft and the original' });

export const checkedFigureSchema = z
  .object({
    ...span('figure', 'draft', figureExample).shape,
    verdict: z
      .enum(['verbatim', 'altered', 'not_found', 'unchecked'])
      .openapi({ description: 'As for sentences; whose figure it is, the sentence says', example: 'altered' }),
    original: z
      .string()
      .nullable()
      .openapi({ description: 'The figure that stands in its place in the original, or null', example: '100' }),
  })
  .openapi('CheckedFigure', { description: 'A figure of a draft and what it has behind it' });

const nearestWords = { start: 1288, end: 1327, text: DRAFT_EXAMPLE.replace('120', '100') };

export const checkedSentenceSchema = z
  .object({
    ...span('sentence', 'draft', { start: 0, end: 39, text: DRAFT_EXAMPLE }).shape,
    verdict: verdictSchema,
    claimed: z
      .object({
        places: texts('Places that the draft gives the words to', []),
        issueId: z
          .string()
          .nullable()
          .openapi({ description: 'Id of the issue that the draft gives the words to, or null', example: null }),
      })
      .openapi({ description: 'Where the draft says that these words are from' }),
    original: z
      .object({ ...span('original', 'text of the article', nearestWords).shape, citation: citationSchema })
      .nullable()
      .openapi({ description: 'The nearest words held, as they stand in the article; null where nothing is near' }),
    differences: z.array(differenceSchema).openapi({ description: 'What differs from the original, figures first' }),
    figures: z.array(checkedFigureSchema).openapi({ description: 'The figures of the sentence, in order' }),
    note: text('What was found, in one line of Chinese', '有改动：数字“120”原文为“100”。'),
  })
  .openapi('CheckedSentence', { description: 'A sentence of a draft and what it has behind it' });

export const verifyResponseSchema = z
  .object({
    sentences: z.array(checkedSentenceSchema).openapi({ description: 'In the order of the draft' }),
    counts: z.record(verdictSchema, count('Sentences', 1)).openapi({
      description: 'How many sentences have each verdict',
      example: { verbatim: 0, altered: 1, misattributed: 0, not_found: 0, unchecked: 0 },
    }),
    coverage: coverageSchema,
    tookMs,
  })
  .openapi('VerifyResponse', { description: 'What a draft has behind it' });

export type VerifyRequest = z.infer<typeof verifyRequestSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type Difference = z.infer<typeof differenceSchema>;
export type CheckedFigure = z.infer<typeof checkedFigureSchema>;
export type CheckedSentence = z.infer<typeof checkedSentenceSchema>;
export type VerifyResponse = z.infer<typeof verifyResponseSchema>;
