// SPDX-License-Identifier: MIT
// What tables and pictures call things, and what the design asks for.

export const HOSTS = {
  node24: 'Node 24', node26: 'Node 26', wasmtime: 'wasmtime',
  chromium: 'Chromium', native: 'native',
};

/* Operations that peers have too. */
export const OPERATIONS = {
  yield1: 'yield, one task',
  yield1000: 'yield, 1,000 tasks',
  switch16: 'yield, 16 calls deep',
  spawn: 'make a task and await it',
  handover: 'hand over between two tasks',
  cancel: 'cancel a waiting task and see it end',
  timers100k: 'set a timer and have it fire, 100,000 pending',
  timers1m: 'set a timer and have it fire, 1,000,000 pending',
};

/* The most that they may take on HELD hosts, in await nulls of Node 24. */
export const TARGETS = {
  yield1: 1.0, yield1000: 0.9, spawn: 3, handover: 2, cancel: 4,
  timers100k: 8, timers1m: 12,
};
export const HELD = ['node24', 'wasmtime'];

/* How a program may wait, beside one that cannot. */
export const WAYS = {
  default: 'by default', list: 'with a `SUSPEND_LIST`',
  points: 'with check points', check: 'with `STACK_CHECK`',
};

export const labelOf = ({who, host}) => `${who}, ${HOSTS[host]}`;
