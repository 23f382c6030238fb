/**
 * What the reader takes away, before it is a file of any kind: sections of cited text in reading order. Pure; the
 * writers beside this file turn it into Word, Markdown or what the clipboard holds.
 */
import type { Answer, Extract } from '../../server/contract.ts';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import { describeFilter } from '../browse-filter.ts';
import { type CitationForm, formatCitation } from '../citation-forms.ts';
import { formatDate } from '../citation-text.ts';
import { groupByQuestion } from '../clip-list.ts';
import type { AnsweredTurn } from '../conversation.ts';
import { describeOutline, hasOwnNumbers, type Outline } from '../outline-text.ts';
import { showPart } from '../read-parts.ts';
import type { Clip } from '../storage.ts';

/** `text` may have line breaks; the citation belongs at its end. */
export type ExportBlock =
  | { kind: 'quote'; text: string; citation: string }
  | { kind: 'paragraph'; text: string; citation: string | null }
  /** `number` is null where the words bring a number of their own. */
  | { kind: 'item'; text: string; citation: string | null; number: number | null };

export type ExportSection = { heading: string; blocks: ExportBlock[] };

export type ExportDocument = {
  title: string;
  /** The day of export, what was searched, and what else has to be known of the words. */
  notes: string[];
  sections: ExportSection[];
};

export type Coverage = { bulletins: number; articles: number };

type Occasion = { form: CitationForm; day: Date };

/** Words of an article with their source. */
type Cited = Pick<Extract, 'text' | 'citation'> & Partial<Pick<Extract, 'tableHeader'>>;

export const RECOGNISED_NOTE = '部分文字由图像识别得来，引用前请对照原件核对。';

export const DIGEST_NOTE = '出处注明“摘编”的，文字转述该期简报的事实与数字，不是简报的原话。';

/** `articles` are those held, for the name of what a question was narrowed to. */
export function makeConversationDocument(
  turns: readonly AnsweredTurn[],
  articles: readonly ArticleSummary[],
  { form, day }: Occasion,
): ExportDocument {
  const answers = turns.map(({ outcome }) => outcome.answer);
  const extracts = answers.flatMap((answer) => [...answer.extracts, ...(answer.outline?.items ?? [])]);
  return {
    title: '简报问答',
    notes: makeNotes(extracts, answers[answers.length - 1]?.coverage ?? null, day),
    sections: turns.map((turn) => ({
      heading: joinLines(turn.question),
      blocks: [...sayScope(turn, articles), ...listBlocks(turn.outcome.answer, form)],
    })),
  };
}

export function makeClipsDocument(
  clips: readonly Clip[],
  coverage: Coverage | null,
  { form, day }: Occasion,
): ExportDocument {
  const extracts = clips.map(({ extract }) => extract);
  return {
    title: '简报摘录',
    notes: makeNotes(extracts, coverage, day),
    sections: groupByQuestion(clips).map((group) => ({
      heading: joinLines(group.question),
      blocks: group.clips.map(({ extract }) => makeQuote(extract, form)),
    })),
  };
}

/** A row of a table is taken along with the names of its columns, on a line above it. */
export function makeQuote({ text, tableHeader, citation }: Cited, form: CitationForm): ExportBlock & { kind: 'quote' } {
  const words = tableHeader ? `${tableHeader.text}\n${text}` : text;
  return { kind: 'quote', text: words, citation: formatCitation(citation, form) };
}

/** 简报问答-2026-11-22, by the reader's calendar. */
export function nameFile({ title }: Pick<ExportDocument, 'title'>, day: Date): string {
  return `${title}-${isoDay(day)}`;
}

/** The day of export, what was searched, and what has to be known of words of a 摘编 and of recognised ones. */
export function makeNotes(cited: readonly Cited[], coverage: Coverage | null, day: Date): string[] {
  return [
    `导出日期：${formatDate(isoDay(day))}`,
    ...(coverage ? [`查找范围：${coverage.bulletins} 份材料、${coverage.articles} 篇文章`] : []),
    ...(cited.some(({ citation }) => citation.digest) ? [DIGEST_NOTE] : []),
    ...(cited.some(({ citation }) => citation.source.recognition) ? [RECOGNISED_NOTE] : []),
  ];
}

/** What the reader narrowed the question to, and took away from it: the answer holds no further than that. */
function sayScope({ filter, without }: AnsweredTurn, articles: readonly ArticleSummary[]): ExportBlock[] {
  return [
    ...(without.length > 0 ? [makeParagraph(`已去掉：${without.map(showPart).join('、')}`)] : []),
    ...(filter ? [makeParagraph(`只在${describeFilter(filter, articles)}中查找`)] : []),
  ];
}

function listBlocks(answer: Answer, form: CitationForm): ExportBlock[] {
  const { question, understood, status, reason, outline, extracts } = answer;
  return [
    ...(understood === question ? [] : [makeParagraph(`按“${understood}”查找`)]),
    ...(status === 'no_evidence' ? [makeParagraph(`简报中没有找到依据。${reason ?? ''}`)] : []),
    ...(outline ? listOutline(outline, form) : []),
    ...extracts.map((extract) => makeQuote(extract, form)),
  ];
}

/** The source is named once, at the heading, where one citation holds for all items. */
function listOutline(outline: Outline, form: CitationForm): ExportBlock[] {
  const citations = outline.items.map(({ citation }) => formatCitation(citation, form));
  const [first] = citations;
  const shared = first !== undefined && citations.every((citation) => citation === first) ? first : null;
  const numbered = !hasOwnNumbers(outline);
  return [
    { ...makeParagraph(`${outline.heading}（${describeOutline(outline)}）`), citation: shared },
    ...outline.items.map(({ text }, index): ExportBlock => {
      const citation = shared === null ? (citations[index] ?? null) : null;
      return { kind: 'item', text, citation, number: numbered ? index + 1 : null };
    }),
  ];
}

export function makeParagraph(text: string): ExportBlock & { kind: 'paragraph' } {
  return { kind: 'paragraph', text, citation: null };
}

/** A heading is one line, whatever was typed. */
function joinLines(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function isoDay(day: Date): string {
  const [month, date] = [day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${day.getFullYear()}-${month}-${date}`;
}
