/**
 * A citation in the form that the reader's document asks for. Each form says 摘编 where the source is one, and leaves
 * out what the bulletin does not print rather than fill it in.
 */
import type { Citation } from '../server/contract.ts';
import { formatDate } from './citation-text.ts';

export type CitationForm = 'official' | 'standard' | 'plain';

export type CitedSource = Pick<
  Citation,
  'articleTitle' | 'byline' | 'series' | 'issue' | 'issueId' | 'publishedOn' | 'digest' | 'label'
> & { source?: Pick<Citation['source'], 'pages'> };

type Form = { name: string; format: (source: CitedSource) => string };

export const CITATION_FORMS: Record<CitationForm, Form> = {
  official: { name: '公文体', format: formatOfficial },
  standard: { name: '国标 GB/T 7714—2025', format: formatStandard },
  plain: { name: '详注（含作者和小节）', format: ({ label }) => label },
};

export const DEFAULT_FORM: CitationForm = 'official';

export function isCitationForm(value: unknown): value is CitationForm {
  return typeof value === 'string' && Object.keys(CITATION_FORMS).includes(value);
}

export function formatCitation(source: CitedSource, form: CitationForm): string {
  return CITATION_FORMS[form].format(source);
}

/** 摘自《刊名》期号《题名》（摘编）第 N 页，日期. Without a series the author is named, as nothing else tells the article. */
function formatOfficial({ articleTitle, byline, series, issue, publishedOn, digest, source }: CitedSource): string {
  const from = series ? `${putInTitleMarks(series)}${issue ?? ''}` : (issue ?? readAuthors(byline).join('、'));
  const page = source?.pages ? `第${joinPages(source.pages, '–')}页` : '';
  const article = `${putInTitleMarks(articleTitle)}${digest ? '（摘编）' : ''}${page}`;
  return [`摘自${from}${article}`, publishedOn && formatDate(publishedOn)].filter(Boolean).join('，');
}

/**
 * GB/T 7714—2025, 8.5 连续出版物中的析出文献: 责任者. 题名[文献类型标识]. 刊名，年（期）：页码. The punctuation inside an item is
 * full width, as the standard sets Chinese entries.
 *
 * - The mark is J: a bulletin is a serial with numbered issues, and J is the mark of serials other than newspapers.
 *   An article that names no series is taken from no serial and gets Z (其他).
 * - A serial without volumes has its issue in brackets after the year (8.5.1.1: 2010（6）). Where no issue is known, the
 *   date stands alone. 总期号 is not part of the form.
 * - The page is that of the file, where it has pages; files of text have lines, which are not part of the form.
 * - Up to three authors, then 等 (7.1.2); an unknown one is left out, as numbered references allow (7.1.3).
 * - 摘编 is 其他题名信息, after a colon (7.2.3), as the standard has it with 附视频.
 */
function formatStandard(cited: CitedSource): string {
  const { articleTitle, byline, series, issue, issueId, publishedOn, digest, source } = cited;
  const authors = readAuthors(byline);
  const named = [...authors.slice(0, AUTHORS_MAX), ...(authors.length > AUTHORS_MAX ? ['等'] : [])].join('，');
  const title = `${articleTitle}${digest ? '：摘编' : ''}[${series ? 'J' : 'Z'}]`;
  const published = placeInSerial(issue, issueId) ?? publishedOn;
  const page = source?.pages ? `：${joinPages(source.pages, '-')}` : '';
  return `${[named, title, [series, published].filter(Boolean).join('，')].filter(Boolean).join('. ')}${page}.`;
}

function joinPages([first, last]: [number, number], between: string): string {
  return first === last ? String(first) : `${first}${between}${last}`;
}

const AUTHORS_MAX = 3;

/** 2018（14）; an issue that is not told by year and number is taken as it is printed. */
function placeInSerial(issue: string | null, issueId: string | null): string | null {
  const [, year, number] =
    /^(\d{4})-0*([1-9]\d*|0)$/.exec(issueId ?? '') ?? /(\d{4})\s*年第\s*0*([1-9]\d*|0)\s*期/.exec(issue ?? '') ?? [];
  return year && number ? `${year}（${number}）` : issue;
}

/** A byline's frame: it tells how the words came to the bulletin, not by whom they are. */
const FRAME = /^摘编自|(?:的文章|来稿|供稿|投稿)$/g;

/** Two to four characters, and not the short name of a place or an office. */
const PERSON = /^(?!.*[县镇乡村市区州局办委部处站社院校组队]$)\p{Script=Han}{2,4}$/u;

/** Who wrote it: the persons at the end of a byline, or where it names none, the office. */
export function readAuthors(byline: string | null): string[] {
  const words = byline?.replace(FRAME, '').trim().split(/\s+/).filter(Boolean) ?? [];
  const isPerson = words.map((word) => PERSON.test(word));
  const persons = words.slice(isPerson.lastIndexOf(false) + 1);
  return persons.length > 0 || words.length === 0 ? persons : [words.join(' ')];
}

/** Title marks within title marks are single (GB/T 15834). */
function putInTitleMarks(title: string): string {
  return `《${title.replace(/《/g, '〈').replace(/》/g, '〉')}》`;
}
