/** The contract of what is held: articles and the bulletins that they stand in. */
import { z } from '@hono/zod-openapi';
import { count, flag, lines, offset, printed, share, text, texts } from './contract-fields.ts';

const printedYear = z.int().nullable().openapi({ description: 'Year of the issue; null without one', example: 2018 });

/** What is printed at the head of an issue. */
const issueFields = {
  series: printed('Name of the series; null for an article of no series', '广西精准脱贫攻坚简报'),
  issue: printed('Issue line as printed; null for an article of no issue', '2018年第33期（总第195期）'),
  issueId: printed('Year and number of the issue; null for an article of no issue', '2018-33'),
  year: printedYear,
  publishedOn: printed('Date of printing, or of the document, YYYY-MM-DD; null where none is stated', '2018-08-13'),
  digest: flag('摘编: the file is a digest of the issue in other words', true),
};

const file = text('Path of the raw file, relative to the corpus folder', '2018-33.txt');
const articleId = text('Id of the article, for /api/articles/{id}', '2018-33-1-zhaibian');
const articleTitle = text('Title as printed', '天等县选优严管厚爱并重 激励驻村干部脱贫攻坚一线担当作为');

export const articleSummarySchema = z
  .object({
    id: articleId,
    title: articleTitle,
    byline: printed('Author and organisation as printed; null without a byline', '摘编自天等县委宣传部 李志高来稿'),
    places: texts('Counties, districts and villages that it is about', ['天等县']),
    ...issueFields,
    documentNumber: printed('文号 of an official document as printed; null without one', '桂扶领办发〔2018〕12号'),
    recognised: flag('Some of its text was recognised in a picture; absent where none was', true).optional(),
    otherVersions: count('Other versions of it that are held; absent without any', 1).optional(),
    topics: texts('What it is about, the strongest first', ['驻村帮扶', '督查与考核']),
    headings: texts('Headings of its sections, in order', ['三、兑现“四个保障”，让队员住得下、干得好', '“食”']),
    characters: count('Length of its text, in UTF-16 code units', 2007),
  })
  .openapi('ArticleSummary', { description: 'An article without its text' });

export const articleListSchema = z
  .object({ articles: z.array(articleSummarySchema).openapi({ description: 'In the order of the corpus' }) })
  .openapi('ArticleList', { description: 'The articles that meet a filter' });

const start = (what: string, example: number) => offset(`First code unit of the ${what} in \`text\``, example);
const end = (what: string, example: number) => offset(`First code unit after the ${what} in \`text\``, example);

const sectionSchema = z
  .object({
    heading: text('Its heading as printed', '三、兑现“四个保障”，让队员住得下、干得好'),
    level: z.int().min(1).openapi({ description: 'Depth of the heading; 1 is the highest', example: 1 }),
    start: start('heading', 1133),
    end: end('section', 1471),
  })
  .openapi({ description: 'From a heading to the next of the same or a higher level' });

const paragraphSchema = z
  .object({
    start: start('paragraph', 1277),
    end: end('paragraph', 1327),
    role: z.enum(['body', 'heading', 'note', 'caption', 'row']).openapi({
      description:
        'Running text, a heading on a line of its own, part of the 编者按, the caption of a picture, or a row of a table',
      example: 'body',
    }),
    header: z
      .object({ start: start('row that names the columns', 1200), end: end('row that names the columns', 1220) })
      .optional()
      .openapi({ description: 'Of a row of a table: where the row stands that names its columns' }),
    lines: lines([41, 41]),
    page: z.int().min(1).optional().openapi({
      description: 'Page of the file on which it begins, counted from 1; absent for files without pages',
      example: 3,
    }),
    confidence: share('Mean confidence of its recognised characters; absent for text that was read', 0.96).optional(),
  })
  .openapi({ description: 'One paragraph' });

const pageSchema = z
  .object({ start: start('page', 640), page: z.int().min(1).openapi({ description: 'Its number', example: 3 }) })
  .openapi({ description: 'One page' });

const versionSchema = z
  .object({
    id: articleId,
    title: articleTitle,
    publishedOn: printed('Date of printing, or of the document, YYYY-MM-DD; null where none is stated', '2018-08-13'),
    file,
  })
  .openapi('ArticleVersion', { description: 'Another version of an article' });

const repairSchema = z
  .object({ at: offset('First code unit after the join in `text`', 640), lines: lines([12, 19]) })
  .openapi({ description: 'One join' });

export const articleResponseSchema = articleSummarySchema
  .extend({
    publisher: printed('Publisher as printed; null where none is', '广西壮族自治区扶贫开发办公室'),
    file,
    alsoIn: texts('Paths of other files that hold the very same article', []),
    versions: z
      .array(versionSchema)
      .openapi({ description: 'Other versions of this article, the latest first', example: [] }),
    text: text('The whole text, paragraphs separated by line breaks', '天等县把脱贫攻坚工作队看作脱贫攻坚的“尖兵连”…'),
    editorNote: z
      .object({ start: start('编者按', 0), end: end('编者按', 92) })
      .nullable()
      .openapi({ description: 'The editor’s note 编者按, or null', example: null }),
    sections: z.array(sectionSchema).openapi({ description: 'In order; a section holds its subsections' }),
    paragraphs: z.array(paragraphSchema).openapi({ description: 'In order' }),
    repairs: z.array(repairSchema).openapi({
      description: 'Where a paragraph that a page’s end or a column interrupts in the file was joined',
      example: [],
    }),
    pages: z
      .array(pageSchema)
      .optional()
      .openapi({
        description: 'Where each page of the file begins in `text`, in order; absent for files without pages',
        example: [{ start: 640, page: 3 }],
      }),
  })
  .openapi('Article', { description: 'An article, whole' });

export const bulletinSchema = z
  .object({
    ...issueFields,
    file,
    articles: z
      .array(z.object({ id: articleId, title: articleTitle }).openapi({ description: 'One article' }))
      .openapi({ description: 'Its articles, in order' }),
    articleCount: count('How many articles it has', 3),
  })
  .openapi('Bulletin', { description: 'A file that is held, as a rule one issue' });

export const bulletinListSchema = z
  .object({ bulletins: z.array(bulletinSchema).openapi({ description: 'In the order of the corpus' }) })
  .openapi('BulletinList', { description: 'The bulletins held' });

export type ArticleSummary = z.infer<typeof articleSummarySchema>;
export type ArticleResponse = z.infer<typeof articleResponseSchema>;
export type ArticleVersion = z.infer<typeof versionSchema>;
export type Bulletin = z.infer<typeof bulletinSchema>;
