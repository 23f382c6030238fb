import { useEffect, useState } from 'preact/hooks';
import type { ArticleCorrectionRequest, FilePreview } from '../../server/contract-preview.ts';
import type { CorpusClient } from '../corpus-client.ts';
import { correctFile } from '../corpus-correction.ts';
import { type Trouble, troubleOf } from '../corpus-trouble.ts';
import { CorpusOriginal } from './corpus-original.tsx';
import { CorpusParse } from './corpus-parse.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { ModalDialog } from './modal-dialog.tsx';

type Properties = {
  client: CorpusClient;
  path: string;
  writable: boolean;
  onChange: () => void;
  onClose: () => void;
};

const LOOK_MILLISECONDS = 2_000;

/** A file beside what was made of it. */
export function CorpusPreview({ client, path, writable, onChange, onClose }: Properties) {
  const [preview, setPreview] = useState<FilePreview | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      try {
        const read = await client.preview(path, controller.signal);
        if (controller.signal.aborted) return;
        setTrouble(null);
        if (read) setPreview(read);
        else timer = setTimeout(() => void look(), LOOK_MILLISECONDS);
      } catch (error) {
        if (!controller.signal.aborted) setTrouble(troubleOf(error));
      }
    };
    void look();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [client, path, attempt]);

  async function correct(number: number, correction: ArticleCorrectionRequest | null): Promise<void> {
    if (!preview) return;
    await client.correct(path, correctFile(preview, number, correction));
    setAttempt((n) => n + 1);
    onChange();
  }

  const notice = trouble && (
    <FailureNotice message={trouble.message} onRetry={trouble.isFinal ? null : () => setAttempt((n) => n + 1)} />
  );
  return (
    <ModalDialog title={path} shape="whole" onClose={onClose}>
      {notice && !preview ? (
        // In place of both sides: the original would fail for the same reason, and say it once more.
        <div class="corpus-preview-trouble">{notice}</div>
      ) : (
        <div class="corpus-preview">
          <CorpusOriginal client={client} path={path} />
          <section class="corpus-parse" aria-label="读出来的内容">
            {notice}
            {preview === null && <p class="asking">正在读取；扫描件要识别文字，可能需要几分钟</p>}
            {preview !== null && <CorpusParse preview={preview} onCorrect={writable ? correct : null} />}
          </section>
        </div>
      )}
    </ModalDialog>
  );
}
