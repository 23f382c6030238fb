import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createCorpusClient, type FilesWanted } from '../corpus-client.ts';
import { useCorpus } from '../use-corpus.ts';
import { useFileDrop } from '../use-file-drop.ts';
import { useUploads } from '../use-uploads.ts';
import type { AdminProperties } from './admin-view.tsx';
import { CorpusDrop } from './corpus-drop.tsx';
import { CorpusFiles } from './corpus-files.tsx';
import { CorpusIndex } from './corpus-index.tsx';
import { CorpusPreview } from './corpus-preview.tsx';
import { CorpusUploads } from './corpus-uploads.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { KeyNeeded } from './key-needed.tsx';
import '../styles/admin.css';
import '../styles/corpus.css';
import '../styles/corpus-preview.css';

const PAGE_SIZE = 100;

export function CorpusView({ api, onIndex, onOpen }: AdminProperties) {
  const client = useMemo(() => createCorpusClient(api), [api]);
  const [query, setQuery] = useState<FilesWanted>({ limit: PAGE_SIZE });
  const { list, state, trouble, refused, reload } = useCorpus(client, query);
  const uploads = useUploads(client, reload);
  const [previewed, setPreviewed] = useState<string | null>(null);
  const isOver = useFileDrop(state?.writable ? uploads.add : null);
  const chooser = useRef<HTMLButtonElement>(null);

  const indexVersion = state?.indexVersion ?? null;
  useEffect(() => {
    if (indexVersion !== null) onIndex(indexVersion);
  }, [indexVersion]);

  if (refused !== null) return <KeyNeeded message={refused} onReload={reload} />;
  return (
    <>
      <p class="admin-lead">
        把文件放进来，系统先读一遍，读得出来的才收入语料，随后编入索引，读者就能查到。标题、日期、地名读得不对的，可以在这里更正。
      </p>
      {trouble !== null && <FailureNotice message={trouble} onRetry={reload} />}
      {state === null && trouble === null && <p class="asking">正在读取语料</p>}
      {state !== null && (
        <>
          <CorpusIndex client={client} state={state} onChange={reload} />
          {state.writable ? (
            <CorpusDrop state={state} isOver={isOver} chooser={chooser} onFiles={uploads.add} />
          ) : (
            <p class="notice notice-failure">
              语料文件夹不能写入，不能在这里放入、更正或移出文件。请管理员检查它的写入权限，或直接在服务器上改动。
            </p>
          )}
          <CorpusUploads uploads={uploads} onPreview={setPreviewed} afterLast={chooser} />
        </>
      )}
      {list !== null && (
        <CorpusFiles
          client={client}
          list={list}
          query={query}
          onQuery={(change) => setQuery({ ...change, limit: PAGE_SIZE })}
          onMore={() => setQuery({ ...query, limit: query.limit + PAGE_SIZE })}
          onPreview={setPreviewed}
          onOpen={onOpen}
          onRemoved={(path) => {
            uploads.takeOut(path);
            reload();
          }}
        />
      )}
      {previewed !== null && (
        <CorpusPreview
          client={client}
          path={previewed}
          writable={state?.writable ?? false}
          onChange={reload}
          onClose={() => setPreviewed(null)}
        />
      )}
    </>
  );
}
