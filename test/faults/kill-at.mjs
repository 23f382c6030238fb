/**
 * Kills the process that preloads this (`node --import`) at a file operation of a build, as a power cut would: KILL_AT is
 * `rename:current.next:before` for the moment before the first rename in whose paths these words stand. Every moment
 * around the switch of an index is one of these.
 */
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

const [operation, words, side] = (process.env.KILL_AT ?? '').split(':');
let isOver = false;

function end() {
  process.kill(process.pid, 'SIGKILL');
  // The signal is delivered at once; nothing of what follows may run.
  for (;;);
}

const original = promises[operation];
promises[operation] = async (...given) => {
  const isMeant = !isOver && given.join(' ').includes(words);
  isOver ||= isMeant;
  if (isMeant && side === 'before') end();
  const result = await original(...given);
  if (isMeant) end();
  return result;
};
syncBuiltinESMExports();
