// SPDX-License-Identifier: MIT
// Interrupts for another thread that do not wait for a turn of its loop: in memory that
// both have, where whoever computes there looks at check points.  A message of the same
// follows each, for a loop that waits, and for what found no room.

const WRITTEN = 0; // how many, by whoever interrupts
const TAKEN = 1; // by the other
const FIRST = 2;
const ROOM = 62;

/* Nothing where memory cannot be shared: a page without COOP and COEP. */
export const makeFlag = () => globalThis.SharedArrayBuffer &&
  new Int32Array(new SharedArrayBuffer(4 * (FIRST + ROOM)));

export const flagOf = memory => new Int32Array(memory);

/* An interrupt of the call of that id, or an abort of its signal. */
export function raise(flag, id, isAbort) {
  const at = Atomics.load(flag, WRITTEN);
  if (at - Atomics.load(flag, TAKEN) >= ROOM) return;
  Atomics.store(flag, FIRST + at % ROOM, isAbort ? -id : id);
  Atomics.store(flag, WRITTEN, at + 1);
}

export function take(flag, interrupt, abort) {
  for (let at = Atomics.load(flag, TAKEN); at != Atomics.load(flag, WRITTEN);) {
    const id = Atomics.load(flag, FIRST + at % ROOM);
    Atomics.store(flag, TAKEN, ++at);
    if (id < 0) abort(-id);
    else interrupt(id);
  }
}
