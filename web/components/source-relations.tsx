import type { ArticleResponse, ArticleVersion } from '../../server/contract-articles.ts';
import { formatDate } from '../citation-text.ts';
import { writeSourceLink } from '../source-link.ts';
import { SourceLink } from './source-link.tsx';

type Properties = { article: ArticleResponse; onOpen: (url: string) => void };

/** How an article stands to the rest of what is held: its other versions, and the files that hold it too. */
export function SourceRelations({ article, onOpen }: Properties) {
  const { versions, alsoIn, publishedOn } = article;
  return (
    <>
      {versions.length > 0 && (
        <p class="source-relations">
          另有版本：
          {versions.map((version, index) => (
            <span key={version.id}>
              {index > 0 && '、'}
              <SourceLink
                citation={{ url: writeSourceLink({ articleId: version.id, span: null }) }}
                plain
                onOpen={onOpen}
              >
                {nameVersion(version, article.title)}
              </SourceLink>
              {publishedOn !== null && version.publishedOn !== null && version.publishedOn > publishedOn && '（较新）'}
            </span>
          ))}
        </p>
      )}
      {alsoIn.length > 0 && <p class="source-relations">同文另见：{alsoIn.join('、')}</p>}
    </>
  );
}

/** What tells it from the others: its date, or the file where it has none; its title, where that is another one. */
function nameVersion({ title, publishedOn, file }: ArticleVersion, ownTitle: string): string {
  return `${publishedOn ? formatDate(publishedOn) : file}${title === ownTitle ? '' : `《${title}》`}`;
}
