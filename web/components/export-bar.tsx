import { useState } from 'preact/hooks';
import type { CitationForm } from '../citation-forms.ts';
import { downloadFile } from '../export/download-file.ts';
import { type ExportDocument, nameFile } from '../export/export-document.ts';
import { writeSections } from '../export/write-clipboard.ts';
import { useCitationForm } from '../use-citation-form.ts';
import { CopyButton } from './copy-button.tsx';
import { ExportFormSelect } from './export-form-select.tsx';

type Properties = {
  title: string;
  make: (form: CitationForm, day: Date) => ExportDocument;
  /** Offers the quotes of the document for the clipboard too. */
  copyAll?: boolean;
};

/** Taking what is shown away: the form of its citations, and the ways out of the page. */
export function ExportBar({ title, make, copyAll = false }: Properties) {
  const { form } = useCitationForm();
  const [note, setNote] = useState('');

  async function save(write: (document: ExportDocument) => Promise<Blob>, extension: string): Promise<void> {
    const day = new Date();
    const document = make(form, day);
    const name = `${nameFile(document, day)}.${extension}`;
    setNote('正在生成文件…');
    try {
      downloadFile(await write(document), name);
      setNote(`已导出 ${name}`);
    } catch {
      setNote('没有导出成功。请刷新页面后再试。');
    }
  }

  return (
    <section class="export-bar" aria-label={title}>
      <div class="export-tools">
        <h3 class="label">{title}</h3>
        <ExportFormSelect />
        <div class="export-buttons">
          {copyAll && <CopyButton {...writeSections(make(form, new Date()).sections)} label="全部复制" />}
          <button type="button" class="button" onClick={() => void save(saveDocx, 'docx')}>
            导出 Word
          </button>
          <button type="button" class="button" onClick={() => void save(saveMarkdown, 'md')}>
            导出 Markdown
          </button>
          <button type="button" class="button" onClick={() => window.print()}>
            打印
          </button>
        </div>
      </div>
      <p class="export-note" role="status">
        {note}
      </p>
    </section>
  );
}

async function saveDocx(document: ExportDocument): Promise<Blob> {
  const { writeDocx } = await import('../export/write-docx.ts');
  return writeDocx(document);
}

async function saveMarkdown(document: ExportDocument): Promise<Blob> {
  const { writeMarkdown } = await import('../export/write-markdown.ts');
  return new Blob([writeMarkdown(document)], { type: 'text/markdown' });
}
