/** Long steps on standard error: a bar with count, rate and time left; plain lines where it is no terminal. */
import { SingleBar } from 'cli-progress';

export interface ProgressReport {
  onProgress: (done: number, total: number) => void;
  finish: () => void;
}

/** Without a terminal a line is printed at every tenth. */
const LINES = 10;

/** Reports a step with a name and a unit, e.g. 向量化, 句. */
export function reportProgress(name: string, unit: string): ProgressReport {
  const startedAt = Date.now();
  const rate = (done: number): string =>
    `${((done * 1000) / Math.max(1, Date.now() - startedAt)).toFixed(0)} ${unit}/秒`;
  if (process.stderr.isTTY) {
    const bar = new SingleBar({
      format: `${name} {bar} {value}/{total} ${unit}，{rate}，剩余 {eta_formatted}`,
      hideCursor: true,
    });
    let started = false;
    return {
      onProgress: (done, total) => {
        if (!started) bar.start(total, 0, { rate: '' });
        started = true;
        bar.update(done, { rate: rate(done) });
      },
      finish: () => bar.stop(),
    };
  }
  let lines = 0;
  return {
    onProgress: (done, total) => {
      const reached = Math.floor((done * LINES) / total);
      if (reached === lines) return;
      lines = reached;
      const left = ((Date.now() - startedAt) / done) * (total - done);
      console.error(`${name} ${done}/${total} ${unit}，${rate(done)}，剩余 ${Math.ceil(left / 1000)} 秒`);
    },
    finish: () => undefined,
  };
}
