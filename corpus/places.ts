/**
 * Names of places: a gazetteer of China's provinces, cities and counties, and the places an article is about.
 *
 * Names come from @vant/area-data, and former ones from former-places.ts; townships and villages are read from the text
 * behind the county that they follow.
 */
import { areaList } from '@vant/area-data';
import { FORMER_NAMES } from './former-places.ts';

export interface Division {
  /** Six-digit code of the administrative division. */
  code: string;
  /** 西乡塘区 */
  fullName: string;
  /** 西乡塘; null where the short form is one character or an ordinary word. */
  shortName: string | null;
  /** What is shown: a district with its city (南宁市西乡塘区), everything else as it is. */
  name: string;
}

export interface PlaceMention {
  start: number;
  end: number;
  division: Division;
}

/** Short names that are ordinary words; such a county is recognised by its full name only. */
const ORDINARY_WORDS = new Set(
  '资源 港口 江南 城中 兴业 和平 文明 城关 城区 新城 开平 永福 平安 团结 建设 光明 前进 向阳 中原 长安 朝阳 高新 新建 丰满 合作 大方 普定 安定 太平 新兴 大同 万全 通道 凤凰 宝山 红旗 铁山 中山 东方'.split(
    ' ',
  ),
);
/** Full names of districts that are ordinary words, or that several cities give to a part of them. */
const ORDINARY_DISTRICTS = new Set(
  '城区 矿区 郊区 东区 西区 南区 北区 中区 市辖区 其它区 高新区 开发区 新社区 新城区 老城区 新市区 市中区 城中区 海港区 河口区 林园区 工农区'.split(
    ' ',
  ),
);
/** Peoples that an autonomous place is named after; none ends as another does. */
const PEOPLES =
  '壮族 瑶族 苗族 侗族 回族 彝族 藏族 满族 土家族 毛南族 仫佬族 仡佬族 布依族 白族 傣族 黎族 畲族 羌族 土族 水族 各族 哈萨克 蒙古族 蒙古 朝鲜族 傈僳族 佤族 拉祜族 哈尼族 景颇族 普米族 怒族 独龙族 布朗族 纳西族 裕固族 保安族 东乡族 撒拉族 锡伯 塔吉克 达斡尔族 鄂温克族 鄂伦春'.split(
    ' ',
  );

/** 环江毛南族自治县 → 环江自治县. */
function withoutPeoples(fullName: string): string {
  const end = fullName.indexOf('自治');
  let start = end;
  const before = (): string | undefined => PEOPLES.find((people) => fullName.endsWith(people, start));
  for (let people = before(); end > 0 && people; people = before()) start -= people.length;
  return end < 0 ? fullName : fullName.slice(0, start) + fullName.slice(end);
}

/** The short form people use for a county or city: 环江 for 环江毛南族自治县; null where it would not be recognised. */
export function shortNameOf(fullName: string): string | null {
  const short = withoutPeoples(fullName).replace(/(?:自治[县旗州区]|特别行政区|地区|[县区市旗盟州省])$/u, '');
  return short.length >= 2 && short !== fullName && !ORDINARY_WORDS.has(short) ? short : null;
}

/** Stand-ins of the gazetteer for a prefecture that there is none of. */
const NO_PREFECTURE = /^(?:县|省直辖|自治区直辖|市辖)/u;

function cityOf(code: string): string {
  const city = areaList.city_list[`${code.slice(0, 4)}00`];
  return city && !NO_PREFECTURE.test(city) ? city : (areaList.province_list[`${code.slice(0, 2)}0000`] ?? '');
}

function readDivisions(): Division[] {
  const lists = [areaList.county_list, areaList.city_list, areaList.province_list];
  return lists.flatMap((list, depth) =>
    Object.entries(list).map(([code, fullName]) => ({
      code,
      fullName,
      shortName: shortNameOf(fullName),
      name: depth === 0 && fullName.endsWith('区') ? `${cityOf(code)}${fullName}` : fullName,
    })),
  );
}

function readFormerDivisions(): Division[] {
  return Object.entries(FORMER_NAMES).map(([name, code]) => {
    return { code, fullName: name, shortName: shortNameOf(name), name };
  });
}

const TODAY = readDivisions();
const DIVISIONS = [...TODAY, ...readFormerDivisions()];
const BY_CODE = new Map(TODAY.map((division) => [division.code, division]));
const ALL_BY_CODE = groupBy(DIVISIONS, (division) => division.code);
const BY_FULL_NAME = groupBy(DIVISIONS, (division) => division.fullName);
const BY_SHORT_NAME = groupBy(
  DIVISIONS.filter((division) => division.shortName !== null),
  (division) => division.shortName as string,
);
const NAME_MAX = Math.max(...DIVISIONS.map((division) => division.fullName.length));

function groupBy(divisions: Division[], key: (division: Division) => string): Map<string, Division[]> {
  const groups = new Map<string, Division[]>();
  for (const division of divisions) groups.set(key(division), [...(groups.get(key(division)) ?? []), division]);
  return groups;
}

/** A division as it is called today, and under its former names. */
export function sameDivisions({ code }: Division): Division[] {
  return ALL_BY_CODE.get(code) ?? [];
}

/** The division of a code; undefined where the gazetteer has none. */
export function divisionOf(code: string): Division | undefined {
  return BY_CODE.get(code);
}

