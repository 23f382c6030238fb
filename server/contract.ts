/**
 * The HTTP contract in zod: what is validated, what is documented and what the page is typed by are this one text.
 * All offsets count UTF-16 code units; `end` is exclusive.
 */
import { z } from '@hono/zod-openapi';
import {
  CITATION_ID_EXAMPLE,
  count,
  flag,
  lines,
  name,
  offset,
  printed,
  share,
  text,
  texts,
} from './contract-fields.ts';

export const QUESTION_MAX = 500;
export const HISTORY_MAX = 10;
export const WITHOUT_MAX = 20;
export const LIMIT_MAX = 20;
export const LIMIT_DEFAULT = 5;
export const NAME_MAX = 60;
export const ID_MAX = 200;

const year = (description: string) => z.int().min(1900).max(2200).openapi({ description, example: 2018 });

export const filterSchema = z
  .strictObject({
    place: name(NAME_MAX, 'County, district, city or village that the article is about', '天等县').optional(),
    issue: name(NAME_MAX, 'Issue id, or part of the issue line as printed', '2018-33').optional(),
    year: year('Year of the issue').optional(),
    topic: name(NAME_MAX, 'One of the `topics` of articles', '驻村帮扶').optional(),
    article: name(ID_MAX, 'Article id', '2018-33-1-zhaibian').optional(),
  })
  .openapi('Filter', { description: 'Keeps to articles that meet every condition given' });

const questionSchema = name(
  QUESTION_MAX,
  `A question in Chinese, 1–${QUESTION_MAX} UTF-16 code units after trimming`,
  '天等县给驻村队员发多少伙食补贴？',
);

export const askRequestSchema = z
  .strictObject({
    question: questionSchema,
    history: z
      .array(questionSchema)
      .max(HISTORY_MAX)
      .optional()
      .openapi({
        description: `Earlier questions of this conversation, oldest first, at most ${HISTORY_MAX}; a follow-up is made whole from them`,
        example: ['融安县驻村工作队员有多少人？'],
      }),
    filter: filterSchema.optional(),
    without: z
      .array(name(QUESTION_MAX, 'A place, a topic word, an issue id or a year', '天等县'))
      .max(WITHOUT_MAX)
      .optional()
      .openapi({
        description: `Parts of an earlier answer’s \`query\` that are left out, at most ${WITHOUT_MAX}`,
        example: ['天等县'],
      }),
    limit: z
      .int()
      .min(1)
      .max(LIMIT_MAX)
      .optional()
      .openapi({ description: `Extracts wanted at most, ${LIMIT_DEFAULT} where not given`, example: LIMIT_DEFAULT }),
  })
  .openapi('AskRequest', { description: 'A question, alone or within a conversation' });

export const citationSchema = z
  .object({
    id: text('Permanent: survives re-indexing and moving the file while the cited words stand', CITATION_ID_EXAMPLE),
    articleId: text('Id of the article, for /api/articles/{id}', '2018-33-1-zhaibian'),
    articleTitle: text('Title of the article as printed', '天等县选优严管厚爱并重 激励驻村干部脱贫攻坚一线担当作为'),
    byline: printed('Author and organisation as printed; null without a byline', '摘编自天等县委宣传部 李志高来稿'),
    places: texts('Counties, districts and villages that the article is about', ['天等县']),
    series: printed('Name of the series; null for an article of no series', '广西精准脱贫攻坚简报'),
    issue: printed('Issue line as printed; null for an article of no issue', '2018年第33期（总第195期）'),
    issueId: printed('Year and number of the issue; null for an article of no issue', '2018-33'),
    publishedOn: printed('Date of printing, or of the document, YYYY-MM-DD; null where none is stated', '2018-08-13'),
    digest: flag('摘编: the source file is a digest of the issue in other words', true),
    section: texts('Headings that the words stand under, outermost first', [
      '三、兑现“四个保障”，让队员住得下、干得好',
      '“食”',
    ]),
    source: z
      .object({
        file: text('Path of the raw file, relative to the corpus folder', '2018-33.txt'),
        lines: lines([41, 41]),
        pages: z
          .tuple([
            z.int().min(1).openapi({ description: 'First page, counted from 1', example: 3 }),
            z.int().min(1).openapi({ description: 'Last page, counted from 1', example: 3 }),
          ])
          .optional()
          .openapi({ description: 'First and last page of a paged file; absent for files without', example: [3, 3] }),
        recognition: z
          .object({ confidence: share('Mean confidence of the recognised characters', 0.96) })
          .optional()
          .openapi({
            description:
              'The words, or some of them, were recognised in a picture; absent for text that was read. Below 0.9 they ' +
              'should be compared with the original',
          }),
      })
      .openapi({ description: 'Where the words stand in the raw file' }),
    label: text(
      'The citation in one line, fit for a document',
      '摘编自天等县委宣传部 李志高来稿：《天等县选优严管厚爱并重 激励驻村干部脱贫攻坚一线担当作为》，《广西精准脱贫攻坚简报》2018年第33期（总第195期）（摘编），“三、兑现“四个保障”，让队员住得下、干得好 › “食””，2018年8月13日印发',
    ),
    url: text('Path of the page with the words marked, on this server', '/articles/2018-33-1-zhaibian#1277-1327'),
  })
  .openapi('Citation', { description: 'Where words come from' });

