/** What a build made of each file, and what became of the files since the index before, in words. */
import type { IndexedFile } from '../../index/indexed-file.ts';

/** What became of a file since the index before. */
export type FileChange = 'added' | 'changed' | 'renamed' | 'unchanged' | 'removed';

export interface ReportedFile {
  change: FileChange;
  /** As the index has it; of a removed file, as the index before had it. */
  file: IndexedFile;
  /** What a renamed file was called. */
  formerPath?: string;
}

/** Of more files than this, those that nothing is to be said of are only counted. */
const LISTED_MAX = 50;

const CHANGE_NAMES: Record<FileChange, string> = {
  added: '新增',
  changed: '改动',
  renamed: '更名',
  unchanged: '未变',
  removed: '移除',
};

/** Compares the files of two indexes, by path; a file that was removed and one that was added of the same content are one. */
export function compareFiles(before: readonly IndexedFile[], after: readonly IndexedFile[]): ReportedFile[] {
  const known = new Map(before.map((file) => [file.path, file]));
  const present = new Set(after.map(({ path }) => path));
  const gone = new Map<string, IndexedFile[]>();
  for (const file of before) {
    if (!present.has(file.path)) gone.set(file.hash, [...(gone.get(file.hash) ?? []), file]);
  }
  const reported = after.map((file): ReportedFile => {
    const same = known.get(file.path);
    if (same) return { change: same.hash === file.hash ? 'unchanged' : 'changed', file };
    const former = gone.get(file.hash)?.shift();
    return former ? { change: 'renamed', file, formerPath: former.path } : { change: 'added', file };
  });
  const removed = [...gone.values()].flat().map((file): ReportedFile => ({ change: 'removed', file }));
  return [...reported, ...removed].sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
}

/** The report as lines: each file with what was made of it, and the sums. */
export function describeFiles(files: readonly ReportedFile[], all: boolean): string[] {
  const isSaid = (file: ReportedFile): boolean => file.change !== 'unchanged' || isRemarkable(file);
  const listed = all || files.length <= LISTED_MAX ? files : files.filter(isSaid);
  const unlisted = files.length - listed.length;
  return [
    ...listed.flatMap(describeFile),
    ...(unlisted > 0 ? [`（另有 ${unlisted} 份未变的文件没有列出，--all 可全部列出）`] : []),
    describeSums(files),
  ];
}

function isRemarkable({ file, change }: ReportedFile): boolean {
  return change !== 'removed' && (file.problem !== null || file.warnings.length > 0);
}

function describeFile({ change, file, formerPath }: ReportedFile): string[] {
  const name = formerPath === undefined ? file.path : `${formerPath} → ${file.path}`;
  const head = `${CHANGE_NAMES[change]}  ${name}`;
  if (change === 'removed') return [head];
  if (file.problem) return [`${head}：未收入。${file.problem.message}`];
  return [`${head}：${describeContents(file)}`, ...file.warnings.map((warning) => `      注意：${warning}`)];
}

/** 2 篇，45 段，12 页，文字识别. */
export function describeContents({
  articles,
  paragraphs,
  pages,
  recognised,
}: Pick<IndexedFile, 'articles' | 'paragraphs' | 'pages' | 'recognised'>): string {
  return [
    `${articles} 篇`,
    `${paragraphs} 段`,
    ...(pages === null ? [] : [`${pages} 页`]),
    ...(recognised ? ['文字识别'] : []),
  ].join('，');
}

function describeSums(files: readonly ReportedFile[]): string {
  const held = files.filter(({ change }) => change !== 'removed');
  const counts = (Object.keys(CHANGE_NAMES) as FileChange[])
    .map((change) => [CHANGE_NAMES[change], files.filter((file) => file.change === change).length] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`);
  const problems = held.filter(({ file }) => file.problem).length;
  const warned = held.filter(({ file }) => !file.problem && file.warnings.length > 0).length;
  return [
    `共 ${held.length} 份文件${counts.length > 0 ? `：${counts.join('，')}` : ''}`,
    ...(problems > 0 ? [`未收入 ${problems}`] : []),
    ...(warned > 0 ? [`有提醒 ${warned}`] : []),
  ].join('；');
}
