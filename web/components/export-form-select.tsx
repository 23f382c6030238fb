import { CITATION_FORMS, type CitationForm } from '../citation-forms.ts';
import { useCitationForm } from '../use-citation-form.ts';

const NAMES = Object.entries(CITATION_FORMS) as [CitationForm, (typeof CITATION_FORMS)[CitationForm]][];

/** The form of citations in every copy and export. */
export function ExportFormSelect() {
  const { form, choose } = useCitationForm();
  return (
    <label class="export-form">
      引文格式
      <select value={form} onChange={(event) => choose(event.currentTarget.value as CitationForm)}>
        {NAMES.map(([key, { name }]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
