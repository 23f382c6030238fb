/** The contract of feeding the corpus: what lies in its folder, what was made of it, and what an administrator changes. */
import { z } from '@hono/zod-openapi';
import { count, flag, name, orNull, printed, share, text, texts } from './contract-fields.ts';

export const FILE_PATH_MAX = 1_000;
export const FILES_LIMIT_MAX = 500;
export const FILES_LIMIT_DEFAULT = 100;
/** Articles of one file that a report names. */
export const ARTICLES_TOLD_MAX = 50;

const TIME = '2018-08-13T01:00:00.000Z';
export const FILE_EXAMPLE = '2018-33.txt';
export const UPLOAD_ID_EXAMPLE = '0b9e6c1e-8a53-4a1b-9d0e-5c2f9a7f1d11';
const TITLE = '天等县选优严管厚爱并重 激励驻村干部脱贫攻坚一线担当作为';

export const filePath = text('Path of the file, relative to the corpus folder, with forward slashes', FILE_EXAMPLE);
export const pages = z
  .int()
  .min(0)
  .nullable()
  .openapi({ description: 'Pages of a paged format; null for others', example: 12 });
export const warnings = texts('What its owner should know, in Chinese, a sentence each', []);
const recognised = flag('Whether text in it was recognised in pictures (OCR)', false);
export const confidence = share('How sure the recognition was, on the average of the characters', 0.96)
  .nullable()
  .openapi({
    description: 'How sure the recognition was, on the average of the characters; null without it',
    example: null,
  });
export const publishedOn = printed(
  'Date of printing, or of the document, YYYY-MM-DD; null where none is stated',
  '2018-08-13',
);
export const places = texts('Places that it is about', ['天等县']);

export const fileProblemSchema = z
  .object({
    code: text('Name of what is wrong, which does not change with its words', 'file_encrypted'),
    message: text('What is wrong and what to do, in Chinese', '文件设有密码，无法读取；请去掉密码另存后再放入。'),
  })
  .openapi('FileProblem', { description: 'Why a file gave no article' });

export const problem = orNull(fileProblemSchema, 'Why it gave no article; null where it did');

export const buildProgressSchema = z
  .object({
    filesDone: count('Files that are read', 12),
    filesTotal: count('Files to be read; 0 before they are counted', 40),
    sentences: count('Sentences that are embedded', 5_200),
    sentencesLeft: z
      .int()
      .min(0)
      .nullable()
      .openapi({ description: 'Estimate of those to come; null before there is one', example: 9_000 }),
    sentencesPerSecond: z
      .number()
      .min(0)
      .nullable()
      .openapi({ description: 'Of the time in which it was looked at; null before there is one', example: 62.5 }),
    secondsLeft: z.int().min(0).nullable().openapi({ description: 'Estimate; null before there is one', example: 144 }),
  })
  .openapi('BuildProgress', { description: 'How far the build that is under way has come' });

export const corpusStateSchema = z
  .object({
    indexVersion: z
      .string()
      .nullable()
      .openapi({ description: 'Version of the index that answers; null without one', example: '9f3c52ab7d9e' }),
    builtAt: z
      .string()
      .nullable()
      .openapi({ description: 'When it was built, ISO 8601; null where that is not known', example: TIME }),
    building: flag('Whether another is being built', false),
    progress: orNull(buildProgressSchema, 'How far that has come; null where none is built, or nothing is known yet'),
    pinned: flag('Whether the index before was put back: none is built until somebody asks for it', false),
    canRollBack: flag('Whether the index before this one is still there', true),
    writable: flag('Whether files may be put into the corpus folder', true),
    uploadLimitBytes: count('Largest request that puts files in, in bytes', 104_857_600),
    formats: texts('Endings of the names of files that are read', ['.docx', '.pdf', '.txt']),
  })
  .openapi('CorpusState', { description: 'The index, and what may be done with the corpus' });

export const fileStateSchema = z.enum(['indexed', 'changed', 'waiting', 'removed']).openapi('CorpusFileState', {
  description:
    'indexed: as the index has it; changed: the index has it as it was; waiting: the index does not have it yet; removed: the index still has it',
  example: 'indexed',
});

const toldArticleSchema = z
  .object({
    id: text('Id of the article, for /api/articles/{id}', '2018-33-1-zhaibian'),
    title: text('Its title', TITLE),
    publishedOn,
    places,
    alsoIn: texts('Other files that hold the very same article', []),
  })
  .openapi({ description: 'One article' });

export const corpusFileSchema = z
  .object({
    path: filePath,
    size: count('Bytes of the file and its correction', 23_104),
    modifiedAt: z
      .string()
      .nullable()
      .openapi({ description: 'When either was changed, ISO 8601; null where that is not known', example: TIME }),
    state: fileStateSchema,
    pages,
    articleCount: count('Articles in it', 1),
    articles: z
      .array(toldArticleSchema)
      .openapi({ description: `Its articles in order, at most ${ARTICLES_TOLD_MAX}` }),
    paragraphs: count('Paragraphs in it', 36),
    recognised,
    confidence,
    corrected: flag('Whether something in it was set right', false),
    warnings,
    problem,
  })
  .openapi('CorpusFile', { description: 'A file of the corpus, and what was made of it' });

