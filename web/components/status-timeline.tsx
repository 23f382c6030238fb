import type { Held, Issue } from '../../server/contract-status.ts';
import { EMPTY_QUERY, writeBrowseQuery } from '../browse-filter.ts';
import { formatDate, formatIssueId } from '../citation-text.ts';
import { CROWDED, CROWDED_ON_PHONE, layOutTimeline, shortIssue, type TimelineYear } from '../status-timeline.ts';
import { ViewLink } from './view-link.tsx';

type Visiting = { onVisit: (address: string) => void };

/** Every issue at its date, and the way to its articles. */
export function StatusTimeline({ held, onVisit }: Visiting & { held: Held }) {
  const { years, undated } = layOutTimeline(held.issues);
  const hasStrokes = years.some(({ marks }) => marks.length > CROWDED_ON_PHONE);
  if (held.issues.length === 0) return <p class="status-note">简报都没有印期号。</p>;
  return (
    <>
      <p class="status-note">
        圆点标在印发日期上，里面的数是收录的篇数，点开就是这一期的文章。
        {hasStrokes && '期数多而地方窄时画成竖条，越长篇数越多。'}
      </p>
      <div class="timeline">
        {years.map((year) => (
          <YearLine key={year.year} line={year} onVisit={onVisit} />
        ))}
      </div>
      {undated.length > 0 && (
        <p class="status-aside">
          没有印日期：
          {undated.map((issue) => (
            <ViewLink key={issue.issueId} href={addressOf(issue)} class="link" onVisit={onVisit}>
              {formatIssueId(issue.issueId)}（{issue.articles} 篇）
            </ViewLink>
          ))}
        </p>
      )}
      {held.withoutIssue > 0 && <p class="status-aside">另有 {held.withoutIssue} 篇文章不属于任何一期。</p>}
    </>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

function YearLine({ line, onVisit }: Visiting & { line: TimelineYear }) {
  const { year, marks, articles } = line;
  return (
    <section class={`timeline-year ${roomOf(marks.length)}`}>
      <h4>
        {year}年
        <span class="timeline-sum">
          {marks.length} 期 {articles} 篇
        </span>
      </h4>
      <div class="timeline-body">
        <ol class="timeline-marks" aria-label={`${year}年的简报`}>
          {marks.map(({ issue, position, size }) => (
            <li key={issue.issueId} style={{ left: `${position}%` }}>
              <ViewLink href={addressOf(issue)} class="timeline-mark" onVisit={onVisit}>
                <span class="timeline-label">{shortIssue(issue)}</span>
                <span class="off-screen">（{describeIssue(issue)}），</span>
                <span class="timeline-dot" style={{ width: `${size}rem`, height: `${size}rem` }}>
                  {issue.articles}
                </span>
                <span class="off-screen"> 篇</span>
              </ViewLink>
            </li>
          ))}
        </ol>
        <div class="timeline-months" aria-hidden="true">
          {MONTHS.map((month) => (
            <span key={month}>
              {month}
              <span class="timeline-month-word">月</span>
            </span>
          ))}
        </div>
      </div>
    </section>
  );
}

function roomOf(marks: number): string {
  if (marks > CROWDED) return 'timeline-crowded';
  return marks > CROWDED_ON_PHONE ? 'timeline-many' : '';
}

function addressOf({ issueId }: Issue): string {
  return `/browse${writeBrowseQuery({ ...EMPTY_QUERY, issue: issueId })}`;
}

function describeIssue({ issueId, issue, publishedOn }: Issue): string {
  const name = issue ?? formatIssueId(issueId);
  return publishedOn === null ? name : `${name}，${formatDate(publishedOn)}印发`;
}
