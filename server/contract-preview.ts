/** The contract of what was made of a file, and of setting it right. */
import { z } from '@hono/zod-openapi';
import { confidence, filePath, pages, places, problem, publishedOn, warnings } from './contract-corpus.ts';
import { count, name, orNull, printed, text } from './contract-fields.ts';

/** Paragraphs of a file that its preview shows. */
export const PARAGRAPHS_SHOWN_MAX = 3_000;

const TITLE = '天等县选优严管厚爱并重 激励驻村干部脱贫攻坚一线担当作为';

/** The fields of corpus/correction.ts, described. */
export const articleCorrectionRequestSchema = z
  .strictObject({
    title: name(200, 'The title', TITLE).optional(),
    byline: name(200, 'The byline; null for none', '天等县委宣传部').nullable().optional(),
    publisher: name(200, 'The issuing body; null for none', '天等县人民政府').nullable().optional(),
    publishedOn: z.iso
      .date()
      .nullable()
      .optional()
      .openapi({ description: 'The date, YYYY-MM-DD; null for none', example: '2018-08-13' }),
    places: z
      .array(name(40, 'A place', '天等县'))
      .max(50)
      .optional()
      .openapi({ description: 'The places; none where empty', example: ['天等县'] }),
  })
  .openapi('ArticleCorrection', {
    description: 'What is set right in an article; what is left out stays as it was read',
  });

const CORRECTION_EXAMPLE = { '1': { title: TITLE, publishedOn: '2018-08-13', places: ['天等县'] } };

export const correctionRequestSchema = z
  .strictObject({
    articles: z
      .record(z.string().regex(/^[1-9]\d{0,5}$/), articleCorrectionRequestSchema)
      .openapi({ description: 'By the number of the article in the file, from 1 on', example: CORRECTION_EXAMPLE }),
  })
  .openapi('CorrectionRequest', {
    description: 'All that is set right in a file; it takes the place of what was before',
  });

export const correctionResponseSchema = z
  .object({ articles: count('Articles in which something is set right', 1) })
  .openapi('CorrectionResponse', { description: 'What is set right by now' });

const previewParagraphSchema = z
  .object({
    role: z.enum(['body', 'heading', 'note', 'caption', 'row']).openapi({
      description:
        'Running text, a heading on a line of its own, part of the 编者按, the caption of a picture, or a row of a table',
      example: 'body',
    }),
    text: text('Its words', '驻村期间的伙食补贴提到每人每天100元，队员干劲更足。'),
    page: z
      .int()
      .min(1)
      .nullable()
      .openapi({ description: 'Page on which it begins; null for a format without pages', example: 3 }),
    confidence,
  })
  .openapi({ description: 'One paragraph' });

const previewArticleSchema = z
  .object({
    number: z.int().min(1).openapi({ description: 'Its number in the file, by which it is set right', example: 1 }),
    title: text('Its title', TITLE),
    byline: printed('Author and organisation as printed; null without a byline', '天等县委宣传部'),
    publisher: printed('Who published or issued it; null where that is not stated', '广西壮族自治区扶贫开发办公室'),
    documentNumber: printed('文号 of an official document; null without one', '桂开办〔2018〕12号'),
    publishedOn,
    places,
    sections: z
      .array(
        z
          .object({
            heading: text('Its heading as printed', '三、兑现“四个保障”，让队员住得下、干得好'),
            level: z.int().min(1).openapi({ description: 'Depth of the heading; 1 is the highest', example: 1 }),
          })
          .openapi({ description: 'One section' }),
      )
      .openapi({ description: 'Its sections, in order' }),
    paragraphs: z.array(previewParagraphSchema).openapi({ description: 'Its paragraphs, in order' }),
    paragraphsLeftOff: count('Paragraphs beyond these', 0),
    correction: orNull(articleCorrectionRequestSchema, 'What was set right in it; null where nothing'),
  })
  .openapi('PreviewArticle', { description: 'An article as it was read' });

export const filePreviewSchema = z
  .object({
    path: filePath,
    pages,
    warnings,
    problem,
    articles: z.array(previewArticleSchema).openapi({ description: 'Its articles, in order' }),
  })
  .openapi('FilePreview', { description: 'What was made of a file' });

export type CorrectionRequest = z.infer<typeof correctionRequestSchema>;
export type ArticleCorrectionRequest = z.infer<typeof articleCorrectionRequestSchema>;
export type CorrectionResponse = z.infer<typeof correctionResponseSchema>;
export type PreviewArticle = z.infer<typeof previewArticleSchema>;
export type PreviewParagraph = z.infer<typeof previewParagraphSchema>;
export type FilePreview = z.infer<typeof filePreviewSchema>;
