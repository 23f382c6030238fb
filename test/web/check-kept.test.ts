import { describe, expect, it } from 'vitest';
import { answerSchema } from '../../server/contract.ts';
import { isKeptConversation } from '../../web/check-kept.ts';
import { makeTurn } from './kept-samples.ts';

const kept = { id: 'one', title: '车间', turns: [makeTurn(1)], changedAt: 1 };

/** The paths of all values in a tree, for each to be taken away in turn. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(value).flatMap(([name, part]) => pathsOf(part, [...path, name])),
  ];
}

/** The same with the value at a path put in place of what is there. */
function replaceAt(tree: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) return value;
  const copy = structuredClone(tree) as Record<string, unknown>;
  copy[name] = replaceAt(copy[name], rest, value);
  return copy;
}

describe('isKeptConversation', () => {
  it('takes what the API gives', () => {
    expect(answerSchema.safeParse(kept.turns[0]?.outcome.answer).success).toBe(true);
    expect(isKeptConversation(kept)).toBe(true);
    expect(isKeptConversation(replaceAt(kept, ['turns', '0', 'outcome', 'answer', 'outline'], null))).toBe(true);
    expect(isKeptConversation(replaceAt(kept, ['turns', '0', 'filter'], null))).toBe(true);
  });

  it('takes citations of paged and recognised files, and those kept before there were any', () => {
    const source = ['turns', '0', 'outcome', 'answer', 'extracts', '0', 'citation', 'source'];
    const before = { file: 'a.pdf', lines: [1, 2] };
    const scanned = { ...before, pages: [1, 1], recognition: { confidence: 0.9 } };
    expect([before, scanned].map((value) => isKeptConversation(replaceAt(kept, source, value)))).toEqual([true, true]);
    const others = [
      { ...before, pages: [1] },
      { ...before, recognition: {} },
    ];
    expect(others.map((value) => isKeptConversation(replaceAt(kept, source, value)))).toEqual([false, false]);
  });

  it('takes nothing of another shape, whichever part is another', () => {
    const paths = pathsOf(kept);
    expect(paths.length).toBeGreaterThan(50);
    // A symbol is no value that any field may have.
    const taken = paths.filter((path) => isKeptConversation(replaceAt(kept, path, Symbol('other'))));
    expect(taken).toEqual([]);
  });

  it.each([null, undefined, 7, 'text', [], {}])('does not take %s', (value) => {
    expect(isKeptConversation(value)).toBe(false);
  });
});
