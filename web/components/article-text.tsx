import { type ComponentChildren, Fragment } from 'preact';
import type { ArticleResponse } from '../../server/contract-articles.ts';
import { formatConfidence, isUnsure } from '../citation-text.ts';
import { segmentText, type Segment, type Span } from '../mark-segments.ts';
import type { SourceMarks } from '../source-marks.ts';
import { groupRows } from '../table-cells.ts';
import { ArticleTable } from './article-table.tsx';

type Paragraph = ArticleResponse['paragraphs'][number];
type Repair = ArticleResponse['repairs'][number];

/** The whole article in reading order, with the cited words marked. */
export function ArticleText({ article, marks }: { article: ArticleResponse; marks: SourceMarks }) {
  const currentSpan = marks.spans[marks.current];
  const pages = new Map(article.pages?.map(({ start, page }) => [start, page]));
  // The page that begins says more than that a paragraph goes over to it.
  const repairs = new Map(article.repairs.flatMap((repair) => (pages.has(repair.at) ? [] : [[repair.at, repair]])));
  const cuts = [...repairs.keys(), ...pages.keys()];
  const wordsOf = (span: Span, begun = span.start): ComponentChildren =>
    segmentText(article.text, marks.spans, span, cuts).map((segment) => (
      <Fragment key={segment.start}>
        {segment.start > begun && <PageTurn page={pages.get(segment.start)} />}
        <RepairSign repair={repairs.get(segment.start)} />
        <MarkedSegment segment={segment} marks={marks} />
      </Fragment>
    ));
  return (
    <div class="article-text">
      {groupRows(article.paragraphs).map((group) => {
        const { paragraph, index } = group[0] as (typeof group)[number];
        const cited = currentSpan && currentSpan.start < paragraph.end && paragraph.start < currentSpan.end;
        return (
          <Fragment key={paragraph.start}>
            <PageMark page={pages.get(paragraph.start)} />
            {paragraph.role === 'row' ? (
              <ArticleTable text={article.text} rows={group} current={currentSpan}>
                {(cell) => wordsOf(cell, paragraph.start)}
              </ArticleTable>
            ) : (
              <ParagraphElement article={article} paragraph={paragraph} index={index} cited={!!cited}>
                {wordsOf(paragraph)}
              </ParagraphElement>
            )}
          </Fragment>
        );
      })}
    </div>
  );
}

type ParagraphProperties = {
  article: ArticleResponse;
  paragraph: Paragraph;
  index: number;
  cited: boolean;
  children: ComponentChildren;
};

function ParagraphElement({ article, paragraph, index, cited, children }: ParagraphProperties) {
  const { role, confidence } = paragraph;
  const unsure = isUnsure(confidence) ? ' paragraph-unsure' : '';
  const attributes = {
    class: `paragraph paragraph-${role}${cited ? ' paragraph-current' : ''}${unsure}`,
    'data-paragraph': index,
    title:
      confidence === undefined
        ? undefined
        : `文字识别，把握 ${formatConfidence(confidence)}${unsure && '，请对照原件核对'}`,
  };
  if (paragraph.role !== 'heading') return <p {...attributes}>{children}</p>;
  const level = article.sections.find((section) => section.start === paragraph.start)?.level ?? 1;
  if (level === 1) return <h3 {...attributes}>{children}</h3>;
  return level === 2 ? <h4 {...attributes}>{children}</h4> : <h5 {...attributes}>{children}</h5>;
}

/** Where a page of the file begins with a paragraph; like the other signs without text that would be copied along. */
function PageMark({ page }: { page: number | undefined }) {
  if (page === undefined) return null;
  return <div class="page-mark" role="separator" aria-label={`第 ${page} 页`} data-label={`第 ${page} 页`} />;
}

/** Where a page of the file begins within a paragraph. */
function PageTurn({ page }: { page: number | undefined }) {
  if (page === undefined) return null;
  const words = `第 ${page} 页由此开始`;
  return <span class="page-turn" role="img" aria-label={words} title={words} data-label={`第 ${page} 页`} />;
}

/** Has no text of its own, which would be taken along when the words around it are copied. */
function RepairSign({ repair }: { repair: Repair | undefined }) {
  if (!repair) return null;
  const [before, after] = repair.lines;
  const words = `原文在此断开，第 ${before} 行接第 ${after} 行`;
  return <span class="repair" role="img" aria-label={words} title={words} />;
}

function MarkedSegment({ segment, marks }: { segment: Segment; marks: SourceMarks }) {
  if (segment.marks.length === 0) return <>{segment.text}</>;
  const isCurrent = segment.marks.includes(marks.current);
  const begun = segment.marks.find((index) => marks.spans[index]?.start === segment.start);
  return (
    <mark
      class={isCurrent ? 'cited cited-current' : 'cited'}
      data-current-mark={isCurrent ? '' : undefined}
      // Shown by the style sheet: as text it would be taken along when the words are copied.
      data-label={begun === undefined ? undefined : `第${begun + 1}处`}
    >
      {segment.text}
    </mark>
  );
}
