import { useEffect, useState } from 'preact/hooks';
import type { CorpusClient } from '../corpus-client.ts';
import { type ShownOriginal, showOriginal } from '../corpus-original.ts';
import { type Trouble, troubleOf } from '../corpus-trouble.ts';
import { downloadFile } from '../export/download-file.ts';
import { FailureNotice } from './failure-notice.tsx';

type Properties = { client: CorpusClient; path: string };

type Original = { content: Blob; shown: ShownOriginal };

/** A file as it lies there; fetched, since an address in the page would not carry the reader's key. */
export function CorpusOriginal({ client, path }: Properties) {
  const [original, setOriginal] = useState<Original | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    let url: string | null = null;
    setTrouble(null);
    client
      .readOriginal(path, controller.signal)
      .then(async (content) => {
        const shown = await showOriginal(path, content);
        url = 'url' in shown ? shown.url : null;
        if (controller.signal.aborted) release(url);
        else setOriginal({ content, shown });
      })
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setTrouble(troubleOf(error));
      });
    return () => {
      controller.abort();
      release(url);
    };
  }, [client, path, attempt]);

  const name = path.split('/').pop() ?? path;
  return (
    <section class="corpus-original" aria-label="原件">
      <div class="corpus-original-head">
        <h3>原件</h3>
        {original && (
          <button type="button" class="button" onClick={() => downloadFile(original.content, name)}>
            下载原件
          </button>
        )}
      </div>
      {trouble !== null && (
        <FailureNotice message={trouble.message} onRetry={trouble.isFinal ? null : () => setAttempt((n) => n + 1)} />
      )}
      {original === null && trouble === null && <p class="asking">正在取原件</p>}
      {original && <Shown shown={original.shown} name={name} />}
    </section>
  );
}

function Shown({ shown, name }: { shown: ShownOriginal; name: string }) {
  switch (shown.kind) {
    case 'pdf':
      // What is behind the sign keeps the list of pages of Chromium's viewer shut, which takes half the room.
      return <iframe class="corpus-frame" src={`${shown.url}#navpanes=0`} title={`原件：${name}`} />;
    case 'picture':
      return <img class="corpus-picture" src={shown.url} alt={`原件：${name}`} />;
    case 'text':
      return (
        <pre class="corpus-text" tabIndex={0} aria-label={`原件的文字：${name}`}>
          {shown.text}
        </pre>
      );
    case 'none':
      return <p class="admin-none">浏览器不能直接显示这种文件，请下载后用原来的程序打开对照。</p>;
  }
}

function release(url: string | null): void {
  if (url !== null) URL.revokeObjectURL(url);
}
