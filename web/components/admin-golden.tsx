import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import type { GoldenRequest } from '../../server/contract-feedback.ts';
import { type ApiClient, failureMessage } from '../api-client.ts';
import { readFacts } from '../golden-facts.ts';
import { ArticleChoice } from './article-choice.tsx';

type Properties = {
  api: ApiClient;
  articles: readonly ArticleSummary[];
  record: Pick<GoldenRequest, 'kind' | 'id'>;
  /** The article that the record is of. */
  articleId?: string;
  golden: boolean;
  about: string;
  /** What else can be done with the record. */
  children: ComponentChildren;
};

type Progress = { state: 'closed' | 'open' | 'sending' | 'kept' } | { state: 'failed'; message: string };

/** Makes a question of the installation's own golden set of a record, once it is said what the answer has to be. */
export function AdminGolden({ api, articles, record, articleId = '', golden, about, children }: Properties) {
  const name = useId();
  const [progress, setProgress] = useState<Progress>({ state: 'closed' });
  const [answerable, setAnswerable] = useState(false);
  const [article, setArticle] = useState(articleId);
  const [facts, setFacts] = useState('');
  const isOpen = progress.state !== 'closed' && progress.state !== 'kept';
  const isIn = golden || progress.state === 'kept';

  async function add(): Promise<void> {
    setProgress({ state: 'sending' });
    try {
      const decision = answerable ? { articleId: article, facts: readFacts(facts) } : { answerable: false };
      await api.addGolden({ ...record, ...decision });
      setProgress({ state: 'kept' });
    } catch (error) {
      setProgress({ state: 'failed', message: failureMessage(error) });
    }
  }

  return (
    <>
      <div class="admin-actions">
        {children}
        <button
          type="button"
          class="button"
          aria-expanded={isOpen}
          onClick={() => setProgress({ state: isOpen ? 'closed' : 'open' })}
        >
          {isIn ? '改动题集' : '加入题集'}
          <span class="off-screen">：{about}</span>
        </button>
        <span class="admin-state" role="status">
          {progress.state === 'kept' ? '已加入题集，下次 npm run eval 会一并测量。' : isIn ? '已在题集' : ''}
        </span>
      </div>
      {isOpen && (
        <form
          class="admin-golden"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <fieldset>
            <legend class="label">这个问题应当怎样答</legend>
            <label>
              <input type="radio" name={name} checked={!answerable} onChange={() => setAnswerable(false)} />
              应当答“没有依据”
            </label>
            <label>
              <input type="radio" name={name} checked={answerable} onChange={() => setAnswerable(true)} />
              应当能答出，答案在收录的简报里
            </label>
          </fieldset>
          {answerable && (
            <>
              <ArticleChoice articles={articles} chosen={article} onChoose={setArticle} />
              <label>
                答案在其中的原话（一行一个要点，从原文复制；一个要点有几处说法时用“|”隔开，答出一处即可）
                <textarea required rows={3} value={facts} onInput={(event) => setFacts(event.currentTarget.value)} />
              </label>
            </>
          )}
          {progress.state === 'failed' && <p role="alert">没有加入。{progress.message}</p>}
          <div class="admin-actions">
            <button type="submit" class="button button-main" disabled={progress.state === 'sending'}>
              加入
            </button>
            <button type="button" class="button button-quiet" onClick={() => setProgress({ state: 'closed' })}>
              取消
            </button>
          </div>
        </form>
      )}
    </>
  );
}
