import type { Filter } from '../../server/contract.ts';

type Properties = { filter: Filter; onRemove: () => void };

/** What every question is narrowed to, above the question box. */
export function NarrowedTo(_properties: Properties) {
  return null;
}
