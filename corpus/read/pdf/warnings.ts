/** What is told of the pages of a PDF that could not be read like the others. */

import type { RecognisedPage } from '../ocr/ocr.ts';

/** Pages by what is to be told of them, from 1 on and in order. */
export interface PageRemarks {
  recognised: number[];
  /** Of all recognised characters together. */
  recognition: { characters: number; confidence: number };
  unsure: number[];
  unrecognised: Counted[];
  unreadable: Counted[];
  empty: number[];
  broken: number[];
  tooLarge: number[];
  invisible: number[];
  vertical: number[];
  askew: number[];
}

/** A page, and how often something is on it. */
interface Counted {
  page: number;
  count: number;
}

/** No remarks yet. */
export function noRemarks(): PageRemarks {
  return {
    recognised: [],
    recognition: { characters: 0, confidence: 0 },
    unsure: [],
    unrecognised: [],
    unreadable: [],
    empty: [],
    broken: [],
    tooLarge: [],
    invisible: [],
    vertical: [],
    askew: [],
  };
}

/** A page of less confidence than this is named. */
const LOW_CONFIDENCE = 0.8;

/** Remarks what became of the recognition of a page. */
export function addRecognition(remarks: PageRemarks, page: number, { lines, unreadable }: RecognisedPage): void {
  const characters = lines.reduce((sum, { text }) => sum + text.length, 0);
  if (unreadable > 0) remarks.unrecognised.push({ page, count: unreadable });
  if (characters === 0) {
    remarks.empty.push(page);
    return;
  }
  const confidence = lines.reduce((sum, line) => sum + line.confidence * line.text.length, 0);
  remarks.recognised.push(page);
  remarks.recognition.characters += characters;
  remarks.recognition.confidence += confidence;
  if (confidence / characters < LOW_CONFIDENCE) remarks.unsure.push(page);
}

/** The remarks as sentences. */
export function warningsOf(remarks: PageRemarks): string[] {
  const { characters, confidence } = remarks.recognition;
  // Rounded down: 100 % would promise too much.
  const percent = Math.floor((100 * confidence) / Math.max(characters, 1));
  const told: [number[], string][] = [
    [remarks.recognised, `由文字识别得到，平均把握 ${percent}%，引用时请对照原件`],
    [remarks.unsure, '识别的把握较低，请对照原件核对'],
    [pagesOf(remarks.unrecognised), `有 ${countOf(remarks.unrecognised)} 处像是文字，但无法识别`],
    [remarks.invisible, '的文字来自扫描时附带的识别结果，可能有误'],
    [remarks.vertical, '是竖排，已按从右到左的次序读取，请核对'],
    [remarks.askew, '有侧排的文字，没有读取'],
    [pagesOf(remarks.unreadable), `有 ${countOf(remarks.unreadable)} 个字没有对应的编码，没有读出`],
    [remarks.tooLarge, '的图像过大，没有识别'],
    [remarks.broken, '已损坏，没有读取'],
    [remarks.empty, '没有文字'],
  ];
  return told.flatMap(([pages, what]) => (pages.length > 0 ? [`第 ${inWords(pages)} 页${what}。`] : []));
}

function pagesOf(counted: readonly Counted[]): number[] {
  return counted.map(({ page }) => page);
}

function countOf(counted: readonly Counted[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}

/** More stretches of pages than this are not listed one by one. */
const STRETCHES_MAX = 8;

/** Pages as 3–8、11. */
export function inWords(pages: readonly number[]): string {
  const stretches: [number, number][] = [];
  for (const page of pages) {
    const last = stretches.at(-1);
    if (last && page <= last[1] + 1) last[1] = page;
    else stretches.push([page, page]);
  }
  const named = stretches.slice(0, STRETCHES_MAX).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return named.join('、') + (stretches.length > STRETCHES_MAX ? ' 等' : '');
}
