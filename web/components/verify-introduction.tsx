import { useState } from 'preact/hooks';
import { type ApiClient, failureMessage } from '../api-client.ts';
import type { Loaded } from '../use-loaded.ts';
import { makeExample } from '../verify-example.ts';
import type { Held } from './page-header.tsx';

type Properties = {
  api: ApiClient;
  held: Loaded<Held>;
  /** Whether there is no draft that an example would overwrite. */
  empty: boolean;
  onFill: (draft: string) => void;
};

/** Articles that are looked through for an example. */
const ARTICLES_MAX = 5;

export function VerifyIntroduction({ api, held, empty, onFill }: Properties) {
  const [note, setNote] = useState('');
  const articles = held.state === 'ready' ? held.value.articles : [];

  async function fill(): Promise<void> {
    setNote('正在取例子…');
    try {
      for (const { id } of articles.slice(0, ARTICLES_MAX)) {
        const example = makeExample(await api.readArticle(id));
        if (example === null) continue;
        onFill(example);
        setNote('已填入两句：一句照原文，一句改了数字。');
        return;
      }
      setNote('所收的文章里没有合适的例子。');
    } catch (error) {
      setNote(failureMessage(error));
    }
  }

  return (
    <div class="verify-introduction">
      <p>
        把引用了简报的草稿粘贴进来，逐句对照原文：是逐字一致，还是改了字词、数字，弄错出处，或者简报里没有。
        <br />
        找到的都附原文和出处，点开可看全文。这里只作比对，不改动草稿。
      </p>
      {articles.length > 0 && (
        <p class="verify-example">
          {empty && (
            <button type="button" class="button" onClick={() => void fill()}>
              填入一段例子
            </button>
          )}
          <span role="status">{note}</span>
        </p>
      )}
    </div>
  );
}
