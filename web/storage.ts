/** What this browser keeps, and no server sees: conversations and kept extracts, in IndexedDB. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Extract } from '../server/contract.ts';
import type { AnsweredTurn } from './conversation.ts';

export type KeptConversation = {
  id: string;
  title: string;
  turns: AnsweredTurn[];
  /** When its turns last changed, in milliseconds since 1970. */
  changedAt: number;
};

export type Clip = {
  /** The citation's id, so that the same words are kept once. */
  id: string;
  question: string;
  extract: Extract;
  /** Milliseconds since 1970. */
  keptAt: number;
  /** Where the reader put it in the list: the smaller, the earlier. */
  position: number;
};

/** What is read may have been kept by a page of another version; whoever reads it checks it. */
interface Kept extends DBSchema {
  conversations: { key: string; value: KeptConversation; indexes: { changedAt: number } };
  clips: { key: string; value: Clip };
}

export type Storage = IDBPDatabase<Kept>;

const NAME = 'bulletin-qa';
const VERSION = 1;

let opened: Promise<Storage> | undefined;

/** Opens the storage, once for the page. Rejects where the browser keeps nothing (a private window, a full disk). */
export function openStorage(): Promise<Storage> {
  opened ??= open();
  return opened;
}

/** Asynchronous also where the browser refuses at once, so that there is one kind of failure. */
async function open(): Promise<Storage> {
  const database = await openDB<Kept>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('conversations', { keyPath: 'id' }).createIndex('changedAt', 'changedAt');
      database.createObjectStore('clips', { keyPath: 'id' });
    },
    // A page of a later version in another tab waits for this one to let go.
    blocking: () => {
      database.close();
      opened = undefined;
    },
    terminated: () => (opened = undefined),
  });
  return database;
}

/** What a failure of the storage means for the reader. */
export function describeStorageFailure(error: unknown): string {
  if (error instanceof Error && error.name === 'QuotaExceededError')
    return '浏览器的存储空间已满，新的内容没有保存；提问和查看不受影响。删除一些历史对话可以腾出空间。';
  return '这个浏览器不保存对话（可能是无痕窗口，或禁止了网站数据）；提问和查看不受影响，关闭页面后对话不再保留。';
}
