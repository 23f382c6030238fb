import type { RefObject } from 'preact';
import type { CorpusFileReport } from '../../server/contract-corpus.ts';
import { describeFile, STATE_WORDS } from '../corpus-words.ts';
import { CorpusConfirm } from './corpus-confirm.tsx';
import { ViewLink } from './view-link.tsx';

type Properties = {
  file: CorpusFileReport;
  writable: boolean;
  onPreview: (path: string) => void;
  onOpen: (url: string) => void;
  onRemove: (path: string) => Promise<void>;
  /** What takes the focus once it is removed. */
  afterRemoval: RefObject<HTMLElement | null>;
};

/** More articles than these are shown only when somebody wants them. */
const ARTICLES_OPEN = 3;

export function CorpusFileRow({ file, writable, onPreview, onOpen, onRemove, afterRemoval }: Properties) {
  const { path, state, articles, articleCount, corrected, warnings, problem } = file;
  const isThere = state !== 'removed';
  return (
    <li class={problem ? 'corpus-file corpus-file-problem' : 'corpus-file'}>
      <div class="corpus-file-head">
        <h4 class="corpus-name">{path}</h4>
        <span class={`corpus-state corpus-state-${state}`}>{problem ? '读不出来' : STATE_WORDS[state]}</span>
        {corrected && <span class="corpus-state">有更正</span>}
      </div>
      {problem && <p class="corpus-problem">{problem.message}</p>}
      {warnings.map((warning) => (
        <p key={warning} class="corpus-warning">
          {warning}
        </p>
      ))}
      <p class="admin-facts">{describeFile(file)}</p>
      {articles.length > 0 &&
        (articles.length <= ARTICLES_OPEN ? (
          <ArticleList articles={articles} onOpen={onOpen} />
        ) : (
          <details class="corpus-articles-more">
            <summary>其中的 {articleCount} 篇文章</summary>
            <ArticleList articles={articles} onOpen={onOpen} />
            {articleCount > articles.length && <p class="admin-none">只列出前 {articles.length} 篇。</p>}
          </details>
        ))}
      {isThere && (
        <div class="admin-actions">
          <button type="button" class="button" onClick={() => onPreview(path)}>
            查看与更正<span class="off-screen">：{path}</span>
          </button>
          {writable && (
            <CorpusConfirm
              label="移出"
              about={path}
              question={`把“${path}”移出语料？文件会移到服务器数据文件夹的 removed 里，不会销毁；索引更新后，回答里不再有它的内容。`}
              after={afterRemoval}
              run={() => onRemove(path)}
            />
          )}
        </div>
      )}
    </li>
  );
}

function ArticleList({ articles, onOpen }: Pick<CorpusFileReport, 'articles'> & Pick<Properties, 'onOpen'>) {
  return (
    <ul class="corpus-articles">
      {articles.map(({ id, title, publishedOn, places, alsoIn }) => (
        <li key={id}>
          <ViewLink href={`/articles/${encodeURIComponent(id)}`} class="link" onVisit={onOpen}>
            {title}
          </ViewLink>
          <span class="admin-facts">
            {[publishedOn ?? '未见日期', places.length > 0 ? places.join('、') : '未见地名'].join('，')}
            {alsoIn.length > 0 && `；与“${alsoIn.join('”“')}”相同，只收一份`}
          </span>
        </li>
      ))}
    </ul>
  );
}
