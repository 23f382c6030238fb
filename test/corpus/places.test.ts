/** Names of places: which names are known, and which places an article is about. */
import { describe, expect, it } from 'vitest';
import {
  divisionOf,
  findPlaces,
  placesOf,
  provinceOf,
  sameDivisions,
  shortNameOf,
  villageAt,
} from '../../corpus/places.ts';

const GUANGXI = '45';

describe('the short name', () => {
  it.each([
    ['天等县', '天等'],
    ['环江毛南族自治县', '环江'],
    ['隆林各族自治县', '隆林'],
    ['三江侗族自治县', '三江'],
    ['双江拉祜族佤族布朗族傣族自治县', '双江'],
    ['西乡塘区', '西乡塘'],
    ['桂平市', '桂平'],
    ['广西壮族自治区', '广西'],
    ['广东省', '广东'],
    ['资源县', null],
    ['港口区', null],
    ['横州市', '横州'],
    ['蒙县', null],
  ])('of %s is %s', (fullName, shortName) => {
    expect(shortNameOf(fullName)).toBe(shortName);
  });
});

describe('the province', () => {
  it.each([
    ['广西精准脱贫攻坚简报', '45'],
    ['广西壮族自治区扶贫开发办公室', '45'],
    ['内蒙古自治区扶贫办', '15'],
    ['新疆维吾尔自治区', '65'],
    ['北京市', '11'],
    ['广东帮扶广西，广西的做法', '45'],
    ['从广西到广东', '45'],
    ['某省扶贫简报', null],
    ['', null],
  ])('of “%s” is %s', (text, province) => {
    expect(provinceOf(text)).toBe(province);
  });
});

describe('names in a text', () => {
  const named = (text: string, shortNames: boolean, province: string | null = GUANGXI): string[] =>
    findPlaces(text, province, shortNames).map(({ division }) => division.name);

  it.each([
    ['天等县和环江毛南族自治县', false, ['天等县', '环江毛南族自治县']],
    ['天等和环江', false, []],
    ['天等和环江', true, ['天等县', '环江毛南族自治县']],
    ['西乡塘区', false, ['南宁市西乡塘区']],
    ['利用当地资源，建设港口', true, []],
    ['资源县与港口区', true, ['资源县', '防城港市港口区']],
    ['没有地名的一句话', true, []],
  ])('of “%s” (short names: %s) are %j', (text, shortNames, names) => {
    expect(named(text, shortNames)).toEqual(names);
  });

  it('are the words of their spans', () => {
    const text = '到天等县、都安和西乡塘区走访';
    const words = findPlaces(text, GUANGXI, true).map(({ start, end }) => text.slice(start, end));
    expect(words).toEqual(['天等县', '都安', '西乡塘区']);
  });

  it('that several provinces share are those of the given province', () => {
    const [here] = findPlaces('城中区', GUANGXI, false);
    const [there] = findPlaces('城中区', '63', false);
    expect(here?.division.code.slice(0, 2)).toBe(GUANGXI);
    expect(there?.division.code.slice(0, 2)).toBe('63');
  });

  it.each([
    ['横县、平果县和武鸣县', ['横县', '平果县', '武鸣县']],
    ['横州市、平果市和武鸣区', ['横州市', '平果市', '南宁市武鸣区']],
  ])('are as they are printed, before and after the place was renamed: %s', (text, names) => {
    expect(named(text, false)).toEqual(names);
  });

  it.each([
    ['矿区变景区，老城区变新城区', null, []],
    ['阳泉市矿区和晋城城区', GUANGXI, ['阳泉市', '阳泉市矿区', '晋城市城区']],
    ['铜陵市郊区', GUANGXI, ['铜陵市', '铜陵市郊区']],
    ['矿区', '14', ['阳泉市矿区']],
    ['长春市朝阳区', GUANGXI, ['长春市', '长春市朝阳区']],
  ])('that are ordinary words, or of several cities, are told by their city: %s', (text, province, names) => {
    expect(named(text, false, province)).toEqual(names);
  });

  it('by short forms need a province to be told', () => {
    expect(named('天等和环江', true, null)).toEqual([]);
    expect(named('天等和环江', true, '44')).toEqual([]);
  });
});

describe('the names of a division', () => {
  it.each([
    ['平果县', ['平果市', '平果县']],
    ['平果市', ['平果市', '平果县']],
    ['天等县', ['天等县']],
  ])('of %s are %j', (name, names) => {
    const [mention] = findPlaces(name, GUANGXI, false);
    expect(mention && sameDivisions(mention.division).map(({ fullName }) => fullName)).toEqual(names);
  });
});

