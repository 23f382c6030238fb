import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { CorpusState } from '../../server/contract-corpus.ts';
import { formatSize } from '../corpus-words.ts';

type Properties = {
  state: CorpusState;
  /** Whether files are held over the page. */
  isOver: boolean;
  chooser: RefObject<HTMLButtonElement | null>;
  onFiles: (files: Iterable<File>) => void;
};

/** Says where files are dropped, which may be beside it; or they are chosen by a button that the keyboard reaches. */
export function CorpusDrop({ state: { formats, uploadLimitBytes }, isOver, chooser, onFiles }: Properties) {
  const input = useRef<HTMLInputElement>(null);

  return (
    <section class={isOver ? 'corpus-drop corpus-drop-over' : 'corpus-drop'} aria-label="放入文件">
      <p class="corpus-drop-words">把文件拖到这里，或者</p>
      <button ref={chooser} type="button" class="button button-main" onClick={() => input.current?.click()}>
        选择文件
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="要放入的文件"
        accept={formats.join(',')}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file may be chosen again, once it was mended.
          currentTarget.value = '';
        }}
      />
      <p class="admin-facts">
        可以一次放入多份；每份不超过 {formatSize(uploadLimitBytes)}
        。Word（.docx）、PDF、网页、文本，以及扫描件和图片（.png、.jpg、.tif）都可以；扫描件的文字由系统识别，需要多等一会儿。
      </p>
    </section>
  );
}
