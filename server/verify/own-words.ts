/** Words of a draft that are its own and state nothing: who says it, numbers of list items, links, sources in brackets. */

/** Characters of a sentence's beginning that are looked at. */
const OPENING_MAX = 80;

const ENUMERATOR =
  /^\s{0,20}(?:[（(〔【[]?[一二三四五六七八九十\d]{1,3}[)）〕】\]]|[一二三四五六七八九十\d]{1,3}(?:[、．]|\.(?!\d)))/u;
/** One clause, behind a date or an issue if there is one: any clause more would be a statement that went unchecked. */
const SAYING =
  /^(?:[^。！？!?，,：:]{1,30}[日月年期上中][，,])?[^。！？!?，,：:]{0,60}?(?:介绍|报道|指出|提出|显示|表示|强调|透露|披露|记载|写道|所述|所载|刊载|刊登|刊发|提到|一文)(?:说|称|道|到|中|了)?[，,：:]/u;
const ACCORDING = /^[“"「『\s]{0,3}(?:据|根据|依据|按照|按|正如|摘自|引自|来源)[^。！？!?，,：:]{1,60}[，,：:]/u;
const COLON = /^[^。！？!?，,：:]{1,40}[：:]/u;

/** Words that may lead to a sentence's statement. */
export interface LeadIn {
  /** Where they end, in the sentence. */
  end: number;
  /** Whether their own words tell that they are one, not only the colon or the number behind them. */
  isSaying: boolean;
}

/** The words that may lead to a sentence's statement, longest first. */
export function findLeadIns(sentence: string): LeadIn[] {
  const opening = sentence.slice(0, OPENING_MAX);
  const ends = [SAYING, ACCORDING, COLON, ENUMERATOR].map((pattern) => pattern.exec(opening)?.[0].length ?? 0);
  const [saying, according] = ends;
  return [...new Set(ends)]
    .filter((end) => end > 0)
    .sort((a, b) => b - a)
    .map((end) => ({ end, isSaying: end === saying || end === according }));
}

/** Where the number of a list item ends that opens a sentence; 0 where none does. */
export function enumeratorEnd(sentence: string): number {
  return ENUMERATOR.exec(sentence.slice(0, OPENING_MAX))?.[0].length ?? 0;
}

const BRACKETS: Record<string, string> = { '）': '（', '】': '【', '〕': '〔', ']': '[' };
const ENDING = new Set('。；;，, \n\r\t\u3000');
/** Characters of a source at most; what is longer is a part of the sentence. */
const SOURCE_MAX = 80;

const NAMES_SOURCE =
  /第\s{0,4}[\d一二三四五六七八九十]{1,4}\s{0,4}期|简报|摘自|引自|来源|见《|据《|《[^《》]{1,60}》|[县市区]/u;

/** Where a source in brackets, or behind a dash, begins at a sentence's end; its length where there is none. */
export function sourceStart(sentence: string): number {
  let end = sentence.length;
  while (end > 0 && ENDING.has(sentence[end - 1] ?? '')) end--;
  // Brackets before dashes: a sentence may hold dashes of its own, as in 3—4户.
  const opening = BRACKETS[fullWidth(sentence[end - 1] ?? '')];
  const least = Math.max(0, end - SOURCE_MAX);
  let start = end - 1;
  while (
    start >= least &&
    !(opening === undefined ? sentence.startsWith('——', start) : opens(sentence, start, opening))
  ) {
    start--;
  }
  return start >= least && NAMES_SOURCE.test(sentence.slice(start, end)) ? start : sentence.length;
}

/** A bracket may be closed in the other width. */
function fullWidth(mark: string): string {
  return mark === ')' ? '）' : mark;
}

function opens(sentence: string, at: number, opening: string): boolean {
  const mark = sentence[at];
  return mark === opening || (mark === '(' && opening === '（');
}

const LINKS =
  /同时|此外|另外|其中|目前|当前|现在|而且|并且|因此|所以|于是|为此|近年来|与此同时|截至目前|截止目前|例如|比如|首先|其次|再次|最后|第[一二三四五六七八九十]|[一二三四五六七八九十]是|结果|最终|对此|具体来说|总之|可见|但是|但|并|也|还|又|而|以及|和|及|在|的|等|地|中|县里|当地|该县|该区|该村|一文/gu;

/** Whether words only link or name: nothing is left of them without `names`, which are spans of the text. */
export function isOnlyLinking(text: string, names: readonly { start: number; end: number }[]): boolean {
  let rest = text;
  for (const { start, end } of [...names].reverse()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  rest = rest.replace(/《[^《》]{0,60}》/gu, ' ').replace(LINKS, ' ');
  return !/[\p{L}\p{N}]/u.test(rest);
}

/** Words from `start` to `end` between quotation marks, those of the outermost marks. */
export interface Quotation {
  start: number;
  end: number;
}

const OPENING: Record<string, string> = { '“': '”', '「': '」', '『': '』', '„': '”', '〝': '〞' };

/** What a text has in quotation marks. Marks without a partner quote nothing. */
export function findQuotations(text: string): Quotation[] {
  const quotations: Quotation[] = [];
  const open: { closing: string; start: number }[] = [];
  let straightAt = -1;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] ?? '';
    const closing = OPENING[mark];
    if (closing !== undefined) {
      if (open.length < 8) open.push({ closing, start: at + 1 });
    } else if (open.at(-1)?.closing === mark) {
      const { start } = open.pop() as { start: number };
      if (open.length === 0) quotations.push({ start, end: at });
    } else if (mark === '"' || mark === '＂') {
      if (straightAt >= 0) quotations.push({ start: straightAt, end: at });
      straightAt = straightAt >= 0 ? -1 : at + 1;
    }
  }
  return quotations.sort((a, b) => a.start - b.start);
}
