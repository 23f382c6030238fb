/** The 编者按: what the editors say before an article, in one paragraph that a page break may have cut. */
import { type Block, textOf } from './blocks.ts';

const LABEL = '编者按语?|编者的话|编者语|按语?';
const LABELLED = new RegExp(`^(?:[【\\[〔]\\s*(?:${LABEL})\\s*[】\\]〕]|(?:${LABEL})\\s*[：:]|编者按\\s)`, 'u');
const LABEL_ALONE = new RegExp(`^[【\\[〔]?\\s*(?:${LABEL})\\s*(?:[】\\]〕]\\s*)?[：:]?$`, 'u');
const SENTENCE_END = /[。！？][”’）)》】」]*$/u;

/** A line shorter than this that ends without punctuation was not cut by a page break. */
const FULL_LINE = 24;

export interface WithoutNote {
  note: Block[];
  rest: Block[];
}

/** Takes the editor's note out of an article's blocks, whether it stands before the title or behind it. */
export function takeNote(blocks: Block[]): WithoutNote {
  const at = blocks.findIndex((block) => block.row === null && isNoteStart(textOf(block)));
  if (at < 0) return { note: [], rest: blocks };
  const end = noteEnd(blocks, at);
  return { note: blocks.slice(at, end), rest: [...blocks.slice(0, at), ...blocks.slice(end)] };
}

function isNoteStart(text: string): boolean {
  return LABELLED.test(text) || (LABEL_ALONE.test(text) && text !== '按');
}

function noteEnd(blocks: Block[], at: number): number {
  for (let index = at; index < blocks.length; index++) {
    const text = textOf(blocks[index] as Block);
    const isWhole = SENTENCE_END.test(text) || text.length < FULL_LINE;
    if (isWhole && !LABEL_ALONE.test(text)) return index + 1;
  }
  return blocks.length;
}
