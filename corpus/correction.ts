/**
 * What the owner of a file set right in what was read of it: a small file beside it, named like it with
 * `.correction.json` behind, that no reading touches.
 *
 *     { "articles": { "1": { "title": "…", "publishedOn": "2018-03-01", "places": ["…县"] } } }
 */
import { z } from 'zod';
import type { ArticleDraft } from './article.ts';
import { messageOf } from './errors.ts';

export const CORRECTION_SUFFIX = '.correction.json';

export const articleCorrectionSchema = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  byline: z.string().trim().min(1).max(200).nullable().optional(),
  publisher: z.string().trim().min(1).max(200).nullable().optional(),
  publishedOn: z.iso.date().nullable().optional(),
  places: z.array(z.string().trim().min(1).max(40)).max(50).optional(),
});

export const correctionSchema = z.strictObject({
  /** By the number of the article in the file, from 1 on. */
  articles: z.record(z.string().regex(/^[1-9]\d{0,5}$/), articleCorrectionSchema),
});

export type ArticleCorrection = z.infer<typeof articleCorrectionSchema>;
export type Correction = z.infer<typeof correctionSchema>;

/** The path of the correction that belongs to a file. */
export function correctionPath(path: string): string {
  return `${path}${CORRECTION_SUFFIX}`;
}

/** Reads a correction; what cannot be read is a warning, and nothing is corrected. */
export function readCorrection(bytes: Uint8Array): { correction: Correction; warnings: string[] } {
  try {
    return { correction: correctionSchema.parse(JSON.parse(new TextDecoder().decode(bytes))), warnings: [] };
  } catch (thrown) {
    const problem = thrown instanceof z.ZodError ? z.prettifyError(thrown).replaceAll('\n', ' ') : messageOf(thrown);
    return {
      correction: { articles: {} },
      warnings: [`更正文件（${CORRECTION_SUFFIX}）无法读取，没有采用：${problem}`],
    };
  }
}

/** The articles of a file with its correction; an article that the file does not have is a warning. */
export function correct(
  articles: readonly ArticleDraft[],
  { articles: byNumber }: Correction,
): { articles: ArticleDraft[]; warnings: string[] } {
  const warnings = Object.keys(byNumber)
    .filter((number) => Number(number) > articles.length)
    .map((number) => `更正文件说到第 ${number} 篇，这份文件只有 ${articles.length} 篇。`);
  const corrected = articles.map((article, index) => {
    const given = Object.entries(byNumber[index + 1] ?? {}).filter(([, value]) => value !== undefined);
    return { ...article, ...(Object.fromEntries(given) as Partial<ArticleDraft>) };
  });
  return { articles: corrected, warnings };
}
