import { useEffect, useRef } from 'preact/hooks';

type Properties = {
  drawn: number;
  total: number;
  /** Draws more rows, and leads the focus to the first of them where it stands on the button. */
  onMore: (focused: boolean) => void;
};

/** So far ahead of the reader rows are drawn. */
const AHEAD = '1500px';

/** The end of a list that is not drawn whole: more is drawn when it comes near the screen, or on pressing its button. */
export function MoreRows({ drawn, total, onMore }: Properties) {
  const end = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const drawMore = useRef(onMore);
  drawMore.current = onMore;

  useEffect(() => {
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting))
          drawMore.current(document.activeElement === button.current);
      },
      { rootMargin: AHEAD },
    );
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
    // Looked at again after each portion: it may have been shorter than the screen.
  }, [drawn, total]);

  return (
    <div class="more-rows" ref={end}>
      <p>
        列出前 {drawn} 篇，共 {total} 篇
      </p>
      <button type="button" class="button" ref={button} onClick={() => onMore(true)}>
        再列一些
      </button>
    </div>
  );
}
