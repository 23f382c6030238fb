import { useState } from 'preact/hooks';
import type { ExportKind, Report } from '../../server/contract-feedback.ts';
import { failureMessage } from '../api-client.ts';
import { downloadFile } from '../export/download-file.ts';
import { PERIODS, useReport } from '../use-report.ts';
import { AdminChart } from './admin-chart.tsx';
import { BadExtracts, UnansweredQuestions } from './admin-entries.tsx';
import type { AdminProperties } from './admin-view.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { KeyNeeded } from './key-needed.tsx';
import '../styles/admin.css';

export function AdminReport(properties: AdminProperties) {
  const [days, setDays] = useState<number>(30);
  const { loaded, reload } = useReport(properties.api, days);
  return (
    <>
      <p class="admin-lead">
        读者没有得到回答的问题，和评为不合适的摘录，都是改进的线索：缺的简报可以补上，答偏的可以编成题，以后每次改动都据此检验。
      </p>
      <div class="admin-periods" role="group" aria-label="时间">
        {PERIODS.map((period) => (
          <button
            key={period}
            type="button"
            class="button"
            aria-pressed={period === days}
            onClick={() => setDays(period)}
          >
            最近 {period} 天
          </button>
        ))}
      </div>
      {loaded.state === 'loading' && <p class="asking">正在汇总</p>}
      {loaded.state === 'failed' && <FailureNotice message={loaded.message} onRetry={reload} />}
      {loaded.state === 'ready' && 'refused' in loaded.value && (
        <KeyNeeded message={loaded.value.refused} onReload={reload} />
      )}
      {loaded.state === 'ready' && 'report' in loaded.value && (
        <ReportSections {...properties} report={loaded.value.report} />
      )}
    </>
  );
}

function ReportSections({ report, ...properties }: AdminProperties & { report: Report }) {
  const { totals, unanswered, unansweredLeftOff, extracts, extractsLeftOff, logsQuestions, days } = report;
  const exporting = { api: properties.api, days };
  return (
    <>
      <AdminChart report={report} />
      <section class="admin-section" aria-labelledby="admin-unanswered">
        <div class="admin-head">
          <h3 id="admin-unanswered">未能回答的问题（{totals.unanswered} 次）</h3>
          <ExportButton {...exporting} kind="unanswered" name="导出未能回答的问题" />
        </div>
        {!logsQuestions && <LoggingIsOff />}
        {unanswered.length === 0 && <p class="admin-none">这段时间没有记录。</p>}
        <UnansweredQuestions {...properties} questions={unanswered} />
        {unansweredLeftOff > 0 && <p class="admin-none">另有 {unansweredLeftOff} 个问题，导出后可见。</p>}
      </section>
      <section class="admin-section" aria-labelledby="admin-bad">
        <div class="admin-head">
          <h3 id="admin-bad">评为不合适的摘录（{totals.bad} 次）</h3>
          <ExportButton {...exporting} kind="extracts" name="导出全部评价" />
        </div>
        {extracts.length === 0 && <p class="admin-none">这段时间没有记录。</p>}
        <BadExtracts {...properties} extracts={extracts} />
        {extractsLeftOff > 0 && <p class="admin-none">另有 {extractsLeftOff} 段，导出后可见。</p>}
      </section>
    </>
  );
}

function LoggingIsOff() {
  return (
    <div class="notice admin-off">
      <p>
        <strong>没有开启记录，未能回答的问题不会保存。</strong>
        如要记下，请在启动服务的环境中设置 <code>LOG_QUESTIONS=true</code>，再重新启动服务。
        记下的是问题的原话、理解和原因，保存在本机的数据文件夹里，不记是谁问的；请先告知使用者。
      </p>
    </div>
  );
}

type ExportProperties = Pick<AdminProperties, 'api'> & { kind: ExportKind; days: number; name: string };

function ExportButton({ api, kind, days, name }: ExportProperties) {
  const [state, setState] = useState<{ busy: boolean; problem: string }>({ busy: false, problem: '' });

  async function save(): Promise<void> {
    setState({ busy: true, problem: '' });
    try {
      downloadFile(await api.exportReport(kind, days), `${name.replace('导出', '')}-最近${days}天.csv`);
      setState({ busy: false, problem: '' });
    } catch (error) {
      setState({ busy: false, problem: failureMessage(error) });
    }
  }

  return (
    <span class="admin-export">
      <button type="button" class="button" disabled={state.busy} onClick={() => void save()}>
        {name}
      </button>
      <span role="status">{state.problem}</span>
    </span>
  );
}
