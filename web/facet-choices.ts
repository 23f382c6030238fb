/**
 * What the articles can be narrowed to further, and how many each choice would leave. The count of a choice is what one
 * gets by making it. What depends on the articles held alone is worked out once: there may be tens of thousands of
 * them, and the counts change with every key.
 */
import type { ArticleSummary } from '../server/contract-articles.ts';
import { type BrowseQuery, countyOf, type Facet, HOLDS, labelOf, narrowArticles } from './browse-filter.ts';

export type Choice = { value: string; label: string; count: number; chosen: boolean };

/**
 * The choices of a facet in a steady order. `held` gives all there are, `found` those articles that hold the words
 * searched for; the other facets narrow the counts, this one does not.
 */
export function listChoices(
  facet: Facet,
  held: readonly ArticleSummary[],
  found: readonly ArticleSummary[],
  query: BrowseQuery,
): Choice[] {
  const within = narrowArticles(found, query, facet);
  const { values, leftBy } = valuesHeld(facet, held);
  const counts = countEach(within.map(leftBy));
  const choices = values.map((value) => ({
    value,
    label: labelOf(facet, value),
    count: counts.get(value) ?? 0,
    chosen: query[facet] === value,
  }));
  const asked = query[facet];
  if (asked === null || choices.some(({ chosen }) => chosen)) return choices;
  // An address may name what is no choice, or is no longer held; it is shown, so that it can be taken away.
  const count = within.filter((article) => HOLDS[facet](article, asked)).length;
  return [{ value: asked, label: labelOf(facet, asked), count, chosen: true }, ...choices];
}

type FacetValues = {
  /** In the order of the choices. */
  values: readonly string[];
  /** The values that an article is left by. */
  leftBy: (article: ArticleSummary) => readonly string[];
};

const known = new WeakMap<readonly ArticleSummary[], Partial<Record<Facet, FacetValues>>>();

function valuesHeld(facet: Facet, held: readonly ArticleSummary[]): FacetValues {
  const facets = known.get(held) ?? {};
  known.set(held, facets);
  return (facets[facet] ??= facet === 'place' ? listPlaces(held) : listValues(facet, held));
}

const VALUES: Record<Exclude<Facet, 'place'>, (article: ArticleSummary) => readonly string[]> = {
  topic: ({ topics }) => topics,
  issue: ({ issueId }) => (issueId === null ? [] : [issueId]),
  year: ({ year }) => (year === null ? [] : [String(year)]),
};

/** The most frequent topic comes first, and the newest issue and year. */
function listValues(facet: Exclude<Facet, 'place'>, held: readonly ArticleSummary[]): FacetValues {
  const leftBy = VALUES[facet];
  const totals = countEach(held.map(leftBy));
  const values = [...totals.keys()].sort((a, b) =>
    facet === 'topic' ? (totals.get(b) ?? 0) - (totals.get(a) ?? 0) || COLLATOR.compare(a, b) : COLLATOR.compare(b, a),
  );
  return { values, leftBy };
}

/** The counties; an article is left by each that a name of one of its places holds anywhere. */
function listPlaces(held: readonly ArticleSummary[]): FacetValues {
  const counties = new Set(held.flatMap(({ places }) => places.map(countyOf)));
  const within = new Map<string, readonly string[]>();
  function countiesIn(place: string): readonly string[] {
    let found = within.get(place);
    if (!found) within.set(place, (found = partsOf(place).filter((part) => counties.has(part))));
    return found;
  }
  return {
    values: [...counties].sort(COLLATOR.compare),
    leftBy: ({ places }) => (places.length === 1 ? countiesIn(places[0] as string) : places.flatMap(countiesIn)),
  };
}

/** Every stretch of a name: it has fewer than there may be counties. */
function partsOf(name: string): string[] {
  const parts: string[] = [];
  for (let start = 0; start < name.length; start++) {
    for (let end = start + 1; end <= name.length; end++) parts.push(name.slice(start, end));
  }
  return parts;
}

/** In how many of the lists each value stands. */
function countEach(lists: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) {
    for (const value of list.length > 1 ? new Set(list) : list) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

const COLLATOR = new Intl.Collator('zh-CN', { numeric: true });
