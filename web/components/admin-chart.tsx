import type { FeedbackDay, Report } from '../../server/contract-feedback.ts';

/** What is drawn of each day, from the bottom up. */
const PARTS: readonly [keyof Omit<FeedbackDay, 'day'>, string][] = [
  ['unanswered', '未能回答'],
  ['bad', '不合适'],
  ['good', '有用'],
];

const HEIGHT = 100;
/** Of a day and of its bar, in units of the drawing. */
const DAY_WIDTH = 10;
const BAR_WIDTH = 7;

/** A bar for each day, and the same as a table. */
export function AdminChart({ report: { byDay, totals, days } }: { report: Report }) {
  const most = Math.max(0, ...byDay.map(sumOf));
  const [first, last] = [byDay[0]?.day ?? '', byDay[byDay.length - 1]?.day ?? ''];
  const eventful = byDay.filter((day) => sumOf(day) > 0).reverse();
  return (
    <figure class="admin-chart">
      <figcaption>
        <ul class="admin-legend">
          {PARTS.map(([part, name]) => (
            <li key={part}>
              <span class={`admin-swatch admin-${part}`} aria-hidden="true" />
              {name} {totals[part]} 次
            </li>
          ))}
        </ul>
      </figcaption>
      <svg viewBox={`0 0 ${byDay.length * DAY_WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {byDay.map((day, at) => (
          <DayBar key={day.day} day={day} left={at * DAY_WIDTH} most={Math.max(1, most)} />
        ))}
      </svg>
      <p class="admin-axis" aria-hidden="true">
        <span>{first}</span>
        <span>{most > 0 ? `最高一天 ${most} 次` : '没有记录'}</span>
        <span>{last}</span>
      </p>
      <details>
        <summary>以表格显示</summary>
        <table>
          <caption class="off-screen">最近 {days} 天中有记录的日子</caption>
          <thead>
            <tr>
              <th scope="col">日期</th>
              {PARTS.map(([part, name]) => (
                <th key={part} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {eventful.map((day) => (
              <tr key={day.day}>
                <th scope="row">{day.day}</th>
                {PARTS.map(([part]) => (
                  <td key={part}>{day[part]}</td>
                ))}
              </tr>
            ))}
            {eventful.length === 0 && (
              <tr>
                <td colSpan={PARTS.length + 1}>这段时间没有记录</td>
              </tr>
            )}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function DayBar({ day, left, most }: { day: FeedbackDay; left: number; most: number }) {
  let top = HEIGHT;
  return (
    <g>
      {PARTS.map(([part]) => {
        const height = (day[part] / most) * HEIGHT;
        top -= height;
        return <rect key={part} class={`admin-${part}`} x={left} y={top} width={BAR_WIDTH} height={height} />;
      })}
    </g>
  );
}

function sumOf(day: FeedbackDay): number {
  return PARTS.reduce((sum, [part]) => sum + day[part], 0);
}
