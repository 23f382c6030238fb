import type { ComponentChildren } from 'preact';
import type { Citation } from '../../server/contract.ts';

type Properties = {
  citation: Pick<Citation, 'url'>;
  /** Said to screen readers after the words shown, where many links on the page show the same. */
  about?: string;
  plain?: boolean;
  open?: boolean;
  onOpen: (url: string) => void;
  children: ComponentChildren;
};

/** A real link to the permanent address: a plain click opens the panel, any other does what the browser does. */
export function SourceLink({ citation, about, plain = false, open = false, onOpen, children }: Properties) {
  return (
    <a
      class={plain ? 'link' : 'button button-source'}
      href={citation.url}
      aria-current={open ? 'location' : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onOpen(citation.url);
      }}
    >
      {children}
      {about && <span class="off-screen">：{about}</span>}
    </a>
  );
}
