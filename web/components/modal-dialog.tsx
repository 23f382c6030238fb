import type { ComponentChildren, RefObject } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

type Properties = {
  title: string;
  /** A drawer stands at the right edge and takes the whole height; a whole one takes the page. */
  shape?: 'dialog' | 'drawer' | 'whole';
  /** What takes the focus at opening, in place of the title. */
  firstFocus?: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ComponentChildren;
};

/**
 * A modal layer: the browser keeps the focus inside and what is behind untouchable. Esc, the button and a click beside
 * it ask to be closed through `onClose`; the owner then stops rendering it, and the focus goes back to where it was.
 */
export function ModalDialog({ title, shape = 'dialog', firstFocus, onClose, children }: Properties) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const pressedBeside = useRef(false);
  const titleId = useId();

  useLayoutEffect(() => {
    const opener = document.activeElement;
    const { current } = dialog;
    current?.showModal();
    (firstFocus?.current ?? heading.current)?.focus();
    return () => {
      current?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  function closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    // Only the topmost layer closes: neither one below nor the source panel hears of it.
    event.preventDefault();
    event.stopPropagation();
    onClose();
  }

  return (
    <dialog
      ref={dialog}
      class={`modal modal-${shape}`}
      aria-labelledby={titleId}
      onKeyDown={closeOnEscape}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Pressed and released beside it: a selection of text that is dragged over the edge closes nothing.
      onMouseDown={(event) => (pressedBeside.current = event.target === event.currentTarget)}
      onClick={(event) => pressedBeside.current && event.target === event.currentTarget && onClose()}
    >
      {/* Takes the focus from a click on plain text, which would else leave the dialog and its keys. */}
      <div class="modal-frame" tabIndex={-1}>
        <header class="modal-head">
          <h2 ref={heading} tabIndex={-1} id={titleId}>
            {title}
          </h2>
          <button type="button" class="button button-quiet" aria-keyshortcuts="Escape" onClick={onClose}>
            关闭
            <kbd>Esc</kbd>
          </button>
        </header>
        <div class="modal-body">{children}</div>
      </div>
    </dialog>
  );
}
