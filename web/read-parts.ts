/** The parts of a question as it was read, each as it is shown and as the server is asked to leave it out. */
import type { Answer } from '../server/contract.ts';
import { formatIssueId } from './citation-text.ts';

export type ReadPart = {
  name: '地点' | '期' | '年份' | '主题';
  /** What `without` of the API names it by. */
  part: string;
  shown: string;
};

export function listParts({ places, topic, issueId, year }: Answer['query']): ReadPart[] {
  const [issueYear, issueNumber] = issueId?.split('-') ?? [];
  // The figures of an issue or a year are words of the question too, and are shown as what they are.
  const figures = [issueYear, issueNumber, String(year)];
  return [
    ...places.map((place): ReadPart => ({ name: '地点', part: place, shown: place })),
    ...(issueId ? [{ name: '期' as const, part: issueId, shown: formatIssueId(issueId) }] : []),
    ...(year && !issueId ? [{ name: '年份' as const, part: `${year}年`, shown: `${year}年` }] : []),
    ...topic
      .filter((word) => !figures.includes(word))
      .map((word): ReadPart => ({ name: '主题', part: word, shown: word })),
  ];
}

/** How a part that was taken away is shown, when it is no longer among those of the answer. */
export function showPart(part: string): string {
  return formatIssueId(part);
}

/** The parts that were to be taken away and are still there, because nothing would have been left of the question. */
export function keptParts(answer: Answer, without: readonly string[]): string[] {
  return listParts(answer.query)
    .map(({ part }) => part)
    .filter((part) => without.includes(part));
}
