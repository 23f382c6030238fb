/** Before the tests: both indexes are built once, so that test files running side by side only open them. */
import { hasShared, openDigests, openShared } from './open-corpus.ts';

export default async function prepareIndexes(): Promise<void> {
  await openDigests();
  if (hasShared) await openShared();
  else console.warn('没有 ../shared/bulletins：真实简报上的测试改为只报告这一点。');
}
