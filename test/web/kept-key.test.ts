import { describe, expect, it } from 'vitest';
import { createKeptKey, findKey } from '../../web/kept-key.ts';

const KEY = `bqa_0a1b2c3d_${'aB-_'.repeat(10)}xyz`;

/** What a browser keeps, as far as it is used here. */
class Entries {
  readonly entries = new Map<string, string>();
  getItem = (name: string): string | null => this.entries.get(name) ?? null;
  setItem = (name: string, value: string): void => void this.entries.set(name, value);
  removeItem = (name: string): void => void this.entries.delete(name);
}

function browser() {
  const [tab, lasting] = [new Entries(), new Entries()];
  const open = () => createKeptKey({ ofTab: () => tab, lasting: () => lasting });
  return { tab, lasting, open };
}

describe('the key of this browser', () => {
  it('is remembered for good, or for the tab alone', () => {
    const { tab, lasting, open } = browser();
    open().keep(KEY, true);
    expect([[...tab.entries.values()], [...lasting.entries.values()]]).toEqual([[], [KEY]]);
    expect(open().read()).toBe(KEY);
    open().keep(KEY, false);
    expect([[...tab.entries.values()], [...lasting.entries.values()]]).toEqual([[KEY], []]);
    expect(open().read()).toBe(KEY);
  });

  it('is gone from everywhere when it is forgotten', () => {
    const { tab, lasting, open } = browser();
    const kept = open();
    kept.keep(KEY, true);
    kept.forget();
    expect([kept.read(), open().read(), tab.entries.size, lasting.entries.size]).toEqual([null, null, 0, 0]);
  });

  it('is that of every tab, also when another one changes or forgets it', () => {
    const { open } = browser();
    const [here, there] = [open(), open()];
    here.keep(KEY, true);
    const other = KEY.replace('0a1b2c3d', '00000000');
    there.keep(other, true);
    expect(here.read()).toBe(other);
    there.forget();
    expect(here.read()).toBeNull();
  });

  it('lasts as long as the page where the browser keeps nothing', () => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const kept = createKeptKey({ ofTab: refuse, lasting: refuse });
    expect(kept.read()).toBeNull();
    kept.keep(KEY, true);
    expect(kept.read()).toBe(KEY);
  });

  it('is not what something else left in its place', () => {
    const { lasting, open } = browser();
    lasting.setItem('bulletin-qa-key', 'x\r\ny');
    expect(open().read()).toBeNull();
  });
});

describe('what a reader pastes', () => {
  it.each([KEY, ` ${KEY}\n`, `密钥：${KEY}`, `Authorization: Bearer ${KEY}`])('“%s” has the key in it', (text) => {
    expect(findKey(text)).toBe(KEY);
  });
  it.each(['', 'bqa_', KEY.slice(0, -1), KEY.replace('bqa', 'abc')])('“%s” has none', (text) => {
    expect(findKey(text)).toBeNull();
  });
});
