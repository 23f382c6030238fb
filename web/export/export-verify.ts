/** What the quote checker found, as a document to take away: a section for each verdict, problems first. */
import type { CheckedSentence, VerifyResponse } from '../../server/contract-verify.ts';
import { type CitationForm, formatCitation } from '../citation-forms.ts';
import { describeCounts, describeDifferences, VERDICTS } from '../verify-words.ts';
import { type ExportBlock, type ExportDocument, makeNotes, makeParagraph, makeQuote } from './export-document.ts';

type Occasion = { form: CitationForm; day: Date };

/** Sentences that state nothing are counted, not listed. */
const LISTED = VERDICTS.filter(({ verdict }) => verdict !== 'unchecked');

export function makeFindingsDocument(response: VerifyResponse, { form, day }: Occasion): ExportDocument {
  const { sentences, coverage } = response;
  const originals = sentences.flatMap(({ original }) => original ?? []);
  return {
    title: '引文核对',
    notes: [...makeNotes(originals, coverage, day), `核对结果：${describeCounts(response)}`],
    sections: LISTED.flatMap(({ verdict, name, meaning }) => {
      const found = sentences.filter((sentence) => sentence.verdict === verdict);
      if (found.length === 0) return [];
      return [
        {
          heading: `${name}（${found.length} 句）`,
          blocks: [makeParagraph(`${meaning}。`), ...found.flatMap((one, at) => listFinding(one, at + 1, form))],
        },
      ];
    }),
  };
}

function listFinding(sentence: CheckedSentence, number: number, form: CitationForm): ExportBlock[] {
  const { text, verdict, original, note, differences } = sentence;
  if (verdict === 'verbatim') {
    // The original would only say the same again.
    return [{ kind: 'item', text, citation: original && formatCitation(original.citation, form), number }];
  }
  return [
    { kind: 'item', text, citation: null, number },
    ...describeDifferences(differences).map(({ kind, draft, original: theirs }) =>
      makeParagraph(`${kind}：稿中${draft}，原文${theirs}`),
    ),
    ...(differences.length === 0 ? [makeParagraph(note)] : []),
    ...(original ? [makeQuote(original, form)] : []),
  ];
}
