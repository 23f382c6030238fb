import { useMemo, useState } from 'preact/hooks';
import type { ArticleSummary } from '../../server/contract-articles.ts';
import { CHOICES_MAX, findChoices, nameOf } from '../article-choices.ts';
import { useSearchField } from '../use-search-field.ts';

type Properties = {
  articles: readonly ArticleSummary[];
  /** Its id; empty while none is. */
  chosen: string;
  onChoose: (id: string) => void;
};

/** The fields in which one of the articles is chosen; where they are many, with one that narrows them. */
export function ArticleChoice({ articles, chosen, onChoose }: Properties) {
  const [search, setSearch] = useState('');
  const field = useSearchField(search, setSearch);
  const { offered, more } = useMemo(() => findChoices(articles, search, chosen), [articles, search, chosen]);
  return (
    <>
      {articles.length > CHOICES_MAX && (
        <label>
          标题里的词（用空格隔开）
          <input type="search" {...field} />
        </label>
      )}
      <label>
        哪篇文章{more > 0 && `（列出 ${offered.length} 篇，另有 ${more} 篇，请写标题里的词）`}
        <select required value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
          <option value="">请选择</option>
          {offered.map((article) => (
            <option key={article.id} value={article.id}>
              {nameOf(article)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
