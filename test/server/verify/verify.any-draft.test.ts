import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DRAFT_MAX, type VerifyResponse, verifyResponseSchema } from '../../../server/contract-verify.ts';
import { checkDraft } from '../../../server/verify/verify.ts';
import { heldArticles, MADE, openArticles, WORKSHOP } from './samples.ts';

const articles = heldArticles();
const open = openArticles(articles);

function expectTrue(draft: string, { sentences, counts }: VerifyResponse): void {
  let before = 0;
  for (const { start, end, text, original, differences, figures } of sentences) {
    expect(start).toBeGreaterThanOrEqual(before);
    before = end;
    expect(draft.slice(start, end)).toBe(text);
    const article = articles.find(({ id }) => id === original?.citation.articleId);
    if (original) expect(article?.text.slice(original.start, original.end)).toBe(original.text);
    for (const difference of differences) {
      expect(difference.draft ?? difference.original).not.toBeNull();
      if (difference.draft)
        expect(draft.slice(difference.draft.start, difference.draft.end)).toBe(difference.draft.text);
      const theirs = difference.original;
      if (theirs) expect(article?.text.slice(theirs.start, theirs.end)).toBe(theirs.text);
    }
    for (const figure of figures) expect(draft.slice(figure.start, figure.end)).toBe(figure.text);
  }
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(sentences.length);
}

/** Pieces that drafts are made of: words held, marks, figures, and what no draft should hold. */
const piece = fc.oneof(
  fc.constantFrom(
    '天等县',
    '据蒙山县介绍，',
    '第14期',
    '“',
    '”',
    '"',
    '（',
    '）',
    '。',
    '，',
    '\n',
    '：',
    '——',
    '1,325',
    '４．５万',
  ),
  fc.integer({ min: 0, max: WORKSHOP.length - 1 }).map((at) => WORKSHOP.slice(at, at + 24)),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('\ud800', '\udc00', '\u0000', '\u202e', '\ufeff', '😀', '㎡', '①', 'ﬁ', '縣'),
);

describe('any draft', () => {
  it('gets offsets that are true', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
        const draft = pieces.join('');
        const response = await checkDraft(open, draft);
        expectTrue(draft, response);
        expect(verifyResponseSchema.safeParse(response).error).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['one word', '贫困户'],
    ['a place', '天等县'],
    ['a clause held', '学会一门手艺后就能上岗，'],
    ['a digit', '1'],
    ['digits and marks', '1,'],
    ['digits and spaces', '1 '],
    ['points', '1.'],
    ['opening marks', '“（《'],
    ['lone surrogates', '\ud800'],
    ['control characters', '\u0000\u0007'],
    ['line breaks', '\n'],
    ['full stops', '。'],
    ['beginnings of sources', '——第'],
  ])('is checked however often it repeats %s', async (_, repeated) => {
    const draft = repeated.repeat(DRAFT_MAX / repeated.length);
    expectTrue(draft, await checkDraft(open, draft));
  });

  it('is checked where nothing is held', async () => {
    const { sentences } = await checkDraft(openArticles([]), MADE);
    expect(sentences.map(({ verdict }) => verdict)).toEqual(['not_found']);
  });
});
