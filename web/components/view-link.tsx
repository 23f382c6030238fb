import type { ComponentChildren } from 'preact';

type Properties = {
  /** Address of a view of the page, with its query. */
  href: string;
  class?: string;
  label?: string;
  /** Whether this is where the reader is. */
  current?: boolean;
  onVisit: (address: string) => void;
  children: ComponentChildren;
};

/** A real link to another view of the page: a plain click shows it in place, any other does what the browser does. */
export function ViewLink({ href, class: className, label, current = false, onVisit, children }: Properties) {
  return (
    <a
      class={className}
      href={href}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onVisit(href);
      }}
    >
      {children}
    </a>
  );
}