const highlightSchema = z
  .object({
    start: offset('First code unit of the mark within `text`', 38),
    end: offset('First code unit after the mark within `text`', 42),
  })
  .openapi({ description: 'A stretch that meets the question' });

const tableHeader = z
  .object({
    text: text('The row, verbatim: article.text.slice(start, end)', '村名 | 户数 | 人数'),
    start: offset('First code unit of the row in the text of the article', 1200),
    end: offset('First code unit after the row in the text of the article', 1212),
  })
  .nullable()
  .openapi({
    description: 'Of a row of a table: the row that names its columns; null for other words, and where no row does',
    example: null,
  });

export const extractSchema = z
  .object({
    text: text(
      'The words themselves, verbatim: article.text.slice(start, end)',
      '“食”即提高伙食补贴。天等县与自治区标准看齐，驻村期间的伙食补贴提到每人每天100元，队员干劲更足。',
    ),
    start: offset('First code unit of the extract in the text of the article', 1277),
    end: offset('First code unit after the extract in the text of the article', 1327),
    highlights: z.array(highlightSchema).openapi({ description: 'What of it meets the question, in order' }),
    score: share('How well it answers; comparable within one answer only', 0.69),
    tableHeader,
    citation: citationSchema,
  })
  .openapi('Extract', { description: 'Words of an article that answer, with their citation' });

export const questionKindSchema = z
  .enum(['figure', 'who', 'when', 'where', 'how', 'example', 'compare', 'other'])
  .openapi({ description: 'What kind of answer is asked for', example: 'figure' });

const statusSchema = z
  .enum(['answered', 'no_evidence'])
  .openapi({ description: 'no_evidence: what is held does not answer this question', example: 'answered' });
const understood = text(
  'The question that was searched: typos mended, a follow-up made whole',
  '天等县给驻村队员发多少伙食补贴？',
);
const extracts = z.array(extractSchema).openapi({ description: 'Best first; empty with no_evidence' });

export const coverageSchema = z
  .object({
    bulletins: count('Bulletins held', 5),
    articles: count('Articles held', 12),
    indexVersion: text('Changes when anything held changes', '64bd8895bd41'),
  })
  .openapi('Coverage', { description: 'What was held when this was answered' });

export const tookMs = z.number().min(0).openapi({ description: 'Time it took, in milliseconds', example: 42.5 });

export const answerSchema = z
  .object({
    question: text('The question as asked', '天等县给驻村队员发多少伙食补贴？'),
    understood,
    query: z
      .object({
        kind: questionKindSchema,
        places: texts('Places that it names', ['天等县']),
        issueId: z
          .string()
          .nullable()
          .openapi({ description: 'Id of the issue that it names, or null', example: null }),
        year: z.int().nullable().openapi({ description: 'Year that it names, or null', example: null }),
        topic: texts('Words that say what it is about', ['驻村队员', '伙食补贴']),
      })
      .openapi({ description: 'How the question was read; its parts can be sent back as `filter` or `without`' }),
    status: statusSchema,
    extracts,
    outline: z
      .object({
        heading: text('Heading of the enumeration', '三、兑现“四个保障”，让队员住得下、干得好'),
        total: count('Items that its heading speaks of', 4),
        items: z.array(extractSchema).openapi({ description: 'The items, in the order of the article' }),
      })
      .nullable()
      .openapi({ description: 'The whole enumeration that the answer belongs to, or null', example: null }),
    near: z
      .array(citationSchema)
      .openapi({ description: 'With no_evidence: the nearest articles, which are not an answer', example: [] }),
    reason: z
      .string()
      .nullable()
      .openapi({ description: 'With no_evidence: why what is near is not an answer, in Chinese', example: null }),
    suggestions: texts('Follow-up questions that what is held answers', ['天等县怎么提升“四个待遇”？']),
    coverage: coverageSchema,
    tookMs,
  })
  .openapi('Answer', { description: 'Extracts with citations, or that there is no evidence' });

