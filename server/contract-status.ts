/** The contract of the service's state: what is held, what made it, how good it is and how busy. */
import { z } from '@hono/zod-openapi';
import { coverageSchema } from './contract.ts';
import { buildProgressSchema } from './contract-corpus.ts';
import { count, flag, orNull, printed, share, text } from './contract-fields.ts';

/** A date and time. */
const moment = (description: string, example: string) =>
  z
    .string()
    .nullable()
    .openapi({ description: `${description}; ISO 8601 in UTC`, example });
const milliseconds = (description: string, example: number) =>
  z
    .number()
    .min(0)
    .nullable()
    .openapi({ description: `${description}, in milliseconds; null without one`, example });

const issueSchema = z
  .object({
    issueId: text('Year and number of the issue: what `issue` of a filter takes', '2018-33'),
    issue: printed('Issue line as printed', '2018年第33期（总第195期）'),
    publishedOn: printed('Date of printing, YYYY-MM-DD; null where none is printed', '2018-08-13'),
    articles: count('Articles held of it', 3),
  })
  .openapi({ description: 'One issue' });

const placeSchema = z
  .object({
    name: text('Name within its prefecture', '西乡塘区'),
    filter: text('What `place` of a filter takes', '南宁市西乡塘区'),
    articles: count('Articles that this filter lets through', 1),
  })
  .openapi({ description: 'One county, district or city' });

const prefectureSchema = z
  .object({
    name: z.string().nullable().openapi({
      description: 'Name of the prefecture 地级市; null for places that the gazetteer does not have',
      example: '南宁市',
    }),
    articles: count('Articles about any of its places', 1),
    places: z.array(placeSchema).openapi({ description: 'In the order of their administrative codes' }),
  })
  .openapi({ description: 'The places of one prefecture' });

export const heldSchema = z
  .object({
    bulletins: coverageSchema.shape.bulletins,
    articles: coverageSchema.shape.articles,
    chunks: count('Passages held', 147),
    sentences: count('Sentences with a vector of their own', 608),
    characters: count('Length of all articles, in UTF-16 code units', 25_000),
    issues: z.array(issueSchema).openapi({ description: 'By date, the earliest first; those without a date last' }),
    withoutIssue: count('Articles of no issue', 1),
    prefectures: z.array(prefectureSchema).openapi({ description: 'In the order of their administrative codes' }),
    withoutPlace: count('Articles about no place in particular', 0),
  })
  .openapi('Held', { description: 'What is held' });

const versionsSchema = z
  .object({
    product: text('Version of the product', '0.1.0'),
    index: coverageSchema.shape.indexVersion,
    indexBuiltAt: moment('When the index was built; null where that is not known', '2026-03-01T08:00:00.000Z'),
    building: flag('Whether a newer index is being built while this one answers', false),
    progress: orNull(buildProgressSchema, 'How far that is; null where none is built, or it has told of nothing yet'),
    pinned: flag('Whether an earlier index was put back, which stays until somebody asks for a build', false),
    model: text('Embedding model and revision', 'bge-small-zh-v1.5@75c43b06'),
    node: text('Version of Node.js that the server runs on', '20.20.2'),
  })
  .openapi({ description: 'What answers, and what made it' });

const warningSchema = z
  .object({
    file: text('Path of the file, relative to the corpus folder', '2018-99.txt'),
    problem: text('Why it was not taken in, in Chinese', '文件是空的'),
  })
  .openapi({ description: 'A file that was not taken in' });

const rateSchema = z
  .object({
    rate: share('The rate', 0.111),
    n: count('Questions that it was measured on', 27),
    low: share('Lower end of its 95 % interval (Wilson)', 0.039),
    high: share('Upper end of its 95 % interval (Wilson)', 0.281),
  })
  .openapi('Rate', { description: 'A measured rate with its uncertainty' });

const figure = (description: string, example: number) =>
  share(description, example)
    .nullable()
    .openapi({ description: `${description}; null where it was not measured` });

