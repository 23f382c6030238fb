import type { Filter } from '../../server/contract.ts';
import type { ApiClient } from '../api-client.ts';
import type { ConversationSummary } from '../kept-conversations.ts';
import { type Loaded, useLoaded } from '../use-loaded.ts';
import type { Held } from './page-header.tsx';
import { QuestionButtons } from './question-buttons.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { formatHeld, formatPeriod } from '../citation-text.ts';
import { HistoryContinue } from './history-continue.tsx';

type Properties = {
  api: ApiClient;
  held: Loaded<Held>;
  /** Of the index that answers, where it is known: another has other examples. */
  indexVersion: string;
  /** What every question is narrowed to. */
  filter: Filter | null;
  /** The newest conversation that this browser keeps. */
  last: ConversationSummary | null;
  onReload: () => void;
  onAsk: (question: string) => void;
  onContinue: (id: string) => void;
};

export function Welcome({ api, held, indexVersion, filter, last, onReload, onAsk, onContinue }: Properties) {
  // Not after what is held, which is long: one can ask before it is there. Asked for again when that is: a lost server is
  // said once.
  const examples = useLoaded(`${held.state === 'failed'} ${indexVersion} ${JSON.stringify(filter)}`, (signal) =>
    api.listExamples(filter, signal),
  ).loaded;
  return (
    <section class="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">问一句，看简报怎么写</h2>
      <p class="welcome-lead">
        用平常的话提问，这里从脱贫攻坚简报中找出能回答的段落，一字不改地摘给您。每段都注明期号、文章和位置，点“查看原文”可核对全文。简报里没有的，会直说没有。
      </p>
      {last && <HistoryContinue last={last} onContinue={() => onContinue(last.id)} />}
      {held.state === 'ready' && held.value.articles.length > 0 && (
        <p class="welcome-held">{describeHeld(held.value)}</p>
      )}
      {held.state === 'failed' && <FailureNotice message={held.message} onRetry={onReload} />}
      {held.state === 'ready' && held.value.articles.length === 0 && (
        <p class="notice">简报文件夹里还没有文章，所以暂时什么也查不到。</p>
      )}
      {held.state === 'ready' && held.value.bulletins.some((bulletin) => bulletin.digest) && (
        <p class="welcome-digest">
          <span class="badge">摘编</span>
          标有此字样的文章转述该期简报的事实与数字，不是简报的原话。
        </p>
      )}
      {examples.state === 'ready' && examples.value.length > 0 && (
        <QuestionButtons title="可以这样问" questions={examples.value} onAsk={onAsk} />
      )}
    </section>
  );
}

function describeHeld({ bulletins, articles }: Held): string {
  const printedIn = formatPeriod(bulletins.filter(({ issueId }) => issueId !== null));
  const places = new Set(articles.flatMap((article) => article.places)).size;
  return `现收 ${formatHeld(bulletins)}，共 ${articles.length} 篇文章，讲到 ${places} 个县、区、村${printedIn ? `，印发于 ${printedIn}` : ''}。`;
}
