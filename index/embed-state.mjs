/** What a thread that embeds is doing, in memory that it shares with the one that opened it. */

const IDLE = 0;
const RUNNING = 1;
const CLOSED = 2;

/** Makes the state of a thread that is idle. */
export function makeState() {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Begins to run; false where the thread was closed, and nothing may run any more. */
export function begin(state) {
  return Atomics.compareExchange(state, 0, IDLE, RUNNING) === IDLE;
}

/** Ends a run. */
export function end(state) {
  Atomics.compareExchange(state, 0, RUNNING, IDLE);
  Atomics.notify(state, 0);
}

/** Closes a thread if it is idle; whether it is closed. */
export function closeIfIdle(state) {
  return Atomics.compareExchange(state, 0, IDLE, CLOSED) !== RUNNING;
}

/** Closes a thread, and waits where it stands for a run to end, at most so many milliseconds. */
export function closeWaiting(state, milliseconds) {
  if (closeIfIdle(state)) return;
  Atomics.wait(state, 0, RUNNING, milliseconds);
  closeIfIdle(state);
}
