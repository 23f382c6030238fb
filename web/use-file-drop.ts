/** Files that are dropped anywhere on the page: what the browser would do by itself is open one, and leave the page. */
import { useLayoutEffect, useState } from 'preact/hooks';

/** Tells whether files are held over the page that `take` would get; null where none are wanted. */
export function useFileDrop(take: ((files: Iterable<File>) => void) | null): boolean {
  const [isOver, setIsOver] = useState(false);

  // Without dependencies: `take` is a new function at every render.
  useLayoutEffect(() => {
    const mayTake = (): boolean => take !== null && !document.querySelector('dialog[open]');
    const hold = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = mayTake() ? 'copy' : 'none';
      setIsOver(mayTake());
    };
    const drop = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setIsOver(false);
      if (mayTake()) take?.(event.dataTransfer.files);
    };
    const leave = ({ relatedTarget }: DragEvent): void => {
      // From one element to the next is not out of the page.
      if (relatedTarget === null) setIsOver(false);
    };
    window.addEventListener('dragover', hold);
    window.addEventListener('drop', drop);
    window.addEventListener('dragleave', leave);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('drop', drop);
      window.removeEventListener('dragleave', leave);
    };
  });

  return isOver;
}
