/** The places that the articles are about, by county under their prefecture 地级市. */
import type { Article } from '../../corpus/article.ts';
import { type Division, divisionOf, findPlaces } from '../../corpus/places.ts';
import type { Prefecture } from '../contract-status.ts';

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

/** Stand-ins of the gazetteer for a prefecture that there is none of. */
const NO_PREFECTURE = /^(?:县|省直辖|自治区直辖|市辖)/u;

/** The counties of all places, each with its articles, in the order of the administrative codes. */
export function groupPlaces(articles: readonly Article[], province: string | null): Prefecture[] {
  const counties = new Map<string, County>();
  for (const { places } of articles) {
    for (const county of places.map((place) => countyOf(place, province))) counties.set(county.filter, county);
  }
  const groups = new Map<string, { prefecture: Division | null; counties: County[] }>();
  for (const county of [...counties.values()].sort(compareCodes)) {
    const { prefecture } = county;
    const key = prefecture?.code ?? UNKNOWN_CODE;
    groups.set(key, { prefecture, counties: [...(groups.get(key)?.counties ?? []), county] });
  }
  return [...groups.values()].map((group) => ({
    name: group.prefecture?.fullName ?? null,
    articles: articles.filter((article) => group.counties.some(({ filter }) => isAbout(article, filter))).length,
    places: group.counties.map(({ name, filter }) => ({
      name,
      filter,
      articles: articles.filter((article) => isAbout(article, filter)).length,
    })),
  }));
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
  return { code, name: fullName, filter: place.slice(0, found.end), prefecture: prefectureOf(code) };
}

/** A prefecture; the province, where a county or city comes under it directly. */
function prefectureOf(code: string): Division | null {
  const prefecture = divisionOf(`${code.slice(0, 4)}00`);
  if (prefecture && !NO_PREFECTURE.test(prefecture.fullName)) return prefecture;
  return divisionOf(`${code.slice(0, 2)}0000`) ?? null;
}

/** As a filter by place counts. */
function isAbout({ places }: Article, filter: string): boolean {
  return places.some((place) => place.includes(filter));
}

function compareCodes(a: County, b: County): number {
  return a.code.localeCompare(b.code, 'en') || a.name.localeCompare(b.name, 'zh-CN');
}
