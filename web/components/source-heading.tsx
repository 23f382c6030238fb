import type { RefObject } from 'preact';
import type { ArticleResponse } from '../../server/contract-articles.ts';
import { formatIssue } from '../citation-text.ts';
import type { Loaded } from '../use-loaded.ts';
import { CopyButton } from './copy-button.tsx';
import { DigestBadge } from './digest-badge.tsx';
import { RecognisedBadge } from './recognised-badge.tsx';
import { SourceRelations } from './source-relations.tsx';

type Properties = {
  heading: RefObject<HTMLHeadingElement | null>;
  /** Null where the article is no longer held. */
  loaded: Loaded<ArticleResponse | null>;
  /** What it was called when it was cited. */
  citedTitle: string | undefined;
  /** The address of the place shown. */
  link: string;
  onOpen: (url: string) => void;
  onClose: () => void;
};

/** The heading is one element in every state, so that the focus it takes on opening is never lost. */
export function SourceHeading({ heading, loaded, citedTitle, link, onOpen, onClose }: Properties) {
  const article = loaded.state === 'ready' ? loaded.value : null;
  return (
    <header class="source-heading">
      <div class="source-bar">
        <p class="label">全文</p>
        <CopyButton
          text={new URL(link, window.location.href).href}
          label="复制链接"
          hint="复制这一处的链接，可发给同事"
        />
        <button type="button" class="button button-quiet" aria-keyshortcuts="Escape" onClick={onClose}>
          关闭
          <kbd>Esc</kbd>
        </button>
      </div>
      <h2 ref={heading} tabIndex={-1}>
        {article ? article.title : loaded.state === 'loading' ? '正在打开…' : (citedTitle ?? '打不开这篇文章')}
        {article?.digest && <DigestBadge />}
        {article?.recognised && <RecognisedBadge />}
      </h2>
      {article?.byline && <p class="source-byline">{article.byline}</p>}
      {article?.documentNumber && <p class="source-issue">{article.documentNumber}</p>}
      {article && <p class="source-issue">{formatIssue(article) || article.file}</p>}
      {article && <SourceRelations article={article} onOpen={onOpen} />}
    </header>
  );
}
