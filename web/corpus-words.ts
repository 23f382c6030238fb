/** What is said of files and of the index, in words. */
import type { CorpusBuildProgress, CorpusFileReport, CorpusFileState, FileReport } from '../server/contract-corpus.ts';
import type { ArticleCorrectionRequest } from '../server/contract-preview.ts';

export const STATE_WORDS: Record<CorpusFileState, string> = {
  indexed: '已编入索引',
  changed: '有改动，等待更新',
  waiting: '等待编入索引',
  removed: '已移出，等待更新',
};

/** Below this share recognition has often gone wrong, and the words are marked. */
export const LOW_CONFIDENCE = 0.85;

export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
}

export function formatShare(share: number): string {
  // Never said to be surer than it is.
  return `${Math.floor(share * 100)}%`;
}

export function formatTime(iso: string): string {
  return new Date(iso).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short' });
}

/** A time to wait, to the precision of an estimate. */
export function formatWait(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} 秒`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} 分钟`;
  return `${(seconds / 3600).toFixed(1)} 小时`;
}

/** What was made of a file, in short. */
export function describeReport(
  report: Pick<FileReport, 'pages' | 'paragraphs' | 'recognised' | 'confidence'>,
  articles: number,
): string[] {
  const { pages, paragraphs, recognised, confidence } = report;
  return [
    `${articles} 篇`,
    `${paragraphs} 段`,
    ...(pages === null ? [] : [`${pages} 页`]),
    ...(recognised
      ? [confidence === null ? '含识别的文字' : `文字由图像识别，平均把握 ${formatShare(confidence)}`]
      : []),
  ];
}

export function describeFile(file: CorpusFileReport): string {
  const { state, size, modifiedAt, problem } = file;
  const isRead = problem === null && (state === 'indexed' || state === 'changed');
  return [
    ...(isRead ? describeReport(file, file.articleCount) : []),
    formatSize(size),
    ...(modifiedAt === null ? [] : [`改于 ${formatTime(modifiedAt)}`]),
  ].join('，');
}

/** How far a build is, and how long it will take. */
export function describeProgress(progress: CorpusBuildProgress): string {
  const { filesDone, filesTotal, sentences, sentencesPerSecond, secondsLeft } = progress;
  return [
    `已读 ${filesDone} / ${filesTotal} 份文件`,
    `已处理 ${sentences.toLocaleString('zh-CN')} 句`,
    ...(sentencesPerSecond === null || sentencesPerSecond < 1 ? [] : [`每秒 ${Math.round(sentencesPerSecond)} 句`]),
    ...(secondsLeft === null ? [] : [`大约还要 ${formatWait(secondsLeft)}`]),
  ].join('，');
}

const FIELD_WORDS: Record<keyof ArticleCorrectionRequest, string> = {
  title: '标题',
  byline: '作者',
  publisher: '发文单位',
  publishedOn: '日期',
  places: '地名',
};

/** The fields that a correction sets right. */
export function describeCorrection(correction: ArticleCorrectionRequest): string {
  const fields = Object.keys(FIELD_WORDS) as (keyof ArticleCorrectionRequest)[];
  return fields
    .filter((field) => correction[field] !== undefined)
    .map((field) => FIELD_WORDS[field])
    .join('、');
}
