/** The index that answers, and its way to the next one: opened beside it, warmed, and put in its place at once. */
import { basename } from 'node:path';
import type { CorpusSource } from '../../corpus/source.ts';
import { hashCorpusFiles } from '../../corpus/source.ts';
import type { Embedder } from '../../index/embed.ts';
import { currentFolder, isPinned } from '../../index/folder.ts';
import { currentMakers, versionOf } from '../../index/manifest.ts';
import { openLastGood } from '../../index/open.ts';
import type { PassageStore } from '../../index/store.ts';
import { type Answerer, createAnswerer, warmAnswerer } from '../answer.ts';
import { openFresh } from '../prepare.ts';
import type { Log } from './log.ts';

export interface CurrentIndexOptions {
  indexRoot: string;
  source: CorpusSource;
  embedder: Embedder;
  log: Log;
}

/** An index that can answer, and whether it is the current one and of the corpus as it is. */
interface Opened {
  store: PassageStore;
  isFresh: boolean;
}

export class CurrentIndex {
  readonly #options: CurrentIndexOptions;
  #answerer: Answerer;
  /** What the pointer named when it was last followed. */
  #named: string | null;
  #isPinned: boolean;
  /** Whether it was the current index of the corpus as it was when it was opened at the start. */
  readonly wasFresh: boolean;
  #following: Promise<boolean> = Promise.resolve(false);

  private constructor(
    options: CurrentIndexOptions,
    opened: Opened,
    answerer: Answerer,
    named: string | null,
    isPinned: boolean,
  ) {
    this.#options = options;
    this.#answerer = answerer;
    this.#named = named;
    this.#isPinned = isPinned;
    this.wasFresh = opened.isFresh;
  }

  /**
   * Opens the index of the corpus as it is, or else the last good one; null where there is neither.
   *
   * @throws KnownError corpus_missing
   */
  static async open(options: CurrentIndexOptions): Promise<CurrentIndex | null> {
    const { indexRoot } = options;
    const named = await nameOfCurrent(indexRoot);
    const opened = await openBest(options);
    if (!opened) return null;
    const answerer = await use(opened.store, options);
    return new CurrentIndex(options, opened, answerer, named, await isPinned(indexRoot));
  }

  get answerer(): Answerer {
    return this.#answerer;
  }

  /** Whether it is to stay although the corpus is another; as it was when the pointer was last looked at. */
  get isPinned(): boolean {
    return this.#isPinned;
  }

  get version(): string {
    return this.#answerer.store.manifest.indexVersion;
  }

  /** Lets the index answer that the pointer names, if it is another one and can; whether that was so. */
  follow(): Promise<boolean> {
    // One after another: two that opened at the same time might end in the wrong order.
    this.#following = this.#following.then(
      () => this.#followNow(),
      () => this.#followNow(),
    );
    return this.#following;
  }

  async #followNow(): Promise<boolean> {
    const { indexRoot, embedder, log } = this.#options;
    this.#isPinned = await isPinned(indexRoot);
    const named = await nameOfCurrent(indexRoot);
    if (named === null || named === this.#named) return false;
    const store = await openLastGood(indexRoot, embedder.name);
    this.#named = named;
    if (!store) {
      log.error({ named }, 'index named that this program cannot read');
      return false;
    }
    const next = await use(store, this.#options);
    await warmAnswerer(next);
    // Requests that are being answered keep the one they began with.
    this.#answerer = next;
    log.info({ indexVersion: this.version }, 'index switched');
    return true;
  }

  /** Whether a build by this code of the corpus as it is would give this index. */
  async isFresh(): Promise<boolean> {
    const { source, embedder } = this.#options;
    const files = await this.#answerer.store.files();
    const listed = await source.list(new Map(files.map((file) => [file.path, file])));
    return this.version === versionOf(currentMakers(hashCorpusFiles(listed), embedder.name));
  }
}

async function openBest({ indexRoot, source, embedder, log }: CurrentIndexOptions): Promise<Opened | null> {
  const fresh = await openFresh(indexRoot, source, embedder.name);
  if (fresh.store) return { store: fresh.store, isFresh: true };
  const { code, message } = fresh.problem;
  log.warn({ code, problem: message }, 'index to be built');
  const store = await openLastGood(indexRoot, embedder.name);
  return store && { store, isFresh: false };
}

function use(store: PassageStore, { embedder, log }: CurrentIndexOptions): Promise<Answerer> {
  for (const { file, problem } of store.manifest.problems) log.warn({ file, problem }, 'file left out');
  return createAnswerer(store, embedder);
}

async function nameOfCurrent(indexRoot: string): Promise<string | null> {
  const folder = await currentFolder(indexRoot);
  return folder === null ? null : basename(folder);
}
