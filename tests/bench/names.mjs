// SPDX-License-Identifier: MIT
// What tables and pictures call things, and what the design asks for.

export const HOSTS = {
  node24: 'Node 24', node26: 'Node 26', wasmtime: 'wasmtime',
  chromium: 'Chromium', native: 'native',
  node24_worker: 'Node 24, in a worker', node26_worker: 'Node 26, in a worker',
  chromium_worker: 'Chromium, in a worker',
};

/* Operations that tables name. */
export const OPERATIONS = {
  yield1: 'yield, one task',
  yield1000: 'yield, 1,000 tasks',
  switch16: 'yield, 16 calls deep',
  spawn: 'make a task and await it',
  handover: 'hand over between two tasks',
  cancel: 'cancel a waiting task and see it end',
  lock: 'a lock, handed over between two tasks',
  pingpong: 'an item, handed over through queues of one',
  event: 'an event, set for the other of two tasks',
  generator: 'an item of a generator',
  group1000: 'a child of a group of 1,000',
  gather1000: 'a child of a gather of 1,000',
  as_completed1000: 'the next of 1,000 that is completed',
  clock_read: 'the time',
  timeout: 'a timeout around a yield',
  waits10: 'wait with a timeout on a task on which 10 wait',
  waits100k: 'the same on one on which 100,000 wait',
  ctxget: 'one of 8 variables of a context',
  ctxcopy8: 'a copy of a context of 8 variables',
  ctxcopy800: 'the same of 800',
  conditions: 'two threads: a condition, there and back',
  executor: 'a job in another thread, there and back',
  timers100k: 'set a timer and have it fire, 100,000 pending',
  timers1m: 'set a timer and have it fire, 1,000,000 pending',
};

/* The most that ours may take: in await nulls of Node 24, in what another operation
 * takes on the same host, or in nanoseconds. On HELD hosts, or where it says. */
export const HELD = ['node24', 'wasmtime'];
export const TARGETS = {
  yield1: {most: 1}, yield1000: {most: 0.9}, spawn: {most: 3}, handover: {most: 2},
  cancel: {most: 4}, lock: {most: 2}, pingpong: {most: 2},
  group1000: {most: 1.3, of: 'spawn'}, gather1000: {most: 1.5, of: 'spawn'},
  timeout: {most: 2.5, of: 'yield1'},
  // The same, as far as a busy machine can tell.
  waits100k: {most: 1.2, of: 'waits10'},
  timers100k: {most: 8}, timers1m: {most: 12},
};

/* In what a target is, where it is no await null. */
export const UNITS = {
  yield1: 'yields', spawn: 'tasks', waits10: 'of those', ctxcopy8: 'of those',
  conditions: 'of those', ns: 'ns',
};

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

/* What those take where they wait: the most bytes that a wait may keep, plain calls in
 * the place of one of ours on the engine's stack, and seconds of one's link. */
export const LINKED = 'SQLite';
export const ROOM = {kept: 2500, calls: 1.2, link: 45};

/* Of an echo server: connections, and on how many at once there is a request. */
export const LOADS = [
  {what: '10 connections, all busy', connections: 10, busy: 10},
  {what: '1,000 connections, all busy', connections: 1000, busy: 1000},
  {what: '8,000 connections, 100 busy', connections: 8000, busy: 100},
];

/* Across the border of JavaScript: the most that each may take, in nanoseconds or of
 * what is counted, or times what plain JavaScript does; or the least. */
export const BORDERS = {
  run: {what: 'a call of C, one in flight', most: 2000},
  run1000: {what: 'a call of C, 1,000 in flight', most: 2000},
  host: {what: 'a function that C calls', most: 300},
  promise: {what: 'the same, which gives a promise', times: 1, of: 'jspi'},
  bytes: {what: '1 MB there and back', times: 1.2},
  stream: {what: 'an item of a stream', times: 1.5},
  ahead: {what: 'the same, 64 ahead', times: 1.5},
  // 0.9 times as fast.
  fetch: {what: '64 MB of a body, from loopback', times: 1 / 0.9},
  abort: {what: 'an abort, until it is settled, median'},
  abort99: {what: 'the same, of 100 the slowest but one'},
  turns: {what: 'the same, turns of the host until then', most: 1, counted: true},
  spin: {what: 'an abort of a loop, in which it is the second, median', most: 20e6},
  spin99: {what: 'the same, of 100 the slowest but one', most: 20e6},
  open: {what: 'open again, and close; plain: instantiate alone', most: 300e3},
  heap: {what: 'of 10,000 opens bytes that stay of each', most: 100, counted: true},
  listeners: {what: 'of 10,000 opens listeners that stay', most: 0, counted: true},
  // 55 of 60.
  frames: {what: 'frames in a second beside 10,000 busy tasks; plain: beside none',
    times: 55 / 60, counted: true, isLeast: true},
};

/* What it may take there, in what others do; undefined: anything. */
export function mostOf(op, ns) {
  const {times, of = 'javascript', most} = BORDERS[op];
  return times && of in ns ? times * ns[of] : most;
}

export const missesBorder = (op, ns) =>
  BORDERS[op].isLeast ? ns.ours < mostOf(op, ns) : ns.ours > mostOf(op, ns);

/* Programs that others publish: what each of them takes beside, in what ours does on
 * that host; `of` is another, where theirs has been measured. */
const TREES = ['none', 'io', 'memoization', 'cpu_io_mixed'].flatMap(work =>
  ['', '_group', '_eager', '_group_eager'].map(kind => `async_tree_${work}${kind}`));
export const PUBLISHED = [
  {
    what: 'pyperformance, CPython in ours', ops: TREES,
    beside: [
      {who: 'CPython', host: 'native', least: 20},
      {who: 'CPython', host: 'node24', least: 10},
      {who: 'CPython', host: 'wasmtime', of: 'node24', least: 10},
    ],
  },
  {
    what: 'fiber-c, others in ours', ops: ['c10m', 'skynet', 'itersum', 'treesum'],
    beside: [
      {who: 'Asyncify', host: 'node24', least: 1},
      {who: 'Asyncify', host: 'wasmtime', least: 1},
      ...['native', 'node24', 'wasmtime'].map(host => ({who: 'Go', host})),
    ],
  },
];

/* Of a column there. */
export const besideOf = ({who, host, of = host}) => of == host
  ? `${who}, ${HOSTS[host]}` : `${who} in ${HOSTS[of]}, ours in ${HOSTS[host]}`;

export const labelOf = ({who, host}) => `${who}, ${HOSTS[host]}`;
