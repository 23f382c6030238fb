/** From what the quote checker found to what the page shows: the marked draft, the steps, the original beside it. */
import { describe, expect, it } from 'vitest';
import * as contract from '../../server/contract-verify.ts';
import { compareWithOriginal } from '../../web/verify-compare.ts';
import { cutDraft, DRAFT_MAX, findStep, listSteps, locateInDraft } from '../../web/verify-draft.ts';
import { makeExample } from '../../web/verify-example.ts';
import { countOf, describeCounts, describeDifferences, VERDICTS, wordsOf } from '../../web/verify-words.ts';
import { differ, findIn, respond } from './verify-samples.ts';

const DRAFT = '一、做法\n全县建成车间93个。 带动户数增加。\n';
const [HEADING, FIGURED, OTHER] = ['一、做法', '全县建成车间93个。', '带动户数增加。'];

function figureAt(text: string, verdict: 'verbatim' | 'altered' | 'not_found') {
  const start = DRAFT.indexOf(text);
  return { start, end: start + text.length, text, verdict, original: null };
}

describe('the limit of a draft', () => {
  it('is the API’s', () => expect(DRAFT_MAX).toBe(contract.DRAFT_MAX));
});

describe('cutDraft', () => {
  const sentences = [HEADING, FIGURED, OTHER].map((text) => findIn(DRAFT, text));

  it('gives the whole draft, each sentence with its place in the response', () => {
    const pieces = cutDraft(DRAFT, sentences);
    expect(pieces.map(({ text }) => text).join('')).toBe(DRAFT);
    expect(pieces.map(({ index }) => index)).toEqual([0, null, 1, null, 2, null]);
  });

  it('leaves a sentence that is not where it says, or overlaps another, as plain text', () => {
    const outside = { ...findIn(DRAFT, OTHER), end: DRAFT.length + 1 };
    const overlapping = findIn(DRAFT, '93个。');
    const pieces = cutDraft(DRAFT, [findIn(DRAFT, FIGURED), overlapping, outside]);
    expect(pieces.map(({ text }) => text).join('')).toBe(DRAFT);
    expect(pieces.filter(({ index }) => index !== null).map(({ text }) => text)).toEqual([FIGURED]);
  });

  it('marks figures that are altered or unseen as such, and other words that differ', () => {
    const differences = [differ('figure', [DRAFT, '93'], null), differ('words', [DRAFT, '建成'], null)];
    const parts = (verdict: 'verbatim' | 'altered' | 'not_found') =>
      cutDraft(DRAFT, [findIn(DRAFT, FIGURED, { differences, figures: [figureAt('93', verdict)] })]).flatMap((piece) =>
        piece.index === null ? [] : piece.parts.filter(({ mark }) => mark).map(({ text, mark }) => [text, mark]),
      );
    const words = ['建成', 'words'];
    expect(parts('altered')).toEqual([words, ['93', 'altered-figure']]);
    expect(parts('not_found')).toEqual([words, ['93', 'unseen-figure']]);
    // The figure itself is right, yet stands among words that are not.
    expect(parts('verbatim')).toEqual([words, ['93', 'words']]);
  });

  it('marks nothing in a sentence that is word for word', () => {
    const pieces = cutDraft(DRAFT, [findIn(DRAFT, FIGURED, { figures: [figureAt('93', 'verbatim')] })]);
    expect(pieces.flatMap((piece) => (piece.index === null ? [] : piece.parts))).toMatchObject([{ mark: null }]);
  });

  it('gives an empty draft no pieces', () => expect(cutDraft('', [])).toEqual([]));
});

describe('the steps', () => {
  const sentences = (['unchecked', 'altered', 'verbatim', 'not_found', 'misattributed'] as const).map((verdict) =>
    findIn(DRAFT, OTHER, { verdict }),
  );

  it('are the sentences with a problem, or those of the verdict chosen', () => {
    expect(listSteps(sentences, null)).toEqual([1, 3, 4]);
    expect(listSteps(sentences, 'verbatim')).toEqual([2]);
    expect(listSteps(sentences, 'unchecked')).toEqual([0]);
  });

  it('lead on from any sentence, and end at the last', () => {
    expect(findStep([1, 3, 4], 2, 1)).toBe(3);
    expect(findStep([1, 3, 4], 2, -1)).toBe(1);
    expect(findStep([1, 3, 4], 3, 1)).toBe(4);
    expect(findStep([1, 3, 4], 4, 1)).toBeNull();
    expect(findStep([1, 3, 4], 1, -1)).toBeNull();
  });
});

describe('locateInDraft', () => {
  const sentence = findIn(DRAFT, OTHER);

  it('finds the words where they were, where they were moved to, and not where they are gone', () => {
    expect(locateInDraft(DRAFT, sentence)).toEqual({ start: sentence.start, end: sentence.end });
    expect(locateInDraft(`前${DRAFT}`, sentence)).toEqual({ start: sentence.start + 1, end: sentence.end + 1 });
    expect(locateInDraft(DRAFT.replace(OTHER, ''), sentence)).toBeNull();
  });
});

