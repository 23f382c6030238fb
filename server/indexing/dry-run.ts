/** `npm run index -- --dry-run`: what was made of files before they go in. Nothing is written. */
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { ArticleDraft, Paragraph } from '../../corpus/article.ts';
import { openCorpusFolder } from '../../corpus/corpus-folder.ts';
import type { FileReading } from '../../corpus/file-reading.ts';
import type { CorpusSource } from '../../corpus/source.ts';
import { placeInFile, sayConfidence } from '../source-place.ts';

export interface DryRun {
  file: string;
  reading: FileReading;
}

/** Paragraphs of an article that are listed unless all are asked for. */
const PARAGRAPHS_LISTED = 40;

/** Characters of a paragraph that tell which it is. */
const BEGINNING = 32;

/**
 * Reads files as a build would, one after another; without any, those of the corpus.
 *
 * @throws KnownError corpus_missing
 */
export async function* readFiles(corpusFolder: string, files: readonly string[]): AsyncGenerator<DryRun> {
  const sources = new Map<string, CorpusSource>();
  const open = (folder: string): CorpusSource => {
    const source = sources.get(folder) ?? openCorpusFolder(folder);
    sources.set(folder, source);
    return source;
  };
  try {
    if (files.length === 0) {
      const source = open(corpusFolder);
      for (const { path } of await source.list()) yield { file: path, reading: await source.read(path) };
    }
    for (const file of files) {
      const [folder, path] = placeOf(corpusFolder, file);
      yield { file, reading: await open(folder).read(path) };
    }
  } finally {
    await Promise.all([...sources.values()].map((source) => source.close()));
  }
}

/** A file of the corpus is read as one of it, any other as one of its own folder. */
function placeOf(corpusFolder: string, file: string): [folder: string, path: string] {
  const full = resolve(file);
  const path = relative(corpusFolder, full);
  const isInside = path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && resolve(corpusFolder, path) === full;
  return isInside ? [corpusFolder, path.split(sep).join('/')] : [dirname(full), basename(full)];
}

/** What was made of a file, as data. */
export function presentDryRun({ file, reading }: DryRun): object {
  const { pages, warnings, problem, articles } = reading;
  return {
    file,
    pages,
    warnings,
    problem,
    articles: articles.map((article, index) => {
      const { title, byline, publisher, documentNumber, publishedOn, places, series, issue, digest } = article;
      const { pages: onPages = null, recognition } = placeInFile(article, wholeOf(article));
      return {
        number: index + 1,
        ...{ title, byline, publisher, documentNumber, publishedOn, places, series, issue, digest },
        pages: onPages,
        confidence: recognition?.confidence ?? null,
        sections: article.sections.map(({ heading, level }) => ({ heading, level })),
        paragraphs: article.paragraphs.map((paragraph) => {
          const place = placeInFile(article, paragraph);
          return {
            role: paragraph.role,
            page: place.pages?.[0] ?? null,
            confidence: place.recognition?.confidence ?? null,
            begins: beginningOf(article, paragraph),
          };
        }),
      };
    }),
  };
}

/** What was made of a file, as lines for its owner. */
export function describeDryRun({ file, reading }: DryRun, all: boolean): string[] {
  const { pages, warnings, problem, articles } = reading;
  if (problem) return [`${file}：不能收入。${problem.message}`];
  return [
    `${file}：${articles.length} 篇${pages === null ? '' : `，${pages} 页`}`,
    ...warnings.map((warning) => `  注意：${warning}`),
    ...articles.flatMap((article, index) => describeArticle(article, index + 1, all)),
  ];
}

function describeArticle(article: ArticleDraft, number: number, all: boolean): string[] {
  const { title, byline, publisher, documentNumber, publishedOn, places, series, issue, digest, sections } = article;
  const { paragraphs } = article;
  const facts: [string, string | null][] = [
    ['署名', byline],
    ['发文机关', publisher],
    ['文号', documentNumber],
    ['日期', publishedOn],
    ['地点', places.length > 0 ? places.join('、') : null],
    ['刊期', series === null && issue === null ? null : `${series ?? ''}${issue ?? ''}`],
  ];
  const listed = all ? paragraphs : paragraphs.slice(0, PARAGRAPHS_LISTED);
  return [
    `  第 ${number} 篇  ${title}${digest ? '（摘编）' : ''}`,
    `    ${facts.map(([name, value]) => `${name}：${value ?? '（未见）'}`).join('；')}`,
    ...(sections.length > 0 ? ['    小标题：'] : []),
    ...sections.map(({ heading, level }) => `    ${'  '.repeat(level)}${heading}`),
    `    正文 ${paragraphs.length} 段${describePlace(article, wholeOf(article))}：`,
    ...listed.map((paragraph, index) => `      ${index + 1}. ${describeParagraph(article, paragraph)}`),
    ...(listed.length < paragraphs.length
      ? [`      （其余 ${paragraphs.length - listed.length} 段没有列出，--all 可全部列出）`]
      : []),
  ];
}

const ROLE_NAMES: Record<Paragraph['role'], string> = {
  body: '',
  heading: '［小标题］',
  note: '［编者按］',
  caption: '［图片说明］',
  row: '［表格行］',
};

function describeParagraph(article: ArticleDraft, paragraph: Paragraph): string {
  return `${ROLE_NAMES[paragraph.role]}${beginningOf(article, paragraph)}${describePlace(article, paragraph)}`;
}

/** （第 3 页，文字识别，把握 96%）; nothing for text without pages that was read. */
function describePlace(article: ArticleDraft, span: { start: number; end: number }): string {
  const { pages, recognition } = placeInFile(article, span);
  const parts = [
    ...(pages ? [`第 ${pages[0] === pages[1] ? pages[0] : pages.join('–')} 页`] : []),
    ...(recognition ? [`文字识别，把握 ${sayConfidence(recognition.confidence)}`] : []),
  ];
  return parts.length > 0 ? `（${parts.join('，')}）` : '';
}

function beginningOf({ text }: ArticleDraft, { start, end }: Paragraph): string {
  const words = text.slice(start, Math.min(end, start + BEGINNING));
  return end - start > BEGINNING ? `${words}…` : words;
}

function wholeOf({ text }: ArticleDraft): { start: number; end: number } {
  return { start: 0, end: text.length };
}
