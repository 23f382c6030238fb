/** The contract of learning from use: what readers say of extracts, and what an administrator makes of it. */
import { z } from '@hono/zod-openapi';
import { askRequestSchema, citationSchema, extractSchema, ID_MAX, QUESTION_MAX } from './contract.ts';
import { CITATION_ID_EXAMPLE, count, flag, name, offset, text, texts } from './contract-fields.ts';

export const WORD_MAX = 200;
export const DAYS_MAX = 3_650;
export const DAYS_DEFAULT = 30;
export const PAGE_MARK_MAX = 64;
export const FACTS_MAX = 20;
export const ALTERNATIVES_MAX = 10;

const TIME = '2018-08-13T01:00:00.000Z';
const QUESTION = '天等县给驻村队员发多少伙食补贴？';
const FACT = '驻村期间的伙食补贴提到每人每天100元';

const id = (description: string) => z.int().min(1).openapi({ description, example: 1 });
const history = texts('Earlier questions of its conversation, oldest first', []);

export const judgementVerdictSchema = z.enum(['good', 'bad']).openapi('JudgementVerdict', {
  description: 'good 有用: it answers the question; bad 不合适: it does not',
  example: 'bad',
});

export const feedbackRequestSchema = z
  .strictObject({
    question: askRequestSchema.shape.question,
    history: askRequestSchema.shape.history,
    citationId: name(ID_MAX, 'The `id` of the citation of the extract', CITATION_ID_EXAMPLE),
    articleId: name(ID_MAX, 'The `articleId` of the citation', '2018-33-1-zhaibian'),
    start: offset('First code unit of the extract in the text of the article', 1277),
    end: offset('First code unit after the extract in the text of the article', 1327),
    verdict: judgementVerdictSchema,
    word: z
      .string()
      .trim()
      .max(WORD_MAX)
      .optional()
      .openapi({
        description: `What the reader wrote, at most ${WORD_MAX} UTF-16 code units`,
        example: '问的是补贴，这段讲的是培训',
      }),
    page: name(
      PAGE_MARK_MAX,
      'A random mark of the page that judges. Judging the same extract for the same question again with the same mark ' +
        'replaces the former judgement; without a mark, or with another, it adds one',
      'k3f9x2-8d1m0q',
    ).optional(),
  })
  .openapi('FeedbackRequest', {
    description: 'What a reader says of one extract. The words themselves are taken from the index, not from here',
  });

export const feedbackResponseSchema = z
  .object({ id: id('Id of what was kept; the same where a former judgement was replaced') })
  .openapi('FeedbackResponse', { description: 'That it was kept' });

export const dayCountSchema = z
  .object({
    day: text('Day by the calendar of the server, YYYY-MM-DD', '2018-08-13'),
    unanswered: count('Questions that could not be answered', 2),
    good: count('Extracts found good', 5),
    bad: count('Extracts found bad', 1),
  })
  .openapi('FeedbackDay', { description: 'What was kept on one day' });

export const unansweredGroupSchema = z
  .object({
    id: id('Id of the last time it was asked'),
    question: text('The question as it was asked last', '天等县有几座机场？'),
    history,
    understood: text('The question that was searched', '天等县有几座机场？'),
    reason: text('Why what is held was no answer, in Chinese', '收录的简报没有提到机场。'),
    places: texts('Places that it names', ['天等县']),
    count: count('How often it was asked, spaces and width aside', 2),
    lastAt: text('When it was asked last, ISO 8601', TIME),
    golden: flag('Whether the installation’s own golden set has this question', false),
  })
  .openapi('UnansweredGroup', { description: 'A question that could not be answered' });

export const judgedExtractSchema = z
  .object({
    id: id('Id of the judgement'),
    at: text('When it was judged, ISO 8601', TIME),
    question: text('The question that it was shown for', QUESTION),
    history,
    words: extractSchema.shape.text,
    citationId: citationSchema.shape.id,
    articleId: citationSchema.shape.articleId,
    label: citationSchema.shape.label,
    url: citationSchema.shape.url,
    word: text('What the reader wrote; empty where nothing', '问的是补贴，这段讲的是培训'),
    golden: flag('Whether the installation’s own golden set has this question', false),
  })
  .openapi('JudgedExtract', { description: 'An extract that a reader found bad' });

