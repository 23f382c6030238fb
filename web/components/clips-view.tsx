import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { putClips } from '../clip-list.ts';
import { type Coverage, makeClipsDocument } from '../export/export-document.ts';
import type { Clip } from '../storage.ts';
import { useClips } from '../use-clips.ts';
import type { Loaded } from '../use-loaded.ts';
import { ClipItem, moveButtonId } from './clip-item.tsx';
import { ClipRemoveAll } from './clip-remove-all.tsx';
import { ClipUndo } from './clip-undo.tsx';
import { ExportBar } from './export-bar.tsx';
import type { Held } from './page-header.tsx';

type Properties = { held: Loaded<Held>; onOpen: (url: string) => void };

/** The kept extracts, each under the question that it answers. */
export function ClipsView({ held, onOpen }: Properties) {
  const { clips, lasting, move, remove, restore } = useClips();
  const [removed, setRemoved] = useState<readonly Clip[]>([]);
  const [note, setNote] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef<string | null>(null);

  useLayoutEffect(() => {
    // The browser drops the focus from an element that changes its place.
    if (moved.current) document.getElementById(moved.current)?.focus();
    moved.current = null;
  }, [clips]);

  function shift(clip: Clip, step: -1 | 1): void {
    const place = clips.indexOf(clip) + 1 + step;
    if (place < 1 || place > clips.length) return;
    moved.current = moveButtonId(clip.id, step);
    setNote(`已移到第 ${place} 位，共 ${clips.length} 段`);
    move(clip.id, step);
  }

  function takeOut(out: readonly Clip[]): void {
    setNote('');
    setRemoved(out);
    remove(out);
  }

  function putBack(): void {
    restore(removed);
    setNote(`已放回 ${removed.length} 段`);
    setRemoved([]);
    heading.current?.focus();
  }

  // What was just removed keeps its place, as a line that offers it back.
  const rows = putClips(clips, removed.slice(0, 1));
  return (
    <section class="view" aria-labelledby="clips-title">
      <header class="clips-head">
        <h2 id="clips-title" ref={heading} tabIndex={-1}>
          收藏夹
        </h2>
        {clips.length > 0 && (
          <>
            <p>共 {clips.length} 段，只保存在这个浏览器里</p>
            <ClipRemoveAll count={clips.length} onRemove={() => takeOut(clips)} />
          </>
        )}
      </header>
      {!lasting && <p class="notice">这个浏览器不保存数据，关闭页面后收藏就没有了。请及时导出。</p>}
      <p class="off-screen" role="status">
        {note}
      </p>
      {rows.length === 0 && (
        <p class="clips-empty">还没有收藏。在回答里点“收藏”，摘录连同出处就放到这里，可以排序、复制和导出。</p>
      )}
      <ol class="clip-list">
        {rows.map((clip, index) => {
          const place = clips.indexOf(clip);
          return (
            <li key={clip.id}>
              {place < 0 ? (
                <ClipUndo count={removed.length} onUndo={putBack} />
              ) : (
                <ClipItem
                  clip={clip}
                  number={place + 1}
                  count={clips.length}
                  withQuestion={rows[index - 1]?.question !== clip.question}
                  onMove={(step) => shift(clip, step)}
                  onRemove={() => takeOut([clip])}
                  onOpen={onOpen}
                />
              )}
            </li>
          );
        })}
      </ol>
      {clips.length > 0 && (
        <ExportBar
          title="带走收藏"
          make={(form, day) => makeClipsDocument(clips, countHeld(held), { form, day })}
          copyAll
        />
      )}
    </section>
  );
}

function countHeld(held: Loaded<Held>): Coverage | null {
  if (held.state !== 'ready') return null;
  return { bulletins: held.value.bulletins.length, articles: held.value.articles.length };
}