describe('compareWithOriginal', () => {
  /** `[-…-]` for the draft's words, `[+…+]` for the original's, `[~…~]` for moved ones; `!` for figures. */
  function compare(draft: string, original: string, differences: contract.Difference[]): string {
    const signs = { same: ['', ''], draft: ['[-', '-]'], original: ['[+', '+]'], moved: ['[~', '~]'] };
    return compareWithOriginal(findIn(draft, draft, { original, differences }))
      .map(({ kind, text, isFigure }) => `${signs[kind][0]}${isFigure ? '!' : ''}${text}${signs[kind][1]}`)
      .join('');
  }

  it('puts the draft’s words before those that stand in their place, in the order of the original', () => {
    const [draft, original] = ['全县建起车间93个。', '全县建成车间39个。'];
    const differences = [
      differ('figure', [draft, '93'], [original, '39']),
      differ('words', [draft, '起'], [original, '成']),
    ];
    expect(compare(draft, original, differences)).toBe('全县建[-起-][+成+]车间[-!93-][+!39+]个。');
  });

  it('shows words left out', () => {
    const [draft, original] = ['全县车间39个。', '全县共有车间39个。'];
    expect(compare(draft, original, [differ('words', null, [original, '共有'])])).toBe('全县[+共有+]车间39个。');
  });

  it('finds the place of words added by what stands around them, whatever the punctuation', () => {
    const original = '全县建成车间39个,带动贫困户。';
    const added = (draft: string) => compare(draft, original, [differ('words', [draft, '大力'], null)]);
    expect(added('全县大力建成车间３９个，带动贫困户。')).toBe('全县[-大力-]建成车间39个,带动贫困户。');
    expect(added('全县建成车间39个，大力带动贫困户。')).toBe('全县建成车间39个,[-大力-]带动贫困户。');
    expect(added('全县建成车间39个大力，带动贫困户。')).toBe('全县建成车间39个[-大力-],带动贫困户。');
    expect(added('大力全县建成车间39个。')).toBe('[-大力-]全县建成车间39个,带动贫困户。');
    expect(added('带动贫困户。大力')).toBe('全县建成车间39个,带动贫困户。[-大力-]');
  });

  it('marks what stands elsewhere in the draft', () => {
    const [draft, original] = ['带动户数，建成车间。', '建成车间，带动户数。'];
    const differences = [differ('order', [draft, '建成车间'], [original, '建成车间'])];
    expect(compare(draft, original, differences)).toBe('[~建成车间~]，带动户数。');
  });

  it('leaves out what stands in other words, so that the rest is the original', () => {
    const original = '建成车间39个。';
    const elsewhere = { kind: 'words', draft: null, original: { start: 0, end: 2, text: '别处' } } as const;
    expect(compare('车间39个。', original, [elsewhere])).toBe(original);
    expect(compare('毫不相干。', original, [differ('words', ['毫不相干。', '毫不相干。'], null)])).toBe(original);
    expect(compareWithOriginal(findIn('未见。', '未见。'))).toEqual([]);
  });
});

describe('the findings in words', () => {
  it('count the sentences of each verdict that there is, problems first', () => {
    const sentences = [
      findIn(DRAFT, FIGURED),
      findIn(DRAFT, OTHER, { verdict: 'altered' }),
      findIn(DRAFT, OTHER, { verdict: 'altered' }),
    ];
    const response = respond(sentences);
    expect(describeCounts(response)).toBe('共 3 句：有改动 2 句，逐字一致 1 句。');
    expect(describeCounts(respond([]))).toBe('共 0 句。');
    expect(countOf({ counts: {} as contract.VerifyResponse['counts'] }, 'altered')).toBe(0);
  });

  it('tell every verdict of the contract, each problem by a sign of its own', () => {
    expect(new Set(VERDICTS.map(({ verdict }) => verdict))).toEqual(new Set(contract.verdictSchema.options));
    const signs = (['altered', 'misattributed', 'not_found'] as const).map((verdict) => wordsOf(verdict).sign);
    expect(new Set(signs.filter(Boolean)).size).toBe(3);
  });

  it('say what differs on either side, on one line', () => {
    const [draft, original] = ['车间93个', '车间\n39个'];
    expect(
      describeDifferences([
        differ('figure', [draft, '93'], [original, '39']),
        differ('words', null, [original, '车间\n']),
        differ('order', [draft, '车间'], null),
      ]),
    ).toEqual([
      { kind: '数字', draft: '“93”', original: '“39”' },
      { kind: '文字', draft: '没有', original: '“车间 ”' },
      { kind: '次序', draft: '“车间”', original: '不在这个位置' },
    ]);
  });
});

describe('makeExample', () => {
  const heading = '全县有车间39个。';
  const [dated, figured, plain] = [
    '从2016年起全县上下一心推进脱贫攻坚各项工作。',
    '到2018年全县共建成扶贫车间139个，带动就业1.25万人。',
    '各乡镇也都按照要求把工作落实到村到户到人头。',
  ];

  function article(...bodies: string[]) {
    const texts = [heading, ...bodies];
    let start = 0;
    const paragraphs = texts.map((text, index) => {
      const place = { start, end: start + text.length, role: index === 0 ? 'heading' : 'body', lines: [1, 1] };
      start = place.end + 1;
      return place as Parameters<typeof makeExample>[0]['paragraphs'][number];
    });
    return { text: texts.join('\n'), paragraphs };
  }

  it('has one sentence as it stands and one with another figure of as many digits, dates left alone', () => {
    expect(makeExample(article(dated + figured, plain))).toBe(`${dated}\n${figured.replace('139', '149')}`);
    expect(makeExample(article(figured.replace('139', '92'), plain))).toContain('车间12个');
  });

  it('is not made of an article without a figure, or without a second sentence', () => {
    expect(makeExample(article(dated, plain))).toBeNull();
    expect(makeExample(article(figured, '短句。'))).toBeNull();
  });
});
