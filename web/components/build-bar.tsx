import type { CorpusBuildProgress } from '../../server/contract-corpus.ts';
import { shareDone } from '../build-share.ts';

/** How far a build is; while that is not known, that there is one. */
export function BuildBar({ progress }: { progress: CorpusBuildProgress | null }) {
  const share = progress && shareDone(progress);
  return <progress aria-label="建立索引的进度" max={1} {...(share === null ? {} : { value: share })} />;
}
