/** Labels at the foot of a text, as pages of news have them: 来源：某县融媒体中心, 发布日期：2019-11-26 09:12. */
import { type Block, textOf } from './blocks.ts';
import { type Labels, readLabels, withFirst } from './labels.ts';
import { isSpoken } from './speech.ts';

/** A foot has no more lines. */
const LINES_MAX = 6;

/** At the foot of an invitation stands when it is to be. */
const OTHER_TIME = /^[【[]?(?:时间|日期)/u;

const NOTHING: Labels = { documentNumber: null, publisher: null, publishedOn: null, byline: null };

export interface WithoutFootLabels extends Labels {
  rest: Block[];
}

/** Takes the labels from the end of a document's blocks; below a table they tell of the table. */
export function takeFootLabels(blocks: Block[]): WithoutFootLabels {
  let found = NOTHING;
  let end = blocks.length;
  while (end > 1 && blocks.length - end < LINES_MAX) {
    const labels = labelsIn(blocks[end - 1]);
    if (!labels || isSpoken(blocks, end - 1)) break;
    found = withFirst(labels, found);
    end--;
  }
  return blocks[end - 1]?.row ? { ...NOTHING, rest: blocks } : { ...found, rest: blocks.slice(0, end) };
}

/** What a line of labels says; null for one of which nothing is read, which stays text. */
function labelsIn(block: Block | undefined): Labels | null {
  if (!block || block.row !== null || block.markdownLevel > 0 || OTHER_TIME.test(textOf(block))) return null;
  const labels = readLabels(textOf(block));
  return labels && Object.values(labels).some((value) => value !== null) ? labels : null;
}
