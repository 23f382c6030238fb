import { describe, expect, it } from 'vitest';
import type { Extract } from '../../server/contract.ts';
import { findClip, groupByQuestion, makeClip, putClips, sortClips, swapWithNeighbour } from '../../web/clip-list.ts';
import type { Clip } from '../../web/storage.ts';
import { makeExtract } from './kept-samples.ts';

function clip(id: string, position: number, question = '问'): Clip {
  return { id, question, extract: {} as Extract, keptAt: 0, position };
}

const idsOf = (clips: readonly Clip[]) => clips.map(({ id }) => id);
const clips = [clip('a', 1), clip('b', 5), clip('c', 7)];

describe('the clip list', () => {
  it('appends what is kept last, and knows it by its citation', () => {
    const extract = { citation: { id: 'd' } } as Extract;
    expect(makeClip(clips, extract, '问', 9)).toEqual({ id: 'd', question: '问', extract, keptAt: 9, position: 8 });
    expect(makeClip([], extract, '问', 9).position).toBe(1);
  });

  it('finds an extract whose citation got another id, by its words in their place, and no other words', () => {
    const kept = { ...clip('old', 1), extract: makeExtract('a', 10, '建设扶贫车间') };
    const again = makeExtract('a', 10, '建设扶贫车间');
    again.citation.id = 'other';
    expect(
      findClip([...clips.slice(1).map((one) => ({ ...one, extract: makeExtract('b', 1, '别的话') })), kept], again),
    ).toBe(kept);
    expect(findClip([kept], makeExtract('a', 11, '建设扶贫车间'))).toBeNull();
    expect(findClip([kept], makeExtract('a', 10, '建设扶贫'))).toBeNull();
    expect(findClip([kept], makeExtract('b', 10, '建设扶贫车间'))).toBeNull();
  });

  it('moves a clip by exchanging places with its neighbour, whatever gap is between them', () => {
    expect(idsOf(putClips(clips, swapWithNeighbour(clips, 'c', -1)))).toEqual(['a', 'c', 'b']);
    expect(idsOf(putClips(clips, swapWithNeighbour(clips, 'a', 1)))).toEqual(['b', 'a', 'c']);
  });

  it('moves nothing past an end, and nothing that it does not hold', () => {
    expect(swapWithNeighbour(clips, 'a', -1)).toEqual([]);
    expect(swapWithNeighbour(clips, 'c', 1)).toEqual([]);
    expect(swapWithNeighbour(clips, 'x', 1)).toEqual([]);
  });

  it('puts a removed clip back where it was', () => {
    expect(idsOf(putClips([clip('a', 1), clip('c', 7)], [clip('b', 5)]))).toEqual(['a', 'b', 'c']);
  });

  it('holds a clip once, as it was last written', () => {
    expect(putClips(clips, [clip('a', 1, '另问')])).toEqual([clip('a', 1, '另问'), clips[1], clips[2]]);
  });

  it('goes by the time of keeping where two tabs gave the same place', () => {
    expect(
      idsOf(
        sortClips([
          { ...clip('b', 1), keptAt: 2 },
          { ...clip('a', 1), keptAt: 1 },
        ]),
      ),
    ).toEqual(['a', 'b']);
  });

  it('puts neighbours under one question, and repeats the question where another stands between', () => {
    const list = [clip('a', 1, '甲'), clip('b', 2, '甲'), clip('c', 3, '乙'), clip('d', 4, '甲')];
    expect(groupByQuestion(list).map((group) => [group.question, idsOf(group.clips)])).toEqual([
      ['甲', ['a', 'b']],
      ['乙', ['c']],
      ['甲', ['d']],
    ]);
  });
});
