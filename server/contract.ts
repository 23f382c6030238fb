/**
 * The HTTP contract in zod: what is validated, what is documented and what the page is typed by are this one text.
 * All offsets count UTF-16 code units; `end` is exclusive.
 */
import { z } from '@hono/zod-openapi';

export const QUESTION_MAX = 500;
export const HISTORY_MAX = 10;
export const WITHOUT_MAX = 20;
export const LIMIT_MAX = 20;
export const LIMIT_DEFAULT = 5;

const offset = z.int().min(0);
const score = z.number().min(0).max(1);

export const filterSchema = z
  .strictObject({
    place: z.string().trim().min(1).max(60).optional().openapi({ example: '天等县' }),
    issue: z.string().trim().min(1).max(60).optional().openapi({ example: '2018-14' }),
    year: z.int().min(1900).max(2200).optional().openapi({ example: 2018 }),
    topic: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .optional()
      .openapi({ description: 'One of the `topics` of articles', example: '就业务工' }),
    article: z.string().trim().min(1).max(200).optional().openapi({ example: '2018-14-2' }),
  })
  .openapi('Filter');

const questionSchema = z
  .string()
  .trim()
  .min(1)
  .max(QUESTION_MAX)
  .openapi({ description: '1–500 characters after trimming', example: '天等县的扶贫车间是怎么做的？' });

export const askRequestSchema = z
  .strictObject({
    question: questionSchema,
    history: z
      .array(questionSchema)
      .max(HISTORY_MAX)
      .optional()
      .openapi({ description: 'Earlier questions of this conversation, oldest first' }),
    filter: filterSchema.optional(),
    without: z
      .array(z.string().trim().min(1).max(QUESTION_MAX))
      .max(WITHOUT_MAX)
      .optional()
      .openapi({
        description:
          'Parts of an earlier answer’s `query` (a place, a topic word, an issue id, a year) that are left out',
        example: ['天等县'],
      }),
    limit: z.int().min(1).max(LIMIT_MAX).optional().openapi({ description: 'Extracts wanted', example: LIMIT_DEFAULT }),
  })
  .openapi('AskRequest');

export const citationSchema = z
  .object({
    id: z.string().openapi({ description: 'Permanent: survives re-indexing while the cited words stand' }),
    articleId: z.string().openapi({ example: '2018-14-2' }),
    articleTitle: z.string(),
    byline: z.string().nullable().openapi({ description: 'Author and organisation as printed' }),
    places: z.array(z.string()),
    series: z.string().nullable().openapi({ example: '广西精准脱贫攻坚简报' }),
    issue: z.string().nullable().openapi({ example: '2018年第14期（总第176期）' }),
    issueId: z.string().nullable().openapi({ example: '2018-14' }),
    publishedOn: z.string().nullable().openapi({ description: 'ISO date of printing', example: '2018-04-27' }),
    digest: z.boolean().openapi({ description: '摘编: the source file is a digest of the issue in other words' }),
    section: z.array(z.string()).openapi({ description: 'Heading path', example: ['三、出台扶持优惠政策'] }),
    source: z.object({
      file: z.string().openapi({ description: 'Path relative to the corpus folder' }),
      lines: z
        .tuple([z.int().min(1), z.int().min(1)])
        .openapi({ description: 'First and last 1-based line of the raw file, in reading order' }),
    }),
    label: z.string().openapi({ description: 'One line fit for a document' }),
    url: z
      .string()
      .openapi({ description: 'Opens the page with the extract highlighted', example: '/articles/2018-14-2#120-180' }),
  })
  .openapi('Citation');

export const extractSchema = z
  .object({
    text: z.string().openapi({ description: 'Verbatim: article.text.slice(start, end)' }),
    start: offset,
    end: offset,
    highlights: z.array(z.object({ start: offset, end: offset })).openapi({ description: 'Offsets within `text`' }),
    score: score.openapi({ description: 'Comparable within one answer' }),
    citation: citationSchema,
  })
  .openapi('Extract');

export const questionKindSchema = z.enum(['figure', 'who', 'when', 'where', 'how', 'example', 'compare', 'other']);

export const answerSchema = z
  .object({
    question: z.string(),
    understood: z.string().openapi({ description: 'The standalone question that was searched' }),
    query: z.object({
      kind: questionKindSchema,
      places: z.array(z.string()),
      issueId: z.string().nullable(),
      year: z.int().nullable(),
      topic: z.array(z.string()),
    }),
    status: z.enum(['answered', 'no_evidence']),
    extracts: z.array(extractSchema),
    outline: z
      .object({ heading: z.string(), total: z.int().min(0), items: z.array(extractSchema) })
      .nullable()
      .openapi({ description: 'The whole enumeration that the answer belongs to, in the order of the article' }),
    near: z.array(citationSchema).openapi({ description: 'With no_evidence: the nearest articles, not an answer' }),
    reason: z.string().nullable().openapi({ description: 'With no_evidence: why what is near is not an answer' }),
    suggestions: z.array(z.string()).openapi({ description: 'Follow-up questions that this index answers' }),
    coverage: z.object({ bulletins: z.int(), articles: z.int(), indexVersion: z.string() }),
    tookMs: z.number(),
  })
  .openapi('Answer');

