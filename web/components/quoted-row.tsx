import type { Extract } from '../../server/contract.ts';
import { segmentText, type Span } from '../mark-segments.ts';
import { cutRows } from '../table-cells.ts';

type Header = NonNullable<Extract['tableHeader']>;
type Properties = { header: Header; text: string; highlights?: readonly Span[] };

/** A row of a table below the names of its columns. */
export function QuotedRow({ header, text, highlights = [] }: Properties) {
  return (
    <div class="table-frame">
      <table class="quoted-table">
        <thead>
          {cutRows(header.text).map((cells, row) => (
            <tr key={row}>
              {cells.map(({ start, end }) => (
                <th key={start} scope="col">
                  {header.text.slice(start, end)}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {cutRows(text).map((cells, row) => (
            <tr key={row}>
              {cells.map((cell) => (
                <td key={cell.start}>
                  {segmentText(text, highlights, cell).map((segment) =>
                    segment.marks.length > 0 ? <mark key={segment.start}>{segment.text}</mark> : segment.text,
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
