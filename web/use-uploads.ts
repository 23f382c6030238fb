/** Files on their way into the corpus, one after another. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Upload } from '../server/contract-corpus.ts';
import { RequestFailure } from './api-client.ts';
import { browserKey } from './browser-key.ts';
import type { CorpusClient } from './corpus-client.ts';
import { type Trouble, troubleOf } from './corpus-trouble.ts';
import { uploadFile } from './upload-file.ts';

export type Outgoing = {
  id: number;
  file: File;
  progress:
    | { state: 'waiting' | 'reading' | 'exists' | 'removed' }
    | { state: 'sending'; share: number }
    | { state: 'done'; upload: Upload }
    | { state: 'failed'; trouble: Trouble };
};

export type KeptUploads = {
  uploads: readonly Outgoing[];
  /** How many are not done. */
  left: number;
  add: (files: Iterable<File>) => void;
  /** Sends one again, in place of the file of its name where it may. */
  again: (id: number, replace: boolean) => void;
  /** Tells that a file was taken out of the corpus again. */
  takeOut: (path: string) => void;
  dismiss: (id: number) => void;
  dismissDone: () => void;
};

const LOOK_MILLISECONDS = 1_500;

export function useUploads(client: CorpusClient, onAdded: () => void): KeptUploads {
  const [uploads, setUploads] = useState<readonly Outgoing[]>([]);
  const next = useRef(1);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const controller = useRef(new AbortController());
  const added = useRef(onAdded);
  added.current = onAdded;

  useEffect(() => () => controller.current.abort(new Error('left')), []);

  function change(id: number, progress: Outgoing['progress']): void {
    if (controller.current.signal.aborted) return;
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, progress } : upload)));
  }

  async function send(id: number, file: File, replace: boolean): Promise<void> {
    const { signal } = controller.current;
    if (signal.aborted) return;
    change(id, { state: 'sending', share: 0 });
    try {
      const onProgress = (share: number): void =>
        change(id, share < 1 ? { state: 'sending', share } : { state: 'reading' });
      const upload = await uploadFile(file, { key: browserKey.read(), replace, onProgress, signal });
      // The next one is sent while this one is read.
      if (upload.state === 'reading') void follow(id, upload.id);
      else finish(id, upload);
    } catch (error) {
      const isThere = error instanceof RequestFailure && error.code === 'corpus_file_exists';
      change(id, isThere ? { state: 'exists' } : { state: 'failed', trouble: troubleOf(error) });
    }
  }

  async function follow(id: number, uploadId: string): Promise<void> {
    change(id, { state: 'reading' });
    const { signal } = controller.current;
    try {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
        if (signal.aborted) return;
        const upload = await client.findUpload(uploadId, signal);
        if (upload.state !== 'reading') return finish(id, upload);
      }
    } catch (error) {
      change(id, { state: 'failed', trouble: troubleOf(error) });
    }
  }

  function finish(id: number, upload: Upload): void {
    change(id, { state: 'done', upload });
    if (upload.state === 'added') added.current();
  }

  function queue(id: number, file: File, replace: boolean): void {
    turn.current = turn.current.then(() => send(id, file, replace));
  }

  return {
    uploads,
    left: uploads.filter(({ progress: { state } }) => state === 'waiting' || state === 'sending' || state === 'reading')
      .length,
    add(files) {
      const outgoing = [...files].map((file): Outgoing => ({
        id: next.current++,
        file,
        progress: { state: 'waiting' },
      }));
      setUploads((all) => [...outgoing, ...all]);
      for (const { id, file } of outgoing) queue(id, file, false);
    },
    again(id, replace) {
      const found = uploads.find((upload) => upload.id === id);
      if (!found) return;
      change(id, { state: 'waiting' });
      queue(id, found.file, replace);
    },
    takeOut: (path) =>
      setUploads((all) =>
        all.map((upload) => (liesAt(upload, path) ? { ...upload, progress: { state: 'removed' } } : upload)),
      ),
    dismiss: (id) => setUploads((all) => all.filter((upload) => upload.id !== id)),
    dismissDone: () => setUploads((all) => all.filter((upload) => !isDone(upload))),
  };
}

/** Whether nothing more comes of it, and nothing is asked. */
export function isDone({ progress: { state } }: Outgoing): boolean {
  return state === 'done' || state === 'removed';
}

function liesAt({ progress }: Outgoing, path: string): boolean {
  return progress.state === 'done' && progress.upload.state !== 'refused' && progress.upload.path === path;
}
