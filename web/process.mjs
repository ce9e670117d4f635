// SPDX-License-Identifier: MIT
// What Node's process tells programs: signals, and that nothing keeps it alive.
import {builtin, isNode} from './stdio.mjs';

// On our listeners, also on those of another copy of this file.
const OURS = Symbol.for('wasyncio');

/* One listener for all programs, and none while there is none to tell.  Gives
 * what adds a function to those that are called (on), or takes it away. */
function listenerOf(event, tell) {
  const calls = new Set();
  const listener = () => tell([...calls]);
  listener[OURS] = true;
  return (on, call) => {
    if (on && calls.size == 0) process.on(event, listener);
    if (on) calls.add(call);
    else if (calls.delete(call) && calls.size == 0) process.off(event, listener);
  };
}

const signals = {};
/* One at a time: it may go on, and do what another one waits for.  Each says whether
 * it had anything to do. */
const beforeExit = listenerOf('beforeExit', calls => {
  if (calls.some(call => call())) comeBack();
});

/* Node comes back to 'beforeExit' only when something was scheduled since. */
const comeBack = () => setImmediate(() => {});

/* Only in place of the default handler, which ends the process: where it has a
 * listener of its own, that one decides. */
export function listenForSignal(name, on, call) {
  if (isNode && (!on || builtin('worker_threads').isMainThread &&
      process.listeners(name).every(listener => listener[OURS])))
    (signals[name] ??= listenerOf(name, calls => calls.forEach(call => call())))(
      on, call);
}

/* When nothing but programs that wait is left of the process; also when that is
 * so already. */
export function listenForEnd(on, call) {
  if (!isNode) return;
  beforeExit(on, call);
  if (on) comeBack();
}
