import { useRef, useState } from 'preact/hooks';
import type { CorpusState } from '../../server/contract-corpus.ts';
import type { CorpusClient } from '../corpus-client.ts';
import { troubleOf } from '../corpus-trouble.ts';
import { describeProgress, formatTime } from '../corpus-words.ts';
import { BuildBar } from './build-bar.tsx';
import { CorpusConfirm } from './corpus-confirm.tsx';

type Properties = { client: CorpusClient; state: CorpusState; onChange: () => void };

/** Which index answers, how far the next one is, and what may be done about it. */
export function CorpusIndex({ client, state, onChange }: Properties) {
  const { builtAt, building, progress, pinned, canRollBack } = state;
  const [problem, setProblem] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);

  async function rebuild(): Promise<void> {
    if (building) return;
    try {
      await client.rebuild();
      setProblem('');
    } catch (error) {
      setProblem(troubleOf(error).message);
    }
    onChange();
  }

  return (
    <section class="corpus-index" aria-labelledby="corpus-index">
      <h3 id="corpus-index" ref={heading} tabIndex={-1}>
        索引
      </h3>
      <div role="status">
        {pinned && (
          <p class="corpus-pinned">
            <strong>正在使用上一版索引，不会自动更新。</strong>
            之后放入、更正或移出的文件，要等重建以后才在回答里生效。
          </p>
        )}
      </div>
      <p class="admin-facts">
        {builtAt === null ? '还没有建成的索引。' : `正在使用的索引建于 ${formatTime(builtAt)}。`}
      </p>
      {building && (
        <div class="corpus-progress">
          <BuildBar progress={progress} />
          <p class="admin-facts">
            正在建立新的索引，读者照常使用原来的。
            {progress === null ? '正在查看哪些文件有变化。' : `${describeProgress(progress)}。`}
          </p>
        </div>
      )}
      <p class="off-screen" role="status">
        {building ? '正在建立新的索引' : ''}
      </p>
      <div class="admin-actions">
        {/* A disabled button would drop the focus of whoever pressed it. */}
        <button type="button" class="button" aria-disabled={building} onClick={() => void rebuild()}>
          {pinned ? '重建索引，恢复自动更新' : '立即重建'}
        </button>
        {canRollBack && !pinned && (
          <CorpusConfirm
            label="退回上一版"
            question="退回上一版索引？回答会立即改用上一版的内容，此后不再自动更新，直到有人点“重建索引”。语料里的文件不受影响。"
            after={heading}
            run={async () => {
              await client.rollBack();
              onChange();
            }}
          />
        )}
        {problem !== '' && (
          <span role="alert" class="corpus-problem">
            {problem}
          </span>
        )}
      </div>
    </section>
  );
}
