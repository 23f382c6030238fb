import type { Filter } from '../../server/contract.ts';
import type { Loaded } from '../use-loaded.ts';
import type { Held } from './page-header.tsx';

type Properties = {
  held: Loaded<Held>;
  onReload: () => void;
  /** Opens an article at its address. */
  onOpen: (url: string) => void;
  /** Carries a filter into the conversation. */
  onNarrow: (filter: Filter) => void;
};

export function BrowseView(_properties: Properties) {
  return <section class="view" aria-label="找例子" />;
}