describe('the division of a code', () => {
  it.each([
    ['450324', '全州县'], // a county
    ['450107', '南宁市西乡塘区'], // a district, with its city
    ['450300', '桂林市'], // a city
    ['451082', '平果市'], // a city that was a county, by its name of today
    ['450399', undefined], // of no division
  ])('%s is %s', (code, name) => {
    expect(divisionOf(code)?.name).toBe(name);
  });
});

describe('what reads like a village', () => {
  it.each([
    ['大碧头村办起合作社', 0, '大碧头村'], // a village
    ['东养社区增收', 0, '东养社区'], // a community
    ['到交乐村去', 1, '交乐村'], // where it is asked for
    ['到处都没有别的村', 0, ''], // too far off for a name
    ['驻村干部', 0, ''], // what somebody does
    ['贫困村', 0, ''], // a kind of village
    ['新农村建设', 0, ''], // the country in general
    ['村里', 0, ''], // nothing before it
    ['乡镇', 0, ''], // no village
  ])('in %s from %i is “%s”', (text, at, village) => {
    expect(villageAt(text, at)).toBe(village);
  });
});

describe('the places of an article', () => {
  it.each([
    ['a county', '天等县以“小车间”撬动“大扶贫”', ['天等县']],
    ['a county with a colon', '上思县：脱贫有方 攻坚有路', ['上思县']],
    ['an autonomous county', '环江毛南族自治县打响脱贫攻坚战', ['环江毛南族自治县']],
    ['a district with its city', '南宁市西乡塘区扶贫产品展销街', ['南宁市西乡塘区']],
    ['a district without its city', '西乡塘区扶贫产品展销街', ['南宁市西乡塘区']],
    ['two counties', '天等县、乐业县联手抓产业', ['天等县', '乐业县']],
    ['a township', '天等县驮堪乡抓好产业', ['天等县驮堪乡']],
    ['a village in its township', '巴马瑶族自治县燕洞镇交乐村合力脱贫', ['巴马瑶族自治县燕洞镇交乐村']],
    ['a village without its township', '全州县大碧头村办起合作社', ['全州县大碧头村']],
    ['a community', '田东县林逢镇东养社区增收', ['田东县林逢镇东养社区']],
    ['a city', '百色市抓好产业扶贫', ['百色市']],
    ['a county of those years', '横县校椅镇饮水安全工作总结', ['横县校椅镇']],
    ['no district of an ordinary word', '南丹县：矿区变景区', ['南丹县']],
    ['no village in 驻村', '天等县激励驻村干部', ['天等县']],
    ['no village in 贫困村', '天等县帮扶贫困村', ['天等县']],
    ['no village in 各乡镇', '天等县各乡镇齐抓共管', ['天等县']],
    ['no village in 美丽乡村', '天等县建设美丽乡村', ['天等县']],
    [
      'an enumeration',
      '大化、都安、隆林和那坡四县联建联养',
      ['大化瑶族自治县', '都安瑶族自治县', '隆林各族自治县', '那坡县'],
    ],
    ['an enumeration with 等', '天等、乐业等2个县抓产业', ['天等县', '乐业县']],
    ['a county and short names without a list', '天等县学习大化和都安的经验', ['天等县']],
  ])('are read from its title: %s', (_, title, places) => {
    expect(placesOf(title, '百色市的一段话。', GUANGXI)).toEqual(places);
  });

  it('are those of its first paragraph where the title names none', () => {
    const title = '广西极贫山区抓产业';
    expect(placesOf(title, '天等县和乐业县发展产业。', GUANGXI)).toEqual(['天等县', '乐业县']);
    expect(placesOf(title, '大化、都安两县发展产业。', GUANGXI)).toEqual(['大化瑶族自治县', '都安瑶族自治县']);
    expect(placesOf(title, '山区发展产业。', GUANGXI)).toEqual([]);
  });

  it('do not count the resources and ports of a sentence', () => {
    expect(placesOf('盘活资源、建设港口', '整合资源和港口两县优势。', null)).toEqual([]);
    expect(placesOf('盘活闲置资源 建设内河港口', '群众增收。', GUANGXI)).toEqual([]);
  });

  it('are each given once', () => {
    expect(placesOf('天等县：天等县的经验', '', GUANGXI)).toEqual(['天等县']);
  });

  it('follow the province that the text itself names', () => {
    expect(placesOf('青海西宁城中区抓帮扶', '', GUANGXI)).toEqual(['西宁市城中区']);
  });
});