export const reportSchema = z
  .object({
    days: z.int().min(1).openapi({ description: 'Days that it is of, today among them', example: DAYS_DEFAULT }),
    logsQuestions: flag('Whether questions that cannot be answered are kept (LOG_QUESTIONS)', true),
    totals: z
      .object({
        unanswered: count('Questions that could not be answered, each as often as it was asked', 2),
        good: count('Extracts found good', 5),
        bad: count('Extracts found bad', 1),
      })
      .openapi({ description: 'Of all days' }),
    byDay: z.array(dayCountSchema).openapi({ description: 'Every day of the period, oldest first' }),
    unanswered: z.array(unansweredGroupSchema).openapi({ description: 'The most asked first; at most 200' }),
    unansweredLeftOff: count('Questions beyond these', 0),
    extracts: z.array(judgedExtractSchema).openapi({ description: 'The latest first; at most 200' }),
    extractsLeftOff: count('Extracts beyond these', 0),
  })
  .openapi('Report', { description: 'What could not be answered, and what readers found bad' });

export const reportQuerySchema = z.strictObject({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(DAYS_MAX)
    .optional()
    .openapi({ description: `Days up to today, ${DAYS_DEFAULT} where not given`, example: DAYS_DEFAULT }),
});

export const exportQuerySchema = reportQuerySchema.extend({
  kind: z.enum(['unanswered', 'extracts']).openapi({
    description: 'unanswered: questions that could not be answered; extracts: every judged extract, good and bad',
    example: 'extracts',
  }),
});

const articleIdOfFacts = name(
  ID_MAX,
  'Article that holds the facts; for an extract its own where not given',
  '2018-33-1-zhaibian',
);

export const goldenRequestSchema = z
  .strictObject({
    kind: z.enum(['unanswered', 'extract']).openapi({ description: 'What `id` is the id of', example: 'extract' }),
    id: id('Id of the refused question or of the judged extract, as the report has it'),
    answerable: z
      .boolean()
      .optional()
      .openapi({
        description:
          'false: the question has to be refused. Where not given: what has `facts` is answerable, so is an extract that ' +
          'was found good, and a refused question is not; of an extract that was found bad it has to be said',
        example: true,
      }),
    articleId: articleIdOfFacts.optional(),
    facts: z
      .array(
        z
          .array(name(QUESTION_MAX, 'Words that stand in the article', FACT))
          .min(1)
          .max(ALTERNATIVES_MAX)
          .openapi({ description: 'Alternatives, any of which will do', example: [FACT] }),
      )
      .min(1)
      .max(FACTS_MAX)
      .optional()
      .openapi({ description: 'What an answer has to show', example: [[FACT]] }),
  })
  .openapi('GoldenRequest', { description: 'Makes a question of the installation’s own golden set' });

export const goldenLineSchema = z
  .object({
    id: text('Made of the question and those before it', 'own-1f0c2ab7d9e4'),
    type: text('own, or unanswerable', 'own'),
    question: text('The question', QUESTION),
    history: texts('Earlier questions of its conversation', []).optional(),
    answerable: flag('Whether it has to be answered', true),
    articles: texts('Titles of the articles that hold the answer', [
      '天等县选优严管厚爱并重 激励驻村干部脱贫攻坚一线担当作为',
    ]),
    answers: z
      .array(texts('Alternatives', [FACT]))
      .openapi({ description: 'Facts, each a list of alternatives that stand in an article', example: [[FACT]] }),
  })
  .openapi('GoldenLine', { description: 'A line of a golden set, as `npm run eval` reads it' });

export const goldenResponseSchema = z
  .object({
    line: goldenLineSchema,
    state: z.enum(['added', 'changed', 'unchanged']).openapi({
      description: 'changed: the set had this question, and got the facts added or the decision replaced',
      example: 'added',
    }),
  })
  .openapi('GoldenResponse', { description: 'The line as the set has it' });

export type FeedbackRequest = z.infer<typeof feedbackRequestSchema>;
export type FeedbackResponse = z.infer<typeof feedbackResponseSchema>;
export type FeedbackDay = z.infer<typeof dayCountSchema>;
export type UnansweredQuestion = z.infer<typeof unansweredGroupSchema>;
export type JudgedExtract = z.infer<typeof judgedExtractSchema>;
export type Report = z.infer<typeof reportSchema>;
export type ExportKind = z.infer<typeof exportQuerySchema>['kind'];
export type GoldenRequest = z.infer<typeof goldenRequestSchema>;
export type GoldenLine = z.infer<typeof goldenLineSchema>;
export type GoldenResponse = z.infer<typeof goldenResponseSchema>;
