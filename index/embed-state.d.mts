/** What embed-state.mjs offers to the TypeScript that imports it; documented there. */
export type ThreadState = Int32Array;
export function makeState(): ThreadState;
export function begin(state: ThreadState): boolean;
export function end(state: ThreadState): void;
export function closeIfIdle(state: ThreadState): boolean;
export function closeWaiting(state: ThreadState, milliseconds: number): void;
