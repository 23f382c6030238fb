import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { makeFindingsDocument } from '../export/export-verify.ts';
import type { OpenSource } from '../use-source.ts';
import type { Checked, Verification } from '../use-verify.ts';
import { listSteps, locateInDraft } from '../verify-draft.ts';
import { ExportBar } from './export-bar.tsx';
import { VerifyDraft } from './verify-draft.tsx';
import { VerifyFilter } from './verify-filter.tsx';
import { VerifyFinding } from './verify-finding.tsx';
import { VerifyStepper } from './verify-stepper.tsx';

type Properties = {
  verification: Verification;
  checked: Checked;
  heading: RefObject<HTMLHeadingElement | null>;
  source: OpenSource | null;
  onOpen: (url: string) => void;
  onEdit: (index: number) => void;
};

/** The draft as it was checked, marked, beside the finding of one of its sentences. */
export function VerifyResult({ verification, checked, heading, source, onOpen, onEdit }: Properties) {
  const { draft, selected, select, chosen, check } = verification;
  const { response } = checked;
  const { sentences } = response;
  const finding = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const sentence = selected === null ? undefined : sentences[selected];

  const isBesideArticle = source !== null;
  const wasBesideArticle = useRef(isBesideArticle);

  useLayoutEffect(() => {
    // The draft is laid out anew when an article opens beside it or closes.
    if (wasBesideArticle.current !== isBesideArticle && selected !== null) reveal(selected);
    wasBesideArticle.current = isBesideArticle;
  }, [isBesideArticle]);

  function reveal(index: number): void {
    body.current?.querySelector(`[data-sentence="${index}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  function step(index: number): void {
    select(index);
    reveal(index);
  }

  return (
    <section class="verify-result" aria-labelledby="verify-result-title">
      <h3 id="verify-result-title" ref={heading} tabIndex={-1}>
        核对结果
      </h3>
      {draft !== checked.draft && (
        <div class="notice verify-edited">
          <p>草稿已经改过，下面仍是改动之前那份的核对结果。</p>
          <button type="button" class="button" onClick={check}>
            再核对一次
          </button>
        </div>
      )}
      <VerifyFilter response={response} chosen={chosen} onChoose={verification.choose} />
      <div class="verify-body" ref={body}>
        <VerifyDraft
          checked={checked}
          selected={selected}
          chosen={chosen}
          onSelect={select}
          onEnter={() => finding.current?.focus()}
        />
        {selected !== null && sentence && (
          <section class="verify-finding" aria-labelledby="verify-finding-title">
            <VerifyStepper
              steps={listSteps(sentences, chosen)}
              selected={selected}
              chosen={chosen}
              note={sentence.note}
              onStep={step}
            />
            <VerifyFinding
              key={selected}
              sentence={sentence}
              number={selected + 1}
              heading={finding}
              source={source}
              onOpen={onOpen}
              onEdit={locateInDraft(draft, sentence) ? () => onEdit(selected) : null}
            />
          </section>
        )}
      </div>
      <ExportBar title="带走核对结果" make={(form, day) => makeFindingsDocument(response, { form, day })} />
    </section>
  );
}
