/** Keeping and reading clips in the browser's storage, and hearing of changes made in its other tabs. */
import { isExtract } from './check-kept.ts';
import { type Check, isNumber, isObjectOf, isText } from './check-shape.ts';
import { sortClips } from './clip-list.ts';
import { type Clip, openStorage } from './storage.ts';

const isClip: Check<Clip> = isObjectOf<Clip>({
  id: isText,
  question: isText,
  extract: isExtract,
  keptAt: isNumber,
  position: isNumber,
});

const channel = new BroadcastChannel('bulletin-qa-clips');

/** In the reader's order, without those that a page of another version kept in a shape that this one cannot show. */
export async function readClips(): Promise<Clip[]> {
  const values: unknown[] = await (await openStorage()).getAll('clips');
  return sortClips(values.filter(isClip));
}

export async function writeClips(clips: readonly Clip[]): Promise<void> {
  const transaction = (await openStorage()).transaction('clips', 'readwrite');
  await Promise.all([...clips.map((clip) => transaction.store.put(clip)), transaction.done]);
  channel.postMessage(null);
}

export async function deleteClips(ids: readonly string[]): Promise<void> {
  const transaction = (await openStorage()).transaction('clips', 'readwrite');
  await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
  channel.postMessage(null);
}

/** Calls back when another tab changed the clips; returns how to stop it. */
export function onClipsChangedElsewhere(callBack: () => void): () => void {
  channel.addEventListener('message', callBack);
  return () => channel.removeEventListener('message', callBack);
}
