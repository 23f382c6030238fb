/**
 * Progress of a long step: on a terminal one line that is drawn over, with a bar, count, rate and time left; elsewhere
 * (a log, CI) plain lines, each at least a tenth of the way or some seconds after the last.
 */
import process from 'node:process';

const BAR_WIDTH = 24;
const REDRAW_MILLISECONDS = 100;
const PLAIN_LINE_MILLISECONDS = 10_000;
const PLAIN_STEP_SHARE = 0.1;
const PLAIN_STEP_MILLISECONDS = 2_000;

/** Gives a duration as a reader says it: 0.4 秒, 12 秒, 3 分 5 秒. */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} 秒`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} 秒` : `${Math.floor(whole / 60)} 分 ${whole % 60} 秒`;
}

/** Gives a number of bytes in megabytes. */
export function formatMegabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/**
 * Starts reporting one step.
 *
 * @param {object} options
 * @param {string} options.label what is being done, in the reader's words
 * @param {number | null} [options.total] how much there is to do; null where it is not known, and then only the time
 *   that has passed is shown
 * @param {(amount: number) => string} [options.format] how an amount is written
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} [options.stream] where it is written
 * @returns {{ update: (done: number) => void, finish: () => void, fail: () => void }} `update` takes the amount done
 *   so far; `finish` or `fail` must be called once, and ends the step
 */
export function createProgress({ label, total = null, format = String, stream = process.stderr }) {
  const startedAt = Date.now();
  const interactive = stream.isTTY === true;
  let done = 0;
  let lastDone = 0;
  let lastAt = startedAt;

  const describe = () => {
    const elapsed = Date.now() - startedAt;
    if (total === null) return `${label}：已用 ${formatDuration(elapsed)}`;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const filled = Math.round(share * BAR_WIDTH);
    const bar = interactive ? `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ` : '';
    const perSecond = elapsed > 0 ? (done / elapsed) * 1000 : 0;
    const left = perSecond > 0 ? `，剩余 ${formatDuration(((total - done) / perSecond) * 1000)}` : '';
    return `${label}：${bar}${Math.floor(share * 100)}% ${format(done)} / ${format(total)}，每秒 ${format(perSecond)}${left}`;
  };

  const draw = () => {
    lastAt = Date.now();
    lastDone = done;
    stream.write(interactive ? `\r\u001b[2K${describe()}` : `${describe()}\n`);
  };

  const drawWhenDue = () => {
    const waited = Date.now() - lastAt;
    if (interactive) {
      if (waited >= REDRAW_MILLISECONDS) draw();
      return;
    }
    const stepped = total !== null && done - lastDone >= total * PLAIN_STEP_SHARE && waited >= PLAIN_STEP_MILLISECONDS;
    if (stepped || waited >= PLAIN_LINE_MILLISECONDS) draw();
  };

  // The clock draws too, so that a step which reports nothing for a while is seen to be alive.
  const clock = setInterval(drawWhenDue, 1000);
  clock.unref();
  if (interactive) draw();
  else stream.write(`${label} …\n`);

  const end = (outcome) => {
    clearInterval(clock);
    const line = `${label}：${outcome}，用时 ${formatDuration(Date.now() - startedAt)}\n`;
    stream.write(interactive ? `\r\u001b[2K${line}` : line);
  };

  return {
    update(amount) {
      done = amount;
      drawWhenDue();
    },
    finish: () => end('完成'),
    fail: () => end('未成功'),
  };
}
