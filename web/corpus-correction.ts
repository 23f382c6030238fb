/** What is typed into the fields of an article, and what of it is set right. */
import type {
  ArticleCorrectionRequest,
  CorrectionRequest,
  FilePreview,
  PreviewArticle,
} from '../server/contract-preview.ts';

/** The fields as they are typed. */
export type CorrectionFields = {
  title: string;
  byline: string;
  publisher: string;
  publishedOn: string;
  places: string;
};

const BETWEEN_PLACES = /[\s、，,；;]+/u;
const PLACE_SEPARATOR = '、';

export function fieldsOf({ title, byline, publisher, publishedOn, places }: PreviewArticle): CorrectionFields {
  return {
    ...{ title, byline: byline ?? '', publisher: publisher ?? '', publishedOn: publishedOn ?? '' },
    places: places.join(PLACE_SEPARATOR),
  };
}

/** What of the fields of an article differs from what is shown of it. */
export function changesOf(article: PreviewArticle, fields: CorrectionFields): ArticleCorrectionRequest {
  const shown = fieldsOf(article);
  const places = fields.places.split(BETWEEN_PLACES).filter((place) => place !== '');
  const typed = { ...fields, places: places.join(PLACE_SEPARATOR) };
  const isChanged = (name: keyof CorrectionFields): boolean => typed[name].trim() !== shown[name];
  const stated = (text: string): string | null => text.trim() || null;
  return {
    ...(isChanged('title') ? { title: fields.title.trim() } : {}),
    ...(isChanged('byline') ? { byline: stated(fields.byline) } : {}),
    ...(isChanged('publisher') ? { publisher: stated(fields.publisher) } : {}),
    ...(isChanged('publishedOn') ? { publishedOn: stated(fields.publishedOn) } : {}),
    ...(isChanged('places') ? { places } : {}),
  };
}

/** The correction of an article once its fields read so: what was set right before, and what differs from what is shown. */
export function correctArticle(article: PreviewArticle, fields: CorrectionFields): ArticleCorrectionRequest {
  return { ...article.correction, ...changesOf(article, fields) };
}

/** All that is set right in a file, with another correction of one article; null takes that away. */
export function correctFile(
  { articles }: FilePreview,
  number: number,
  correction: ArticleCorrectionRequest | null,
): CorrectionRequest {
  const all = articles.map((article): [string, ArticleCorrectionRequest | null] => [
    String(article.number),
    article.number === number ? correction : article.correction,
  ]);
  return {
    articles: Object.fromEntries(
      all.filter((entry): entry is [string, ArticleCorrectionRequest] => Object.keys(entry[1] ?? {}).length > 0),
    ),
  };
}
