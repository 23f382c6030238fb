import type { ArticleResponse } from '../../server/contract-articles.ts';
import type { ApiClient } from '../api-client.ts';
import { cutSnippets } from '../browse-words.ts';
import type { Span } from '../mark-segments.ts';
import { writeSourceLink } from '../source-link.ts';
import { useLoaded } from '../use-loaded.ts';
import { FailureNotice } from './failure-notice.tsx';
import { HighlightedText } from './highlighted-text.tsx';
import { SourceLink } from './source-link.tsx';

type Properties = {
  api: ApiClient;
  articleId: string;
  words: readonly string[];
  onOpen: (url: string) => void;
};

const SNIPPETS_MAX = 6;

/** Where the words stand in an article, and its sections, each a way into the text. */
export function BrowseDetails({ api, articleId, words, onOpen }: Properties) {
  const { loaded, reload } = useLoaded(articleId, (signal) => api.readArticle(articleId, signal));
  if (loaded.state === 'loading') return <p class="asking">正在打开文章</p>;
  if (loaded.state === 'failed') return <FailureNotice message={loaded.message} onRetry={reload} />;
  const article = loaded.value;
  return (
    <div class="browse-details">
      {words.length > 0 && <Snippets article={article} words={words} onOpen={onOpen} />}
      {article.sections.length > 0 && (
        <>
          <h4 class="label">小标题</h4>
          <ul class="browse-sections">
            {article.sections.map(({ heading, level, start }) => (
              <li key={start} class={`section-level-${Math.min(level, 3)}`}>
                <SourceLink citation={at(article, { start, end: start + heading.length })} plain onOpen={onOpen}>
                  {heading}
                </SourceLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Snippets({ article, words, onOpen }: Pick<Properties, 'words' | 'onOpen'> & { article: ArticleResponse }) {
  const snippets = cutSnippets(article.text, article.paragraphs, words);
  if (snippets.length === 0) return null;
  return (
    <>
      <h4 class="label">
        {snippets.length > SNIPPETS_MAX
          ? `正文中 ${snippets.length} 处，列出前 ${SNIPPETS_MAX} 处`
          : `正文中 ${snippets.length} 处`}
      </h4>
      <ul class="browse-snippets">
        {snippets.slice(0, SNIPPETS_MAX).map(({ text, marks, span }) => (
          <li key={span.start}>
            <SourceLink citation={at(article, span)} plain onOpen={onOpen}>
              <HighlightedText text={text} highlights={marks} />
            </SourceLink>
          </li>
        ))}
      </ul>
    </>
  );
}

function at({ id }: ArticleResponse, span: Span): { url: string } {
  return { url: writeSourceLink({ articleId: id, span }) };
}
