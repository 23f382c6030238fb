/** Articles written for a test, as whole as those that corpus/load.ts gives. */
import { createHash } from 'node:crypto';
import { type Article, articleSchema, type ParagraphRole, type Section } from '../../corpus/article.ts';
import { failedReading, type FileReading } from '../../corpus/file-reading.ts';
import { type CorpusFile, type CorpusSource, hashCorpusFiles } from '../../corpus/source.ts';

export interface ArticleSketch {
  id: string;
  title?: string;
  /** One paragraph a line; a string is running text. */
  paragraphs: (string | { role: ParagraphRole; text: string })[];
  /** Level of each heading; a section begins where its heading stands in the text. */
  headings?: Record<string, number>;
}

export function makeArticle({ id, title = id, paragraphs: drafts, headings = {} }: ArticleSketch): Article {
  const lines = drafts.map((draft) => (typeof draft === 'string' ? { role: 'body' as const, text: draft } : draft));
  const text = lines.map((line) => line.text).join('\n');
  let at = 0;
  const paragraphs = lines.map((line, index) => {
    const start = at;
    at += line.text.length + 1;
    return { start, end: start + line.text.length, role: line.role, lines: [index + 1, index + 1] };
  });
  const notes = paragraphs.filter(({ role }) => role === 'note');
  return articleSchema.parse({
    id,
    title,
    byline: null,
    places: [],
    series: null,
    issueId: null,
    issue: null,
    year: null,
    publisher: null,
    publishedOn: null,
    digest: false,
    file: `${id}.txt`,
    text,
    editorNote: notes.length > 0 ? { start: notes[0]?.start, end: notes.at(-1)?.end } : null,
    sections: findSections(text, headings),
    paragraphs,
    source: paragraphs.map(({ start, end }, index) => ({ start, end, line: index + 1, column: 0 })),
  });
}

function findSections(text: string, headings: Record<string, number>): Section[] {
  const starts = Object.entries(headings)
    .map(([heading, level]) => ({ heading, level, start: text.indexOf(heading) }))
    .sort((a, b) => a.start - b.start);
  return starts.map((section, index) => {
    const next = starts.slice(index + 1).find(({ level }) => level <= section.level);
    return { ...section, end: next?.start ?? text.length };
  });
}

/** A corpus of articles in memory; its hash changes with any of them. */
export interface MadeCorpus extends CorpusSource {
  articles: Article[];
  hash: string;
}

/** What an article is called and how it stands to others is no part of what its file says. */
const KNOWN_LATER = new Set(['id', 'file', 'alsoIn', 'versions']);

/** Makes a corpus of articles, in their order, with files besides that fail in their reading. */
export function makeCorpus(articles: Article[], failures: Record<string, Error> = {}): MadeCorpus {
  const readings = new Map<string, FileReading>();
  for (const article of articles) {
    const before = readings.get(article.file)?.articles ?? [];
    readings.set(article.file, { articles: [...before, article], pages: null, warnings: [], problem: null });
  }
  for (const [path, failure] of Object.entries(failures)) readings.set(path, failedReading(failure));
  const files = [...readings].map(([path, reading]): CorpusFile => {
    const json = JSON.stringify(reading, (key, value: unknown) => (KNOWN_LATER.has(key) ? undefined : value));
    return { path, size: json.length, modifiedAt: 0, hash: createHash('sha256').update(json).digest('hex') };
  });
  return {
    name: '测试语料',
    articles,
    hash: hashCorpusFiles(files),
    list: () => Promise.resolve(files),
    read: (path) => Promise.resolve(readings.get(path) as FileReading),
    close: () => Promise.resolve(),
  };
}
