import type { MeasuredRow, Quality, Rate } from '../../server/contract-status.ts';
import { formatInterval, formatMoment, formatShare } from '../status-words.ts';

type Measure = { name: string; note: string; read: (row: MeasuredRow) => number | null };

const MEASURES: Measure[] = [
  { name: '首条找对文章', note: '第一条摘录出自写着答案的文章', read: ({ article1 }) => article1 },
  { name: '首条含要点', note: '所问要点，在第一条摘录里的比例', read: ({ facts1 }) => facts1 },
  { name: '前五条含要点', note: '所问要点，在前五条摘录里的比例', read: ({ facts5 }) => facts5 },
  { name: '前五条答全', note: '要点一个不缺的题的比例', read: ({ full5 }) => full5 },
];

type RateMeasure = { name: string; note: string; read: (row: MeasuredRow) => Rate | null };

const RATES: RateMeasure[] = [
  { name: '误答率', note: '简报里没有答案，却给了摘录', read: ({ falseAnswers }) => falseAnswers },
  { name: '误拒率', note: '简报里有答案，却说没有依据', read: ({ falseRefusals }) => falseRefusals },
];

/** What the questions with known answers measured on this very build. The roles hold where a phone lays rows out anew. */
export function StatusQuality({ quality }: { quality: Quality }) {
  const { state, measuredAt, command, rows } = quality;
  const measured = measuredAt === null ? null : <time dateTime={measuredAt}>{formatMoment(measuredAt)}</time>;
  if (state !== 'measured') {
    return (
      <div class="status-unmeasured">
        <p>
          {measured ? (
            <>这一版程序还没有测过：上次测评是在 {measured}，此后程序有改动，旧的数字不能算作它的。</>
          ) : (
            '这一版程序还没有测过答题质量。'
          )}
        </p>
        <p>
          管理员在安装目录里运行 <code>{command}</code>，用备有答案的题目测一遍，这里就会显示结果。
        </p>
      </div>
    );
  }
  return (
    <>
      <p class="status-note">
        用备有答案的题目考这一版程序，{measured} 测得。横条全长是 0–100%，深色一段是有 95% 把握的范围。
      </p>
      <div class="status-scroller" tabIndex={0} role="group" aria-label="测评结果">
        <table class="status-table quality-table" role="table">
          <caption class="off-screen">各套题目测得的结果</caption>
          <thead role="rowgroup">
            <tr role="row">
              <td class="quality-corner" role="cell" />
              {rows.map((row) => (
                <th key={row.name} scope="col" role="columnheader">
                  {row.name}
                  <span>{row.questions.toLocaleString('zh-CN')} 题</span>
                  <span>{row.overHeld ? '现在这批简报' : '另一批文章'}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {RATES.map(({ name, note, read }) => (
              <tr key={name} role="row">
                <MeasureName name={name} note={note} />
                {rows.map((row) => (
                  <td key={row.name} role="cell">
                    <RateCell rate={read(row)} />
                  </td>
                ))}
              </tr>
            ))}
            {MEASURES.map(({ name, note, read }) => (
              <tr key={name} role="row">
                <MeasureName name={name} note={note} />
                {rows.map((row) => {
                  const value = read(row);
                  return (
                    <td key={row.name} role="cell">
                      {value === null ? <NotMeasured /> : formatShare(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr role="row">
              <MeasureName name="答案长短" note="每次回答平均多少字" />
              {rows.map(({ name, characters }) => (
                <td key={name} role="cell">
                  {characters === null ? <NotMeasured /> : `${Math.round(characters)} 字`}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </>
  );
}

function MeasureName({ name, note }: { name: string; note: string }) {
  return (
    <th scope="row" role="rowheader">
      {name}
      <span>{note}</span>
    </th>
  );
}

function NotMeasured() {
  return <span class="quality-none">没有测</span>;
}

function RateCell({ rate }: { rate: Rate | null }) {
  if (rate === null) return <NotMeasured />;
  const percent = (share: number): string => `${share * 100}%`;
  return (
    <>
      {formatShare(rate.rate)}
      <span class="rate-counted">
        <span>{rate.n} 题</span> <span>{formatInterval(rate)}</span>
      </span>
      <span class="rate-scale" aria-hidden="true">
        <span class="rate-range" style={{ left: percent(rate.low), width: percent(rate.high - rate.low) }} />
        <span class="rate-point" style={{ left: percent(rate.rate) }} />
      </span>
    </>
  );
}
