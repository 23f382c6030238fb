import { useState } from 'preact/hooks';
import type { Filter } from '../../server/contract.ts';
import type { ApiClient } from '../api-client.ts';
import { describePlaces, findWords, type FoundArticle } from '../browse-words.ts';
import { formatIssue, SEPARATOR } from '../citation-text.ts';
import { writeSourceLink } from '../source-link.ts';
import { BrowseDetails } from './browse-details.tsx';
import { DigestBadge } from './digest-badge.tsx';
import { RecognisedBadge } from './recognised-badge.tsx';
import { HighlightedText } from './highlighted-text.tsx';
import { SourceLink } from './source-link.tsx';

type Properties = {
  api: ApiClient;
  found: FoundArticle;
  words: readonly string[];
  /** The how-manieth of how many, of which not all may be drawn. */
  position: number;
  total: number;
  open: boolean;
  /** Whether the series has to be named, because several are held. */
  withSeries: boolean;
  onOpen: (url: string) => void;
  onNarrow: (filter: Filter) => void;
};

export function BrowseRow({ api, found, words, position, total, open, withSeries, ...ways }: Properties) {
  const { onOpen, onNarrow } = ways;
  const [expanded, setExpanded] = useState(false);
  const { article, foundIn } = found;
  const { id, title, byline, places, topics, headings, digest, characters, documentNumber, otherVersions } = article;
  const marked = (text: string) => <HighlightedText text={text} highlights={findWords(text, words)} />;
  const isSearched = words.length > 0;
  const about = <span class="off-screen">：{title}</span>;

  return (
    <li class={open ? 'browse-row browse-row-open' : 'browse-row'} aria-posinset={position} aria-setsize={total}>
      <h3>
        <SourceLink
          citation={{ url: writeSourceLink({ articleId: id, span: null }) }}
          plain
          open={open}
          onOpen={onOpen}
        >
          {marked(title)}
        </SourceLink>
        {digest && <DigestBadge />}
        {article.recognised && <RecognisedBadge />}
      </h3>
      <p class="browse-facts">
        {places.length > 0 && (
          <>
            {marked(places.join('、'))}
            {SEPARATOR}
          </>
        )}
        {formatIssue(withSeries ? article : { ...article, series: null }) || documentNumber || '未注明期号'}
        {SEPARATOR}
        {`${characters.toLocaleString('zh-CN')}\u00a0字`}
        {otherVersions !== undefined && `${SEPARATOR}另有 ${otherVersions}\u00a0个版本`}
      </p>
      {byline && <p class="browse-facts">{marked(byline)}</p>}
      {topics.length > 0 && (
        <ul class="browse-topics" aria-label="主题">
          {topics.map((topic) => (
            <li key={topic}>{topic}</li>
          ))}
        </ul>
      )}
      {isSearched && <p class="browse-found">搜索词见于{describePlaces(foundIn)}</p>}
      <div class="browse-actions">
        {(isSearched || headings.length > 0) && (
          <button
            type="button"
            class="button button-quiet"
            aria-expanded={expanded}
            onClick={() => setExpanded(!expanded)}
          >
            {isSearched ? '所在之处和小标题' : `小标题 ${headings.length} 个`}
            {about}
          </button>
        )}
        <button type="button" class="button button-quiet" onClick={() => onNarrow({ article: id })}>
          只问这篇{about}
        </button>
      </div>
      {expanded && <BrowseDetails api={api} articleId={id} words={words} onOpen={onOpen} />}
    </li>
  );
}
