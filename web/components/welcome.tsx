import type { Loaded } from '../use-loaded.ts';
import type { Held } from './page-header.tsx';
import { QuestionButtons } from './question-buttons.tsx';
import { FailureNotice } from './failure-notice.tsx';

type Properties = { held: Loaded<Held>; onReload: () => void; onAsk: (question: string) => void };

export function Welcome({ held, onReload, onAsk }: Properties) {
  return (
    <section class="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">问一句，看简报怎么写</h2>
      <p class="welcome-lead">
        用平常的话提问，这里从脱贫攻坚简报中找出能回答的段落，一字不改地摘给您。每段都注明期号、文章和位置，点“查看原文”可核对全文。简报里没有的，会直说没有。
      </p>
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
      {held.state === 'ready' && held.value.examples.length > 0 && (
        <QuestionButtons title="可以这样问" questions={held.value.examples} onAsk={onAsk} />
      )}
    </section>
  );
}
