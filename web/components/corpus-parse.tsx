import type { ArticleCorrectionRequest, FilePreview, PreviewArticle } from '../../server/contract-preview.ts';
import { CorpusArticleHead } from './corpus-article-head.tsx';
import { CorpusParagraph } from './corpus-paragraph.tsx';

export type Correct = (number: number, correction: ArticleCorrectionRequest | null) => Promise<void>;

type Properties = {
  preview: FilePreview;
  /** Null where nothing may be set right. */
  onCorrect: Correct | null;
};

/** What was made of a file: its articles, each with what is known of it and its words. */
export function CorpusParse({ preview: { articles, pages, warnings, problem }, onCorrect }: Properties) {
  return (
    <>
      <p class="admin-facts">
        {problem ? '没有读出文章。' : `读出 ${articles.length} 篇文章${pages === null ? '' : `，共 ${pages} 页`}。`}
      </p>
      {problem && <p class="corpus-problem">{problem.message}</p>}
      {warnings.map((warning) => (
        <p key={warning} class="corpus-warning">
          {warning}
        </p>
      ))}
      {articles.map((article) => (
        <article key={article.number} class="corpus-article" aria-label={`第 ${article.number} 篇：${article.title}`}>
          <CorpusArticleHead article={article} isOnly={articles.length === 1} onCorrect={onCorrect} />
          <Paragraphs article={article} />
        </article>
      ))}
    </>
  );
}

function Paragraphs({ article: { paragraphs, paragraphsLeftOff } }: { article: PreviewArticle }) {
  let page: number | null = null;
  return (
    <div class="corpus-words">
      {paragraphs.map((paragraph, index) => {
        const isNext = paragraph.page !== null && paragraph.page !== page;
        page = paragraph.page ?? page;
        return <CorpusParagraph key={index} paragraph={paragraph} beginsPage={isNext ? page : null} />;
      })}
      {paragraphsLeftOff > 0 && <p class="admin-none">后面还有 {paragraphsLeftOff} 段，没有列出。</p>}
    </div>
  );
}