/** The prefecture 地级市 that a county lies in, or that a division is; null where one comes under a province directly. */
export function prefectureOf({ code }: Division): Division | null {
  const prefecture = divisionOf(`${code.slice(0, 4)}00`);
  return prefecture && !NO_PREFECTURE.test(prefecture.fullName) ? prefecture : null;
}

/** Two-digit code of the province a text names most often, the first of them where that is even, or null. */
export function provinceOf(text: string): string | null {
  let found: { code: string; count: number; at: number } | null = null;
  for (const [code, name] of Object.entries(areaList.province_list)) {
    const short = name.replace(/(?:维吾尔|壮族|回族)?自治区$|特别行政区$|[省市]$/u, '');
    const at = text.indexOf(short);
    if (at < 0) continue;
    const count = text.split(short).length;
    if (!found || count > found.count || (count === found.count && at < found.at)) found = { code, count, at };
  }
  return found?.code.slice(0, 2) ?? null;
}

/**
 * Places named in a text by their full names and, where `shortNames` is set, by short names of the given province.
 * A full name that several provinces share is the given province's.
 */
export function findPlaces(text: string, province: string | null, shortNames: boolean): PlaceMention[] {
  const mentions: PlaceMention[] = [];
  for (let at = 0; at < text.length; at++) {
    const mention = longestNameAt(text, at, province, shortNames);
    if (!mention) continue;
    mentions.push(mention);
    at = mention.end - 1;
  }
  return mentions;
}

function longestNameAt(text: string, at: number, province: string | null, shortNames: boolean): PlaceMention | null {
  for (let length = Math.min(NAME_MAX, text.length - at); length >= 2; length--) {
    const printed = text.slice(at, at + length);
    const full = choose(BY_FULL_NAME.get(printed), province, text, at);
    if (full) return { start: at, end: at + length, division: full };
    const short = shortNames
      ? BY_SHORT_NAME.get(printed)?.find((d) => province !== null && d.code.startsWith(province))
      : null;
    if (short) return { start: at, end: at + length, division: short };
  }
  return null;
}

/** The division behind its city, else that of the province, else the first that is no ordinary word. */
function choose(
  divisions: Division[] | undefined,
  province: string | null,
  text: string,
  at: number,
): Division | undefined {
  if (!divisions) return undefined;
  const before = text.slice(Math.max(at - NAME_MAX, 0), at);
  const isHere = ({ code }: Division): boolean => province !== null && code.startsWith(province);
  return (
    divisions.find((division) => isBehindCity(division, before)) ??
    divisions.find(isHere) ??
    divisions.find(({ fullName }) => !ORDINARY_DISTRICTS.has(fullName))
  );
}

function isBehindCity({ code, fullName }: Division, before: string): boolean {
  if (!fullName.endsWith('区')) return false;
  const city = cityOf(code);
  const short = shortNameOf(city);
  return before.endsWith(city) || (short !== null && before.endsWith(short));
}

/** Words that end in 村 or 乡 and are not the name of one. */
const NOT_A_VILLAGE = /[驻贫困农各全每美丽该两个行政住进入乡镇]/u;

/**
 * The places an article is about: those its title names, else those its first paragraph names. A township and village
 * that follow their county in the title belong to it (巴马瑶族自治县燕洞镇交乐村).
 */
export function placesOf(title: string, lead: string, province: string | null): string[] {
  const inTitle = namedPlaces(title, province);
  return inTitle.length > 0 ? inTitle : namedPlaces(lead, province).slice(0, 8);
}

function namedPlaces(text: string, province: string | null): string[] {
  const provinceHere = provinceOf(text) ?? province;
  const byFullName = findPlaces(text, provinceHere, false).filter(({ division }) => !division.code.endsWith('0000'));
  const counties = byFullName.filter(({ division }) => !division.code.endsWith('00'));
  const named = counties.length > 0 ? counties : byFullName;
  const names = named.map((mention) => mention.division.name + villageAfter(text, mention.end));
  return [...new Set([...names, ...enumeratedShortNames(text, provinceHere)])];
}

function villageAfter(text: string, at: number): string {
  const township = /^[\u4e00-\u9fa5]{1,5}?(?:镇|乡|街道)(?!村)/u.exec(text.slice(at))?.[0] ?? '';
  return NOT_A_VILLAGE.test(township.slice(0, -1)) ? '' : township + villageAt(text, at + township.length);
}

/** What reads like the name of a village or community right there, with 村 or 社区; empty where nothing does. */
export function villageAt(text: string, at: number): string {
  const village = /^[\u4e00-\u9fa5]{1,5}?(?:村|社区)/u.exec(text.slice(at))?.[0] ?? '';
  return NOT_A_VILLAGE.test(village.slice(0, -1)) ? '' : village;
}

/** Short names in a list that says what they are: 大化、都安、隆林和那坡四县. */
function enumeratedShortNames(text: string, province: string | null): string[] {
  const mentions = findPlaces(text, province, true);
  const names: string[] = [];
  let run: PlaceMention[] = [];
  mentions.forEach((mention, index) => {
    run.push(mention);
    const next = mentions[index + 1];
    if (next && /^[、和及与]$/u.test(text.slice(mention.end, next.start))) return;
    const isList = /^等?[一二两三四五六七八九十\d]*个?[县市区]/u.test(text.slice(mention.end));
    if (run.length > 1 && isList) names.push(...run.map(({ division }) => division.name));
    run = [];
  });
  return names;
}
