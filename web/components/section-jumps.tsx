import type { ArticleResponse } from '../../server/contract-articles.ts';

type Properties = { sections: ArticleResponse['sections']; onJump: (start: number) => void };

export function SectionJumps({ sections, onJump }: Properties) {
  return (
    <details class="section-jumps">
      <summary>目录 {sections.length} 节</summary>
      <ul>
        {sections.map(({ heading, level, start }) => (
          <li key={start} class={`section-level-${Math.min(level, 3)}`}>
            <button
              type="button"
              class="section-jump"
              onClick={(event) => {
                event.currentTarget.closest('details')?.removeAttribute('open');
                onJump(start);
              }}
            >
              {heading}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