export const corpusFileListSchema = z
  .object({
    files: z
      .array(corpusFileSchema)
      .openapi({ description: 'In the order of: problems, warnings, what waits, the rest; each by path' }),
    matching: count('Files that meet the request', 12),
    counts: z
      .object({
        total: count('Files', 12),
        indexed: count('As the index has them', 12),
        changed: count('Changed since', 0),
        waiting: count('Not in the index yet', 0),
        removed: count('Removed, and still in the index', 0),
        problems: count('Such as gave no article', 0),
        warnings: count('Such as gave articles, with warnings', 0),
      })
      .openapi({ description: 'Of all files' }),
    state: corpusStateSchema,
  })
  .openapi('CorpusFileList', { description: 'The files of the corpus' });

export const filesQuerySchema = z.strictObject({
  q: name(200, 'Words that stand in the path or in a title', '2018').optional(),
  show: z
    .enum(['all', 'problems', 'warnings', 'waiting', 'corrected'])
    .optional()
    .openapi({ description: 'Which files; waiting: all whose state is not `indexed`', example: 'all' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(FILES_LIMIT_MAX)
    .optional()
    .openapi({ description: `Files wanted at most, ${FILES_LIMIT_DEFAULT} where not given`, example: 20 }),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    // What is coerced takes null for 0, which an address cannot say.
    .openapi({
      type: 'integer',
      minimum: 0,
      maximum: 1_000_000,
      description: 'Files to leave out at the front',
      example: 0,
    }),
});

export const filePathSchema = z.object({
  path: z
    .string()
    .min(1)
    .max(FILE_PATH_MAX)
    .openapi({ description: 'Path of the file, percent-encoded whole, slashes too', example: FILE_EXAMPLE }),
});

const reportSchema = z
  .object({
    pages,
    articles: count('Articles in it', 1),
    paragraphs: count('Paragraphs in it', 36),
    recognised,
    confidence,
    warnings,
  })
  .openapi('FileReport', { description: 'What was made of a file' });

export const uploadSchema = z
  .object({
    id: text('Id of the upload, which is known for about an hour', UPLOAD_ID_EXAMPLE),
    name: text('Name as it was sent', FILE_EXAMPLE),
    path: z.string().nullable().openapi({
      description: 'Path in the corpus folder; null for a name that cannot be used',
      example: FILE_EXAMPLE,
    }),
    size: count('Bytes', 23_104),
    state: z.enum(['reading', 'read', 'added', 'same', 'refused']).openapi({
      description:
        'reading: it is being read still; read: it was read and put nowhere; added: it lies in the corpus folder; same: the very same file lay there before, and nothing was changed; refused: `problem` says why it does not',
      example: 'added',
    }),
    replaced: flag('Whether it took the place of a file of its name, which was moved to the removed ones', false),
    report: orNull(
      reportSchema,
      'What was made of it; null before it is read, and for what was refused or lay there before',
    ),
    problem,
  })
  .openapi('Upload', { description: 'A file that was sent' });

export const uploadListSchema = z
  .object({
    uploads: z.array(uploadSchema).openapi({ description: 'Each file, in the order in which they were sent' }),
  })
  .openapi('UploadList', { description: 'What became of the files' });

export const uploadQuerySchema = z.strictObject({
  replace: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: 'true: a file takes the place of one of its name', example: 'true' }),
});

export const uploadParamsSchema = z.object({
  id: name(100, 'The `id` of an upload', UPLOAD_ID_EXAMPLE),
});

export const removalSchema = z
  .object({ movedTo: text('Where the file lies now, relative to the data folder', 'removed/2018-08-13/2018-33.txt') })
  .openapi('Removal', { description: 'A file was taken out of the corpus' });

export const buildStartSchema = z
  .object({ joined: flag('Whether a build was under way already, which goes on', false) })
  .openapi('BuildStart', { description: 'A build is under way' });

export type FileProblem = z.infer<typeof fileProblemSchema>;
export type CorpusBuildProgress = z.infer<typeof buildProgressSchema>;
export type CorpusState = z.infer<typeof corpusStateSchema>;
export type CorpusFileState = z.infer<typeof fileStateSchema>;
export type CorpusFileReport = z.infer<typeof corpusFileSchema>;
export type CorpusFileList = z.infer<typeof corpusFileListSchema>;
export type FilesQuery = z.infer<typeof filesQuerySchema>;
export type FileReport = z.infer<typeof reportSchema>;
export type Upload = z.infer<typeof uploadSchema>;
export type UploadList = z.infer<typeof uploadListSchema>;
export type Removal = z.infer<typeof removalSchema>;
export type BuildStart = z.infer<typeof buildStartSchema>;
