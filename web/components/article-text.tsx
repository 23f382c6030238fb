import { type ComponentChildren, Fragment } from 'preact';
import type { ArticleResponse } from '../../server/contract-articles.ts';
import { segmentText, type Segment } from '../mark-segments.ts';
import type { SourceMarks } from '../source-marks.ts';

type Paragraph = ArticleResponse['paragraphs'][number];
type Repair = ArticleResponse['repairs'][number];

/** The whole article in reading order, with the cited words marked. */
export function ArticleText({ article, marks }: { article: ArticleResponse; marks: SourceMarks }) {
  const currentSpan = marks.spans[marks.current];
  const repairs = new Map(article.repairs.map((repair) => [repair.at, repair]));
  return (
    <div class="article-text">
      {article.paragraphs.map((paragraph, index) => {
        const cited = currentSpan && currentSpan.start < paragraph.end && paragraph.start < currentSpan.end;
        return (
          <ParagraphElement key={paragraph.start} article={article} paragraph={paragraph} index={index} cited={!!cited}>
            {segmentText(article.text, marks.spans, paragraph, [...repairs.keys()]).map((segment) => (
              <Fragment key={segment.start}>
                <RepairSign repair={repairs.get(segment.start)} />
                <MarkedSegment segment={segment} marks={marks} />
              </Fragment>
            ))}
          </ParagraphElement>
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
  const attributes = {
    class: `paragraph paragraph-${paragraph.role}${cited ? ' paragraph-current' : ''}`,
    'data-paragraph': index,
  };
  if (paragraph.role !== 'heading') return <p {...attributes}>{children}</p>;
  const level = article.sections.find((section) => section.start === paragraph.start)?.level ?? 1;
  if (level === 1) return <h3 {...attributes}>{children}</h3>;
  return level === 2 ? <h4 {...attributes}>{children}</h4> : <h5 {...attributes}>{children}</h5>;
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
