/** The places that the articles are about, by county under their prefecture 地级市. */
import type { Article } from '../../corpus/article.ts';
import { type Division, divisionOf, findPlaces, prefectureOf } from '../../corpus/places.ts';
import type { Prefecture } from '../contract-status.ts';
import { type Steps, workAtOnce } from '../steps.ts';

/** What a filter takes at most. */
const FILTER_MAX = 60;

interface County {
  /** Of the county, or of what a city is itself; after all codes where the gazetteer has none. */
  code: string;
  name: string;
  filter: string;
  prefecture: Division | null;
}

const UNKNOWN_CODE = '999999';

/** The counties of all places, each with its articles, in the order of the administrative codes. */
export function groupPlaces(articles: readonly Article[], province: string | null): Prefecture[] {
  return workAtOnce(countPlaces(articles, province));
}

/** {@link groupPlaces}, step by step. */
export function* countPlaces(articles: readonly Article[], province: string | null): Steps<Prefecture[]> {
  const counties = new Map<string, County>();
  const places = new Set(articles.flatMap((article) => article.places));
  for (const place of places) {
    const county = countyOf(place, province);
    counties.set(county.filter, county);
    yield;
  }
  const groups = new Map<string, Group>();
  for (const county of [...counties.values()].sort(compareCodes)) {
    const key = county.prefecture?.code ?? UNKNOWN_CODE;
    const group = groups.get(key) ?? { prefecture: county.prefecture, articles: 0, places: [] };
    groups.set(key, group);
    group.places.push({ name: county.name, filter: county.filter, articles: 0 });
  }
  yield* countArticles(articles, places, [...groups.values()]);
  return [...groups.values()].map(({ prefecture, ...group }) => ({ name: prefecture?.fullName ?? null, ...group }));
}

type Group = Pick<Prefecture, 'articles' | 'places'> & { prefecture: Division | null };

/** Counts an article once for each county and each prefecture that it is about. */
function* countArticles(
  articles: readonly Article[],
  places: ReadonlySet<string>,
  groups: readonly Group[],
): Steps<undefined> {
  // Few places are told of in many articles, so a place is looked up in all filters but once.
  const counted = new Map<string, { articles: number }[]>();
  for (const place of places) {
    const matches = groups.map((group) => group.places.filter(({ filter }) => isAbout(place, filter)));
    counted.set(
      place,
      matches.flatMap((counties, at) => (counties.length > 0 ? [groups[at] as Group, ...counties] : [])),
    );
    yield;
  }
  for (const article of articles) {
    const about = new Set(article.places.flatMap((place) => counted.get(place) ?? []));
    for (const count of about) count.articles++;
    yield;
  }
}

/** The county that a place lies in or is; the place as it is where the gazetteer does not have it. */
function countyOf(place: string, province: string | null): County {
  let found: { division: Division; end: number } | null = null;
  // A district follows its city, a county nothing: names that do not follow one another are of something else.
  for (const { start, end, division } of findPlaces(place, province, false)) {
    if (start !== (found?.end ?? 0)) break;
    found = { division, end };
  }
  if (!found) {
    const filter = place.slice(0, FILTER_MAX);
    return { code: UNKNOWN_CODE, name: filter, filter, prefecture: null };
  }
  const { code, fullName } = found.division;
  // The province, where a county or city comes under it directly.
  const prefecture = prefectureOf(found.division) ?? divisionOf(`${code.slice(0, 2)}0000`) ?? null;
  return { code, name: fullName, filter: place.slice(0, found.end), prefecture };
}

/** As a filter by place counts. */
function isAbout(place: string, filter: string): boolean {
  return place.includes(filter);
}

function compareCodes(a: County, b: County): number {
  return a.code.localeCompare(b.code, 'en') || a.name.localeCompare(b.name, 'zh-CN');
}
