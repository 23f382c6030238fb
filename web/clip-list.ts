/** The kept extracts as a list that the reader orders. Pure; each change is the clips that have to be written. */
import type { Extract } from '../server/contract.ts';
import type { Clip } from './storage.ts';

/** The words are kept with the question that they answer, as it reads outside its conversation. */
export function makeClip(clips: readonly Clip[], extract: Extract, question: string, keptAt: number): Clip {
  const position = Math.max(0, ...clips.map((clip) => clip.position)) + 1;
  return { id: extract.citation.id, question, extract, keptAt, position };
}

/** The clip of an extract; its words in their place are enough, since a citation has another id once the text around it is edited. */
export function findClip(clips: readonly Clip[], { citation, text, start }: Extract): Clip | null {
  const isSame = ({ id, extract }: Clip): boolean =>
    id === citation.id ||
    (extract.citation.articleId === citation.articleId && extract.start === start && extract.text === text);
  return clips.find(isSame) ?? null;
}

export function sortClips(clips: readonly Clip[]): Clip[] {
  return [...clips].sort((a, b) => a.position - b.position || a.keptAt - b.keptAt);
}

/** The two clips that change places; none at the end of the list. */
export function swapWithNeighbour(clips: readonly Clip[], id: string, step: -1 | 1): Clip[] {
  const ordered = sortClips(clips);
  const index = ordered.findIndex((clip) => clip.id === id);
  const [clip, neighbour] = [ordered[index], ordered[index + step]];
  if (!clip || !neighbour) return [];
  return [
    { ...clip, position: neighbour.position },
    { ...neighbour, position: clip.position },
  ];
}

/** The list with some of its clips written anew, in order. */
export function putClips(clips: readonly Clip[], changed: readonly Clip[]): Clip[] {
  const ids = new Set(changed.map(({ id }) => id));
  return sortClips([...clips.filter(({ id }) => !ids.has(id)), ...changed]);
}

/** Neighbours that answer the same question, under it. */
export function groupByQuestion(clips: readonly Clip[]): { question: string; clips: Clip[] }[] {
  const groups: { question: string; clips: Clip[] }[] = [];
  for (const clip of clips) {
    const last = groups[groups.length - 1];
    if (last?.question === clip.question) last.clips.push(clip);
    else groups.push({ question: clip.question, clips: [clip] });
  }
  return groups;
}
