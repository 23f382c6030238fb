/**
 * What MCP tools say in words, for assistants that read text: the same as their structured content, with each quote
 * beside the citation it has to be passed on with.
 */
import type { Answer, Citation, Extract, PassageResponse } from '../contract.ts';
import type { ArticleResponse, Bulletin } from '../contract-articles.ts';
import type { CheckedSentence, Verdict, VerifyResponse } from '../contract-verify.ts';
import { sayPlace } from '../source-place.ts';

const VERDICTS: Record<Verdict, string> = {
  verbatim: '逐字一致',
  altered: '有改动',
  misattributed: '出处不符',
  not_found: '未见',
  unchecked: '未查',
};

export function wordAnswer(answer: Answer): string {
  const { question, understood, status, extracts, outline, suggestions } = answer;
  const asked = understood === question ? `问题：${question}` : `问题：${question}（按“${understood}”检索）`;
  if (status === 'no_evidence') return [asked, wordRefusal(answer)].join('\n\n');
  const parts = [asked, ...extracts.map((extract, index) => wordQuote(`摘录 ${index + 1}（逐字）`, extract))];
  if (outline) {
    parts.push(`所在的列举：${outline.heading}（原文共 ${outline.total} 项）`);
    parts.push(...outline.items.map((item, index) => wordQuote(`第 ${index + 1} 项（逐字）`, item)));
  }
  if (suggestions.length > 0) parts.push(`可以接着问：${suggestions.join(' ')}`);
  return parts.join('\n\n');
}

function wordRefusal({ coverage, reason, near }: Answer): string {
  return [
    `简报中没有找到依据（已查 ${coverage.bulletins} 份简报、${coverage.articles} 篇文章）。${reason ?? ''}` +
      '请照实告诉用户没有依据，不要自行补写。',
    ...near.map((citation) => `相近但不是答案：${citation.label}（文章编号 ${citation.articleId}）`),
  ].join('\n');
}

export function wordPassages({ passages }: { passages: PassageResponse[] }): string {
  if (passages.length === 0) return '没有找到段落。';
  return passages
    .map((passage, index) => wordQuote(`段落 ${index + 1}（逐字，相关度 ${passage.scores.fused.toFixed(2)}）`, passage))
    .join('\n\n');
}

export function wordArticle(article: ArticleResponse): string {
  const { id, title, byline, series, issue, publishedOn, documentNumber, digest, places, file, versions, text } =
    article;
  const printed = `${series ? `《${series}》` : ''}${issue ?? ''}${digest ? '（摘编）' : ''}`;
  const head = [
    `《${title}》`,
    byline,
    printed,
    documentNumber ? `文号：${documentNumber}` : null,
    publishedOn ? `${series || issue ? '印发日期' : '日期'}：${publishedOn}` : null,
    places.length > 0 ? `地点：${places.join('、')}` : null,
    `文章编号：${id}，文件：${file}`,
    ...versions.map((version) => `另有版本：${version.publishedOn ?? version.file}（文章编号 ${version.id}）`),
  ];
  return `${head.filter(Boolean).join('\n')}\n\n全文（逐字）：\n${text}`;
}

export function wordBulletins({ bulletins }: { bulletins: Bulletin[] }): string {
  const lines = bulletins.map(({ series, issue, publishedOn, digest, file, articles }) => {
    const printed = `${series ? `《${series}》` : ''}${issue ?? `（无期号）${file}`}${digest ? '（摘编）' : ''}`;
    const titles = articles.map(({ id, title }) => `  ${id}  ${title}`);
    return [
      `${printed}${publishedOn ? `，${publishedOn}${series || issue ? ' 印发' : ''}` : ''}，${articles.length} 篇`,
      ...titles,
    ].join('\n');
  });
  return [`共 ${bulletins.length} 份简报。文章编号可用于 get_article。`, ...lines].join('\n');
}

export function wordVerification({ sentences, counts }: VerifyResponse): string {
  const summary = Object.entries(VERDICTS)
    .map(([verdict, name]) => `${name} ${counts[verdict as Verdict] ?? 0}`)
    .join('，');
  return [`共 ${sentences.length} 句：${summary}。`, ...sentences.map(wordSentence)].join('\n\n');
}

function wordSentence({ text, verdict, note, original, differences }: CheckedSentence, index: number): string {
  const lines = [`${index + 1}. ${VERDICTS[verdict]}：${text}`, `   ${note}`];
  for (const { draft, original: held } of differences) {
    lines.push(`   文稿“${draft?.text ?? ''}”，原文“${held?.text ?? ''}”`);
  }
  if (original) lines.push(`   原文（逐字）：${original.text}`, `   ${wordCitation(original.citation)}`);
  return lines.join('\n');
}

function wordQuote(
  name: string,
  { text, tableHeader, citation }: Pick<Extract, 'text' | 'tableHeader' | 'citation'>,
): string {
  const header = tableHeader ? `表头（逐字）：${tableHeader.text}\n` : '';
  return `${name}：\n${header}${text}\n${wordCitation(citation)}`;
}

function wordCitation({ label, id, source, url, articleId }: Citation): string {
  return `出处：${label}（${source.file} ${sayPlace(source)}；文章编号 ${articleId}；引文编号 ${id}；链接 ${url}）`;
}
