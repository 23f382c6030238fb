/**
 * Page furniture of a printed bulletin: what the page carries but the article does not say. It is neither indexed nor
 * served; only the date of printing is read from it.
 */
import { type Block, sliceBlock, textOf, trimPieces } from './blocks.ts';

/** 领导批示 is the caption of a box for handwriting at the head of each page; it has no words of its own. */
const INSTRUCTION_BOX = '领导批示';
const RULE = /^[-—–―_=*＊·.\s]{3,}$/u;
const PAGE_NUMBER = /^(?:[-—–－\s]*\d{1,3}[-—–－\s]*|第\s*\d{1,3}\s*页(?:[\s,，共]*\d{0,3}\s*页?)?)$/u;
const DISTRIBUTION = /^(?:报|送|抄报|抄送|分送|主送|发至?)\s*[：:].*(?:办公[厅室]|党委|政府|领导|单位|部门|小组|委员会|各[市县])/u;
const PRINTING = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(?:印发|印制|印)/u;
const CONTACT = /联系人\s*[：:]|联系电话|投稿邮箱|电子邮箱|传\s*真\s*[：:]|[\w.+-]+@[\w-]+\.\w+/u;
const OFFICE = /^[^。，；：]{4,40}(?:办公室|委员会|小组|厅|局|部)$/u;

export interface WithoutFurniture {
  blocks: Block[];
  /** ISO date of printing, where the imprint gives one. */
  publishedOn: string | null;
}

/** Takes the furniture out of a bulletin's blocks; sentences that a page head interrupted are made whole. */
export function removeFurniture(blocks: Block[]): WithoutFurniture {
  const kept: Block[] = [];
  let publishedOn: string | null = null;
  const hasImprint = blocks.some((block) => PRINTING.test(textOf(block).normalize('NFKC')));
  let inDistributionList = false;
  blocks.forEach((block, index) => {
    const text = textOf(block);
    const printed = PRINTING.exec(text.normalize('NFKC'));
    if (printed && text.length <= 60) {
      publishedOn = isoDate(printed);
      inDistributionList = false;
      return;
    }
    const isDistribution = DISTRIBUTION.test(text);
    // A list that a page break cut goes on to the imprint; without an imprint only the list's own lines are sure.
    if (isDistribution && hasImprint) inDistributionList = true;
    const next = blocks[index + 1];
    const isImprint = OFFICE.test(text) && next !== undefined && PRINTING.test(textOf(next).normalize('NFKC'));
    if (isDistribution || inDistributionList || isImprint || isStandingFurniture(text)) return;
    const cleaned = removeInstructionBox(block);
    if (cleaned.pieces.length > 0) kept.push(cleaned);
  });
  return { blocks: kept, publishedOn };
}

function isStandingFurniture(text: string): boolean {
  return (
    text.replace(/\s/gu, '') === INSTRUCTION_BOX ||
    RULE.test(text) ||
    PAGE_NUMBER.test(text) ||
    (CONTACT.test(text) && text.length <= 120)
  );
}

/** Inside a line the box's caption is furniture only where white space sets it off: 根据领导批示要求 is a sentence. */
function removeInstructionBox(block: Block): Block {
  const text = textOf(block);
  const match = /\s+领导批示\s*|^领导批示\s+/u.exec(text);
  if (!match) return block;
  const before = sliceBlock(block, 0, match.index);
  const after = sliceBlock(block, match.index + match[0].length, text.length);
  return removeInstructionBox({ ...block, pieces: trimPieces([...before.pieces, ...after.pieces]) });
}

function isoDate([, year, month, day]: RegExpExecArray): string {
  return `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}
