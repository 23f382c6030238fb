/**
 * Counties and cities of Guangxi that became cities and districts between 2013 and 2021, by the names that documents of
 * those years print; the gazetteer has today's alone. Each stands with the code of what it became.
 *
 * As approved by the State Council: 临桂 2013, 武鸣 2015, 靖西 2015, 柳江 2016, 宜州 2016, 荔浦 2018, 田阳 2019, 平果 2019,
 * 横州 2021 (announcements of the Ministry of Civil Affairs, changes of divisions at and above the county).
 */
export const FORMER_NAMES: Readonly<Record<string, string>> = {
  临桂县: '450312',
  武鸣县: '450110',
  靖西县: '451081',
  柳江县: '450206',
  宜州市: '451203',
  荔浦县: '450381',
  田阳县: '451003',
  平果县: '451082',
  横县: '450181',
};
