/**
 * The access key of this browser: until its tab is closed, or for good where the reader wants it remembered. Where the
 * browser keeps nothing, the key lasts as long as the page.
 */

const KEPT_AS = 'bulletin-qa-key';
const KEY = /bqa_[0-9a-f]{8}_[\w-]{43}/;

/** What is used of the browser's storages. */
type Entries = {
  getItem: (name: string) => string | null;
  setItem: (name: string, value: string) => void;
  removeItem: (name: string) => void;
};

/** Asked for at each use: a private window, or a setting of the browser, may refuse a storage at any step. */
export type Storages = { ofTab: () => Entries; lasting: () => Entries };

export type KeptKey = {
  read: () => string | null;
  keep: (key: string, remembered: boolean) => void;
  forget: () => void;
};

/** The key in what a reader pasted, which may be a line with words around it; null where there is none. */
export function findKey(text: string): string | null {
  return KEY.exec(text)?.[0] ?? null;
}

export function createKeptKey({ ofTab, lasting }: Storages): KeptKey {
  /** What could not be stored. Else each use reads the storages anew, which other tabs change. */
  let held: string | null = null;

  function forget(): void {
    held = null;
    for (const storage of [ofTab, lasting]) tryTo(() => storage().removeItem(KEPT_AS));
  }

  return {
    read() {
      const kept = [ofTab, lasting].map((storage) => findKey(tryTo(() => storage().getItem(KEPT_AS)) ?? ''));
      return kept.find((key) => key !== null) ?? held;
    },
    keep(key, remembered) {
      forget();
      const isStored = tryTo(() => {
        (remembered ? lasting() : ofTab()).setItem(KEPT_AS, key);
        return true;
      });
      if (!isStored) held = key;
    },
    forget,
  };
}

function tryTo<Value>(run: () => Value): Value | null {
  try {
    return run();
  } catch {
    return null;
  }
}