export const answerHeadSchema = z
  .object({ understood, status: statusSchema, extracts })
  .openapi('AnswerHead', { description: 'What of an answer is known before its suggestions are checked' });

export const passageSchema = z
  .object({
    text: text(
      'The passage, verbatim',
      '“食”即提高伙食补贴。天等县与自治区标准看齐，驻村期间的伙食补贴提到每人每天100元，队员干劲更足。',
    ),
    start: offset('First code unit of the passage in the text of the article', 1277),
    end: offset('First code unit after the passage in the text of the article', 1327),
    tableHeader,
    scores: z
      .object({
        lexical: z
          .number()
          .openapi({ description: 'BM25 over words and character pairs; no upper bound', example: 19.7 }),
        vector: z
          .number()
          .openapi({ description: 'Cosine of its sentence nearest to the question, −1 to 1', example: 0.66 }),
        fused: share('Both scaled within this search and added', 0.98),
        lexicalWeight: share('Share that the terms have in `fused`; the rest is the vectors’', 0.65),
      })
      .openapi({ description: 'Why it stands where it does' }),
    explain: z
      .array(
        z
          .object({
            term: text('A word or a pair of characters', '伙食补贴'),
            inverseDocumentFrequency: z.number().openapi({ description: 'How rare it is', example: 2.75 }),
            frequency: count('How often the passage has it', 2),
            score: z.number().openapi({ description: 'What it adds to `lexical`', example: 4.01 }),
          })
          .openapi({ description: 'One term' }),
      )
      .optional()
      .openapi({ description: 'With explain=1: what each term adds to `lexical`' }),
    citation: citationSchema,
  })
  .openapi('Passage', { description: 'Sentences of one section that were found' });

export const searchResponseSchema = z
  .object({ passages: z.array(passageSchema).openapi({ description: 'Best first' }) })
  .openapi('SearchResponse', { description: 'Ranked passages' });

export const exampleListSchema = z
  .object({ examples: texts('Questions, of different places and kinds', ['天等县的伙食补贴是多少？']) })
  .openapi('ExampleList', { description: 'Questions to begin with' });

export const healthSchema = z
  .object({
    status: z.literal('ok').openapi({ description: 'The index is open', example: 'ok' }),
    indexVersion: coverageSchema.shape.indexVersion,
    bulletins: coverageSchema.shape.bulletins,
    articles: coverageSchema.shape.articles,
    chunks: count('Passages held', 147),
    model: text('Embedding model and revision', 'bge-small-zh-v1.5@75c43b06'),
  })
  .openapi('Health', { description: 'Which index is open' });

export const readySchema = z
  .object({
    status: z.literal('ready').openapi({ description: 'A question would be answered', example: 'ready' }),
    indexVersion: coverageSchema.shape.indexVersion,
    rebuilding: flag('A newer index is being built while this one answers', false),
    running: count('Requests being worked at', 2),
    waiting: count('Requests waiting for their turn', 0),
  })
  .openapi('Ready', { description: 'That questions are answered, and how many are' });

export const problemSchema = z
  .object({
    type: text('Always about:blank: `code` says what it is', 'about:blank'),
    title: text('What went wrong, in Chinese', '没有这篇文章'),
    status: z.int().min(400).max(599).openapi({ description: 'The HTTP status', example: 404 }),
    detail: text(
      'What was given, what is allowed, what to do, in Chinese',
      '没有编号为“2018-99-1”的文章。全部文章见 /api/articles。',
    ),
    code: text('What went wrong, for programs: it stays when the words change', 'article_not_found'),
    errors: z
      .array(
        z
          .object({
            path: text('The field, with dots between its levels', 'filter.year'),
            message: text('What is wrong with it, in Chinese', '应为数字，实际缺少或类型不符'),
          })
          .openapi({ description: 'One field' }),
      )
      .optional()
      .openapi({ description: 'With request_invalid: what is wrong with which field' }),
  })
  .openapi('Problem', { description: 'What every failure is answered with (RFC 9457)' });

export type Filter = z.infer<typeof filterSchema>;
export type AskRequest = z.infer<typeof askRequestSchema>;
export type Citation = z.infer<typeof citationSchema>;
export type Extract = z.infer<typeof extractSchema>;
export type QuestionKind = z.infer<typeof questionKindSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type AnswerHead = z.infer<typeof answerHeadSchema>;
export type PassageResponse = z.infer<typeof passageSchema>;
export type Health = z.infer<typeof healthSchema>;
export type Problem = z.infer<typeof problemSchema>;
