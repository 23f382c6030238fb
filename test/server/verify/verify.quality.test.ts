/** The quote checker on sentences made of the corpora, by another seed than its rules were settled with. */
import { describe, expect, it } from 'vitest';
import type { Answerer } from '../../../server/answer.ts';
import { missedFloors } from '../../eval/floors.ts';
import { measureChecker, ratesOf, REPORTED_SEED } from '../../eval/verify-measure.ts';
import { hasShared, openDigests, openShared } from '../../open-corpus.ts';

/** Required but for `order`, which has no requirement and may not get much worse. */
const FLOORS = { least: { verbatim: 1, figure: 0.99, word: 0.97, order: 0.95, source: 0.95, invented: 0.97 } };

async function expectRates(open: Answerer): Promise<void> {
  const measured = await measureChecker(open, REPORTED_SEED);
  expect(missedFloors(ratesOf(measured), FLOORS)).toEqual([]);
}

describe('the quote checker', () => {
  it('reaches the floors over the digests', async () => {
    await expectRates(await openDigests());
  });

  it(hasShared ? 'reaches the floors over the real bulletins' : 'is not measured: ../shared is not here', async () => {
    if (!hasShared) {
      console.warn('没有 ../shared/bulletins：真实简报上的引文核对未测。');
      return;
    }
    await expectRates(await openShared());
  });
});
