/** The state of the service in plain words. */
import type { CorpusBuildProgress } from '../server/contract-corpus.ts';
import type { Load, Rate } from '../server/contract-status.ts';
import { formatDate } from './citation-text.ts';

const SECONDS = { day: 86_400, hour: 3_600, minute: 60 };

/** 3 天 2 小时; the two largest units, of at least a minute. */
export function formatDuration(seconds: number): string {
  if (seconds < SECONDS.minute) return '不到 1 分钟';
  const days = Math.floor(seconds / SECONDS.day);
  const hours = Math.floor((seconds % SECONDS.day) / SECONDS.hour);
  const minutes = Math.floor((seconds % SECONDS.hour) / SECONDS.minute);
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`;
  if (hours > 0) return minutes > 0 ? `${hours} 小时 ${minutes} 分钟` : `${hours} 小时`;
  return `${minutes} 分钟`;
}

/** 312 MB, 1.2 GB. */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 1024 ? `${Math.round(megabytes)} MB` : `${(megabytes / 1024).toFixed(1)} GB`;
}

/** 12 毫秒, 1.4 秒. */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} 秒`;
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} 毫秒` : `${Math.round(milliseconds)} 毫秒`;
}

/** 2.5 万字 where there are many. */
export function formatCharacters(characters: number): string {
  return characters < 10_000 ? String(characters) : `${(characters / 10_000).toFixed(1)} 万`;
}

/** 11.1%. Nothing and everything are said without decimals, and what is almost so is not rounded to it. */
export function formatShare(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)}%`;
}

/** 3.9%–28.1%. */
export function formatInterval({ low, high }: Rate): string {
  return `${formatShare(low)}–${formatShare(high)}`;
}

/** 2018年4月27日 16:05 by the reader's clock. */
export function formatMoment(iso: string): string {
  const date = new Date(iso);
  return `${formatDate(`${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`)} ${formatClock(date)}`;
}

/** 16:05 by the reader's clock. */
export function formatClock(date: Date): string {
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

export const OUTCOMES = ['answered', 'noEvidence', 'failed', 'busy'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What became of a question, in the order of the bars from below. */
export const OUTCOME_NAMES: Record<Outcome, string> = {
  answered: '有摘录',
  noEvidence: '没有依据',
  failed: '出错',
  busy: '太忙未答',
};

/** 文件 12/40 份，已向量化 5,200 句，62.5 句/秒，约剩 3 分钟. */
export function describeBuild(progress: CorpusBuildProgress): string {
  const { filesDone, filesTotal, sentences, sentencesPerSecond, secondsLeft } = progress;
  return [
    `文件 ${filesDone}/${filesTotal} 份`,
    `已向量化 ${sentences.toLocaleString('zh-CN')} 句`,
    ...(sentencesPerSecond === null ? [] : [`${sentencesPerSecond} 句/秒`]),
    ...(secondsLeft === null ? [] : [`约剩 ${formatDuration(secondsLeft)}`]),
  ].join('，');
}

/** 最近一小时回答提问 12 次：有摘录 10 次，没有依据 2 次. */
export function describeLoad(load: Load): string {
  if (load.requests === 0) return '最近一小时没有人提问。';
  const parts = OUTCOMES.filter((outcome) => load[outcome] > 0);
  return `最近一小时提问 ${load.requests} 次：${parts.map((outcome) => `${OUTCOME_NAMES[outcome]} ${load[outcome]} 次`).join('，')}。`;
}
