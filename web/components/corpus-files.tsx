import { useRef, useState } from 'preact/hooks';
import type { CorpusFileList, FilesQuery } from '../../server/contract-corpus.ts';
import type { CorpusClient } from '../corpus-client.ts';
import { useSearchField } from '../use-search-field.ts';
import { CorpusFileRow } from './corpus-file-row.tsx';

type Properties = {
  client: CorpusClient;
  list: CorpusFileList;
  query: FilesQuery;
  onQuery: (query: Pick<FilesQuery, 'q' | 'show'>) => void;
  onMore: () => void;
  onPreview: (path: string) => void;
  onOpen: (url: string) => void;
  onRemoved: (path: string) => void;
};

export function CorpusFiles({ client, list, query, onQuery, onMore, onPreview, onOpen, onRemoved }: Properties) {
  const { files, matching, counts } = list;
  const [removed, setRemoved] = useState<{ path: string; movedTo: string } | null>(null);
  const notice = useRef<HTMLParagraphElement>(null);
  const shows: [NonNullable<FilesQuery['show']>, string][] = [
    ['all', `全部（${counts.total}）`],
    ['problems', `读不出来（${counts.problems}）`],
    ['warnings', `有提醒（${counts.warnings}）`],
    ['waiting', `等待更新（${counts.waiting + counts.changed + counts.removed}）`],
    ['corrected', '有更正'],
  ];

  async function remove(path: string): Promise<void> {
    const { movedTo } = await client.remove(path);
    setRemoved({ path, movedTo });
    onRemoved(path);
  }

  return (
    <section class="admin-section" aria-labelledby="corpus-files">
      <h3 id="corpus-files">语料里的文件</h3>
      <div class="corpus-filter">
        <FileSearch words={query.q ?? ''} onSearch={(q) => onQuery({ ...query, ...(q ? { q } : { q: undefined }) })} />
        <label>
          <span class="off-screen">显示哪些文件</span>
          <select
            value={query.show ?? 'all'}
            onChange={({ currentTarget }) =>
              onQuery({ q: query.q, show: currentTarget.value as NonNullable<FilesQuery['show']> })
            }
          >
            {shows.map(([show, name]) => (
              <option key={show} value={show}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p ref={notice} role="status" tabIndex={-1} class="corpus-removed">
        {removed && (
          <>
            已移出“{removed.path}”，文件现在在服务器数据文件夹的 <code>{removed.movedTo}</code>。
          </>
        )}
      </p>
      {files.length === 0 && <p class="admin-none">没有这样的文件。</p>}
      <ul class="corpus-files">
        {files.map((file) => (
          <CorpusFileRow
            key={file.path}
            file={file}
            writable={list.state.writable}
            onPreview={onPreview}
            onOpen={onOpen}
            onRemove={remove}
            afterRemoval={notice}
          />
        ))}
      </ul>
      {matching > files.length && (
        <div class="admin-actions">
          <button type="button" class="button" onClick={onMore}>
            再显示一些（还有 {matching - files.length} 份）
          </button>
        </div>
      )}
    </section>
  );
}

function FileSearch({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const field = useSearchField(words, onSearch);
  return <input type="search" maxLength={200} aria-label="查找文件" placeholder="文件名或标题里的词" {...field} />;
}
