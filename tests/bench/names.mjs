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
  lock: 'a lock, handed over between two tasks',
  pingpong: 'an item, handed over through queues of one',
  generator: 'an item of a generator',
  executor: 'a job, there and back',
  group1000: 'a child of a group of 1,000',
  gather1000: 'a child of a gather of 1,000',
  timeout: 'a timeout around a yield',
  waits10: 'wait with a timeout on a task on which 10 wait',
  waits100k: 'the same on one on which 100,000 wait',
  timers100k: 'set a timer and have it fire, 100,000 pending',
  timers1m: 'set a timer and have it fire, 1,000,000 pending',
};

/* The most that they may take on HELD hosts, in await nulls of Node 24. */
export const TARGETS = {
  yield1: 1.0, yield1000: 0.9, spawn: 3, handover: 2, cancel: 4,
  lock: 2, pingpong: 2, timers100k: 8, timers1m: 12,
};
export const HELD = ['node24', 'wasmtime'];

/* How a program may wait, beside one that cannot. */
export const WAYS = {
  default: 'by default', list: 'with a `SUSPEND_LIST`',
  points: 'with check points', unchecked: '`STACK_CHECK OFF`', jspi: 'by JSPI',
};

/* Where each is measured. */
const OURS = ['default', 'list', 'points', 'unchecked'];
export const COST_HOSTS = {
  node24: OURS, chromium: OURS, wasmtime: OURS, node26: ['default', 'jspi'],
};

/* Code that others wrote: one thing each, and libraries of several steps. */
export const SMALL = ['qsort', 'cJSON', 'zlib'];
export const LIBRARIES = ['SQLite', 'QuickJS', 'Lua'];

/* Of an echo server: connections, and on how many at once there is a request. */
export const LOADS = [
  {what: '10 connections, all busy', connections: 10, busy: 10},
  {what: '1,000 connections, all busy', connections: 1000, busy: 1000},
  {what: '8,000 connections, 100 busy', connections: 8000, busy: 100},
];

export const labelOf = ({who, host}) => `${who}, ${HOSTS[host]}`;
