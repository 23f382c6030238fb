/** What this browser keeps, and no server sees: conversations and kept extracts, in IndexedDB. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Extract } from '../server/contract.ts';
import type { Turn } from './conversation.ts';

export type KeptConversation = {
  id: string;
  title: string;
  turns: Turn[];
  /** Milliseconds since 1970. */
  changedAt: number;
};

export type Clip = {
  /** The citation's id, so that the same words are kept once. */
  id: string;
  question: string;
  extract: Extract;
  /** Milliseconds since 1970. */
  keptAt: number;
};

interface Kept extends DBSchema {
  conversations: { key: string; value: KeptConversation };
  clips: { key: string; value: Clip };
}

export type Storage = IDBPDatabase<Kept>;

const NAME = 'bulletin-qa';
const VERSION = 1;

let opened: Promise<Storage> | undefined;

/** Opens the storage, once for the page. Rejects where the browser keeps nothing (a private window, a full disk). */
export function openStorage(): Promise<Storage> {
  opened ??= openDB<Kept>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('conversations', { keyPath: 'id' });
      database.createObjectStore('clips', { keyPath: 'id' });
    },
  });
  return opened;
}