export const passageSchema = z
  .object({
    text: z.string(),
    start: offset,
    end: offset,
    scores: z.object({
      lexical: z.number().openapi({ description: 'BM25 over words and character bigrams' }),
      vector: z.number().openapi({ description: 'Cosine of the best sentence, −1–1' }),
      fused: score,
      lexicalWeight: score.openapi({
        description: 'Share of the fused score that terms have; the rest is the vectors’',
      }),
    }),
    explain: z
      .array(
        z.object({ term: z.string(), inverseDocumentFrequency: z.number(), frequency: z.int(), score: z.number() }),
      )
      .optional()
      .openapi({ description: 'With explain=1: what each term adds to the lexical score' }),
    citation: citationSchema,
  })
  .openapi('Passage');

export const searchResponseSchema = z.object({ passages: z.array(passageSchema) }).openapi('SearchResponse');

export const articleSummarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    byline: z.string().nullable(),
    places: z.array(z.string()),
    series: z.string().nullable(),
    issue: z.string().nullable(),
    issueId: z.string().nullable(),
    year: z.int().nullable(),
    publishedOn: z.string().nullable(),
    digest: z.boolean(),
    topics: z
      .array(z.string())
      .openapi({ description: 'What it is about, the strongest first', example: ['就业务工', '金融信贷'] }),
    headings: z.array(z.string()).openapi({ description: 'Headings of its sections, in order' }),
    characters: z.int().openapi({ description: 'Length of the text in UTF-16 code units' }),
  })
  .openapi('ArticleSummary');

export const articleListSchema = z.object({ articles: z.array(articleSummarySchema) }).openapi('ArticleList');

export const articleResponseSchema = articleSummarySchema
  .extend({
    publisher: z.string().nullable(),
    file: z.string(),
    text: z.string(),
    editorNote: z.object({ start: offset, end: offset }).nullable(),
    sections: z.array(z.object({ heading: z.string(), level: z.int().min(1), start: offset, end: offset })),
    paragraphs: z.array(
      z.object({
        start: offset,
        end: offset,
        role: z.enum(['body', 'heading', 'note', 'caption']),
        lines: z.tuple([z.int().min(1), z.int().min(1)]),
      }),
    ),
    repairs: z
      .array(z.object({ at: offset, lines: z.tuple([z.int().min(1), z.int().min(1)]) }))
      .openapi({ description: 'Where a paragraph that a page’s end or a column interrupts in the file was joined' }),
  })
  .openapi('Article');

export const bulletinSchema = z
  .object({
    issueId: z.string().nullable(),
    series: z.string().nullable(),
    issue: z.string().nullable(),
    year: z.int().nullable(),
    publishedOn: z.string().nullable(),
    digest: z.boolean(),
    file: z.string(),
    articles: z.array(z.object({ id: z.string(), title: z.string() })),
    articleCount: z.int(),
  })
  .openapi('Bulletin');

export const bulletinListSchema = z.object({ bulletins: z.array(bulletinSchema) }).openapi('BulletinList');

export const exampleListSchema = z
  .object({
    examples: z.array(z.string()).openapi({ description: 'Questions', example: ['上思县的贫困发生率是多少？'] }),
  })
  .openapi('ExampleList');

export const healthSchema = z
  .object({
    status: z.literal('ok'),
    indexVersion: z.string(),
    bulletins: z.int(),
    articles: z.int(),
    chunks: z.int(),
    model: z.string(),
  })
  .openapi('Health');

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'What was given, what is allowed, what to do' }),
    code: z.string().openapi({ description: 'Stable' }),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem');

export type Filter = z.infer<typeof filterSchema>;
export type AskRequest = z.infer<typeof askRequestSchema>;
export type Citation = z.infer<typeof citationSchema>;
export type Extract = z.infer<typeof extractSchema>;
export type QuestionKind = z.infer<typeof questionKindSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type PassageResponse = z.infer<typeof passageSchema>;
export type ArticleSummary = z.infer<typeof articleSummarySchema>;
export type ArticleResponse = z.infer<typeof articleResponseSchema>;
export type Bulletin = z.infer<typeof bulletinSchema>;
export type Health = z.infer<typeof healthSchema>;
export type Problem = z.infer<typeof problemSchema>;