export const qualityRowSchema = z
  .object({
    name: text('Name of the set of questions', '摘编'),
    indexVersion: text('Index that was asked', '3f9c1a7be204'),
    questions: count('Questions asked', 175),
    answered: figure('Of the answerable questions, the share that was answered', 1),
    article1: figure('Of those, the share whose first extract is from an article that holds the answer', 0.98),
    facts1: figure('Share of the facts asked for that stand in the first extract', 0.808),
    facts5: figure('Share of the facts asked for that stand in the first five extracts', 0.968),
    full5: figure('Share of the questions with all their facts in the first five extracts', 0.953),
    meanReciprocalRank: figure('Mean of 1 / place of the first extract with a fact', 0.926),
    refused: figure('Of the unanswerable questions, the share that got “no evidence”', 0.889),
    characters: z
      .number()
      .min(0)
      .nullable()
      .openapi({ description: 'Mean length of an answer, in UTF-16 code units; null without answers', example: 420 }),
    falseAnswers: orNull(rateSchema, 'Unanswerable questions that were answered; null where none was asked'),
    falseRefusals: orNull(rateSchema, 'Answerable questions that were refused; null where none was asked'),
  })
  .openapi('QualityRow', { description: 'What one set of questions measured' });

const measuredRowSchema = qualityRowSchema
  .extend({ overHeld: flag('Whether the index that is open was asked, not one of another corpus', true) })
  .openapi('MeasuredRow', { description: 'What one set of questions measured, and whether over what is held' });

export const qualitySchema = z
  .object({
    state: z.enum(['measured', 'other_build', 'not_measured']).openapi({
      description: 'Whether this very build was measured, another one, or none',
      example: 'measured',
    }),
    measuredAt: moment('When it was measured last; null when never', '2026-03-01T08:30:00.000Z'),
    command: text('The command that measures', 'npm run eval'),
    rows: z.array(measuredRowSchema).openapi({ description: 'A row for each set; none unless `state` is `measured`' }),
  })
  .openapi('Quality', { description: 'How good the answers of this build are' });

const outcomes = (of: string) => ({
  answered: count(`Requests answered with extracts ${of}`, 4),
  noEvidence: count(`Requests answered with “no evidence” ${of}`, 1),
  failed: count(`Requests that failed ${of}`, 0),
  busy: count(`Requests refused because too many were waiting ${of}`, 0),
});

const binSchema = z
  .object({
    from: count('Begins so many minutes ago', 5),
    to: count('Ends so many minutes ago', 0),
    ...outcomes('meanwhile'),
  })
  .openapi({ description: 'Some minutes' });

const queueSchema = z
  .object({
    running: count('Requests being answered', 1),
    waiting: count('Requests that wait for their turn', 0),
    limit: count('Requests that may wait', 128),
  })
  .openapi('Queue', { description: 'The queue of requests to be answered' });

export const loadSchema = z
  .object({
    requests: count('Requests to answer a question, however they ended', 5),
    ...outcomes('in the last hour'),
    medianMilliseconds: milliseconds('Median time of an answer', 12.3),
    p95Milliseconds: milliseconds('95th percentile of the time of an answer', 48.1),
    bins: z.array(binSchema).openapi({ description: 'The last hour, the earliest first' }),
    queue: orNull(queueSchema, 'The queue at this moment; null where there is none'),
  })
  .openapi('Load', { description: 'What was asked in the last hour; a restart forgets it' });

export const statusSchema = z
  .object({
    held: heldSchema,
    versions: versionsSchema,
    warnings: z.array(warningSchema).openapi({ description: 'Files that were not taken in, and why' }),
    quality: qualitySchema,
    load: loadSchema,
    uptimeSeconds: count('Whole seconds since the server was started', 3600),
    memoryBytes: count('Memory that the server takes (resident set), in bytes', 300_000_000),
  })
  .openapi('Status', { description: 'The state of the service' });

export type Held = z.infer<typeof heldSchema>;
export type Issue = z.infer<typeof issueSchema>;
export type Prefecture = z.infer<typeof prefectureSchema>;
export type Rate = z.infer<typeof rateSchema>;
export type QualityRow = z.infer<typeof qualityRowSchema>;
export type MeasuredRow = z.infer<typeof measuredRowSchema>;
export type Quality = z.infer<typeof qualitySchema>;
export type Load = z.infer<typeof loadSchema>;
export type Queue = z.infer<typeof queueSchema>;
export type Status = z.infer<typeof statusSchema>;
