import type { ComponentChildren } from 'preact';
import type { ArticleResponse } from '../../server/contract-articles.ts';
import type { Span } from '../mark-segments.ts';
import { cutRows, isHeaderRow, type Numbered } from '../table-cells.ts';

type Paragraph = ArticleResponse['paragraphs'][number];

type Properties = {
  text: string;
  rows: readonly Numbered<Paragraph>[];
  /** The cited words, if any, that the reader came for. */
  current: Span | undefined;
  /** The words of a span, with their marks. */
  children: (span: Span) => ComponentChildren;
};

/** Rows of an article as a table; each row is a paragraph of the article. */
export function ArticleTable({ text, rows, current, children }: Properties) {
  const paragraphs = rows.map(({ paragraph }) => paragraph);
  return (
    <div class="table-frame">
      <table class="article-table">
        <tbody>
          {rows.map(({ paragraph, index }) => {
            const isCited = current && current.start < paragraph.end && paragraph.start < current.end;
            const Cell = isHeaderRow(paragraph, paragraphs) ? 'th' : 'td';
            return (
              <tr
                key={paragraph.start}
                class={`paragraph-row${isCited ? ' paragraph-current' : ''}`}
                data-paragraph={index}
              >
                {cutRows(text, paragraph)
                  .flat()
                  .map((cell) => (
                    <Cell key={cell.start} scope={Cell === 'th' ? 'col' : undefined}>
                      {children(cell)}
                    </Cell>
                  ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
