/** Interviews and minutes that tell who speaks: 记者：… 校长：… 记者：… */
import { type Block, textOf } from './blocks.ts';
import { readLabels } from './labels.ts';

const SPEAKER = /^(\p{Script=Han}{1,8})\s{0,2}[：:]\s{0,2}(?=\S)/u;
/** Those who put questions. */
const ASKS = /^(?:记者|问|主持人|采访者|编者|笔者)$/u;
const QUESTION = /[？?][”」』]?$/u;

/** Whether a line is a question put to someone. */
export function isAsked(line: string): boolean {
  return ASKS.test(speakerOf(line) ?? '') && QUESTION.test(line);
}

/** Whether a line is what someone says: a question, or the words of a speaker whose turn comes again. */
export function isSpoken(blocks: readonly Block[], at: number): boolean {
  const line = lineAt(blocks, at);
  const speaker = speakerOf(line);
  if (speaker === null) return false;
  if (isAsked(line)) return true;
  // 来源：… stands at the head and at the foot of a page.
  if (!ASKS.test(speaker) && readLabels(line) !== null) return false;
  const isSpeakers = (other: number): boolean => speakerOf(lineAt(blocks, other)) === speaker;
  // Between two turns of one speaker stands another’s: above a first question the reporter is named.
  if (isSpeakers(at + 1)) return false;
  return blocks.some((_, other) => other !== at && isSpeakers(other) && lineAt(blocks, other) !== line);
}

function speakerOf(line: string): string | null {
  return SPEAKER.exec(line)?.[1] ?? null;
}

function lineAt(blocks: readonly Block[], at: number): string {
  const block = blocks[at];
  return block && block.row === null ? textOf(block) : '';
}
