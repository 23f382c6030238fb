/**
 * Whether what the browser kept has the shape that the page shows. It may have been kept by a page of another version,
 * and an answer without a field that a component reads would bring the whole page down.
 */
import type { Answer, Citation, Extract, Filter } from '../server/contract.ts';
import {
  type Check,
  isAbsentOr,
  isFlag,
  isKeyOf,
  isListOf,
  isNullOr,
  isNumber,
  isNumberPair,
  isObjectOf,
  isText,
} from './check-shape.ts';
import type { AnsweredTurn } from './conversation.ts';
import type { KeptConversation } from './storage.ts';

const isSpan = isObjectOf<{ start: number; end: number }>({ start: isNumber, end: isNumber });

const isCitation = isObjectOf<Citation>({
  id: isText,
  articleId: isText,
  articleTitle: isText,
  byline: isNullOr(isText),
  places: isListOf(isText),
  series: isNullOr(isText),
  issue: isNullOr(isText),
  issueId: isNullOr(isText),
  publishedOn: isNullOr(isText),
  digest: isFlag,
  section: isListOf(isText),
  source: isObjectOf<Citation['source']>({
    file: isText,
    lines: isNumberPair,
    pages: isAbsentOr(isNumberPair),
    recognition: isAbsentOr(isObjectOf<{ confidence: number }>({ confidence: isNumber })),
  }),
  label: isText,
  url: isText,
});

/** Extracts that were kept before tables were read have no such field. */
const isTableHeader: Check<Extract['tableHeader']> = (value): value is Extract['tableHeader'] =>
  value === undefined ||
  value === null ||
  isObjectOf<NonNullable<Extract['tableHeader']>>({ text: isText, start: isNumber, end: isNumber })(value);

export const isExtract = isObjectOf<Extract>({
  text: isText,
  start: isNumber,
  end: isNumber,
  highlights: isListOf(isSpan),
  score: isNumber,
  tableHeader: isTableHeader,
  citation: isCitation,
});

const isAnswer = isObjectOf<Answer>({
  question: isText,
  understood: isText,
  query: isObjectOf<Answer['query']>({
    kind: isKeyOf({
      figure: true,
      who: true,
      when: true,
      where: true,
      how: true,
      example: true,
      compare: true,
      other: true,
    }),
    places: isListOf(isText),
    issueId: isNullOr(isText),
    year: isNullOr(isNumber),
    topic: isListOf(isText),
  }),
  status: isKeyOf({ answered: true, no_evidence: true }),
  extracts: isListOf(isExtract),
  outline: isNullOr(
    isObjectOf<NonNullable<Answer['outline']>>({ heading: isText, total: isNumber, items: isListOf(isExtract) }),
  ),
  near: isListOf(isCitation),
  reason: isNullOr(isText),
  suggestions: isListOf(isText),
  coverage: isObjectOf<Answer['coverage']>({ bulletins: isNumber, articles: isNumber, indexVersion: isText }),
  tookMs: isNumber,
});

const isFilter = isObjectOf<Filter>({
  place: isAbsentOr(isText),
  issue: isAbsentOr(isText),
  year: isAbsentOr(isNumber),
  topic: isAbsentOr(isText),
  article: isAbsentOr(isText),
});

const isTurn = isObjectOf<AnsweredTurn>({
  id: isNumber,
  question: isText,
  history: isListOf(isText),
  filter: isNullOr(isFilter),
  without: isListOf(isText),
  outcome: isObjectOf<AnsweredTurn['outcome']>({ state: isKeyOf({ answered: true }), answer: isAnswer }),
});

export const isKeptConversation: Check<KeptConversation> = isObjectOf<KeptConversation>({
  id: isText,
  title: isText,
  turns: isListOf(isTurn),
  changedAt: isNumber,
});
