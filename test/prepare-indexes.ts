/** Before the tests: every index is built once, so that test files running side by side only open them. */
import { PUBLIC_SET } from './eval/sets.ts';
import { hasPublic, hasShared, openDigests, openPublic, openShared } from './open-corpus.ts';

export default async function prepareIndexes(): Promise<void> {
  await openDigests();
  if (hasShared) await openShared();
  else console.warn('没有 ../shared/bulletins：真实简报上的测试改为只报告这一点。');
  if (hasPublic) await openPublic(PUBLIC_SET);
  else console.warn(`没有 ../shared/eval/${PUBLIC_SET.name}：公开题集上的测试改为只报告这一点。`);
}
