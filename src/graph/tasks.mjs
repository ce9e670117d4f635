// SPDX-License-Identifier: MIT
// The tasks in a program's memory: by the layout that the program has (layout.h).
export const MAGIC = 'wasyncio-layout\0';
export const VERSION = 2;

/* In the order of WIO__FIELDS. */
export const FIELDS = ['loop_closed', 'loop_preempted', 'loop_tasks', 'loop_host', 'future_loop',
  'future_state', 'future_delegates', 'future_marks', 'future_callbacks', 'task_ready',
  'task_next', 'task_name', 'task_number', 'task_place', 'task_cancels', 'task_run',
  'task_started', 'task_queued',
  'task_wait', 'task_fd', 'task_waiting_on', 'task_waits_in', 'task_cleanups',
  'task_inner', 'run_main', 'inner_outer', 'inner_cleanups', 'node_next', 'node_run',
  'awaited_awaiter', 'awaiter_task', 'awaiter_call',
  'waiters_call', 'waiters_holder', 'cleanup_next', 'cleanup_scope', 'cleanup_place'];

/* Of core/object.h, core/task.h and core/future.h. */
const LOOP = 0x4c4f4f50, TASK = 0x5441534b;
const WAIT = {future: 1, event: 2, descriptor: 3};
const OF_SHIELD = 2, OF_GROUP = 4;

/* One more byte than that in a row is looked at in parts. */
const PART = 1 << 20;

/* ---- bytes ---- */

const view = bytes => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const u16 = (bytes, at) => view(bytes).getUint16(at, true);
const u32 = (bytes, at = 0) => view(bytes).getUint32(at, true);
const u64 = (bytes, at = 0) => Number(view(bytes).getBigUint64(at, true));

const indexOf = globalThis.Buffer
  ? (all, bytes, from) =>
    Buffer.from(all.buffer, all.byteOffset, all.length).indexOf(bytes, from)
  : (all, bytes, from) => {
    let at = from - 1;
    do at = all.indexOf(bytes[0], at + 1);
    while (at >= 0 && bytes.some((byte, i) => all[at + i] !== byte));
    return at;
  };

/* ---- finding ---- */

/* The addresses at which bytes stand, in these ranges. */
function* find(memory, bytes, wanted = () => true) {
  for (const range of memory.ranges.filter(wanted)) {
    for (let start = range.start; start < range.end; start += PART) {
      const size = Math.min(PART + bytes.length - 1, range.end - start);
      let part;
      try {
        part = memory.read(start, size);
      } catch {
        continue;
      }
      for (let at = indexOf(part, bytes, 0); at >= 0; at = indexOf(part, bytes, at + 1))
        yield start + at;
    }
  }
}

export function findLayout(memory) {
  let other;
  for (const address of find(memory, new TextEncoder().encode(MAGIC))) {
    let head, body;
    try {
      head = memory.read(address, 24);
      body = memory.read(address, u16(head, 18));
    } catch {
      continue;
    }
    const [version, size, pointer, count] =
      [16, 18, 20, 22].map(at => u16(head, at));
    if (![4, 8].includes(pointer) || size < 24 + 2 * count) continue;
    if (version !== VERSION || count !== FIELDS.length) {
      other = `version ${version} with ${count} fields`;
      continue;
    }
    const functions = size - 4 * pointer;
    const word = at => (pointer === 8 ? u64 : u32)(body, at);
    return {
      address, pointer,
      loops: address + size - pointer,
      step: word(functions),
      slow: word(functions + pointer) || undefined,
      awaited: word(functions + 2 * pointer),
      ...Object.fromEntries(FIELDS.map((name, i) =>
        [name, u16(body, 24 + 2 * i)])),
    };
  }
  if (other !== undefined)
    throw new Error(`the program's layout is ${other}, and this tool reads version ` +
      `${VERSION} with ${FIELDS.length}: use the one of the wasyncio that the program is built with`);
  throw new Error('no program of wasyncio was found there; in WebAssembly it is to be ' +
    'linked with INSPECT (wasyncio_enable)');
}

/* ---- reading ---- */

class Reader {
  constructor(memory, layout) {
    this.memory = memory;
    this.layout = layout;
    this.texts = new Map();
  }

  word(address) {
    return u32(this.memory.read(address, 4));
  }

  byte(address, field) {
    return this.memory.read(address + this.layout[field], 1)[0];
  }

  number(address, field) {
    return this.word(address + this.layout[field]) | 0;
  }

  address(at) {
    return this.layout.pointer === 8 ? u64(this.memory.read(at, 8)) : this.word(at);
  }

  pointer(address, field) {
    return this.address(address + this.layout[field]);
  }

  text(address) {
    if (!this.texts.has(address)) this.texts.set(address, this.readText(address));
    return this.texts.get(address);
  }

  /* One that is not there is "?": a core file may lack what the program's file has. So is
   * what a terminal would do something by. */
  readText(address) {
    if (address === 0) return '';
    const bytes = [];
    try {
      for (let byte; bytes.length < 256 && (byte = this.memory.read(address++, 1)[0]);)
        bytes.push(byte);
    } catch {
      return '?';
    }
    return new TextDecoder().decode(Uint8Array.from(bytes)).replace(/\p{Cc}/gu, '?');
  }

  /* Each of a list, whose links are at `field`. In a memory that changes meanwhile, or is
   * damaged, it may come round. */
  *list(first, field, end = 0) {
    let mark, lap = 1;
    for (let at = first, n = 1; at !== end; at = this.pointer(at, field), n++) {
      if (at === mark) throw new Error('a list has no end');
      if (n === lap) {
        mark = at;
        lap *= 2;
      }
      yield at;
    }
  }

  isTask(address, loop) {
    try {
      return this.word(address) === TASK &&
        this.pointer(address, 'future_loop') === loop;
    } catch {
      return false;
    }
  }
}

const bare = place => place.replace(/^ \((.*)\)$/, '$1');

/* A task, without those that it waits for. */
function readTask(reader, address) {
  const open = [];
  // Of the generator that it is in first, if it is in one.
  const lists = [reader.pointer(address, 'task_cleanups')];
  for (const inner of reader.list(reader.pointer(address, 'task_inner'), 'inner_outer'))
    lists.push(reader.pointer(inner, 'inner_cleanups'));
  for (const list of lists)
    for (const cleanup of reader.list(list, 'cleanup_next')) {
      const scope = reader.text(reader.pointer(cleanup, 'cleanup_scope'));
      if (scope)
        open.push(scope + reader.text(reader.pointer(cleanup, 'cleanup_place')));
    }
  const number = reader.number(address, 'task_number');
  const run = reader.pointer(address, 'task_run');
  return {
    address,
    number,
    name: reader.text(reader.pointer(address, 'task_name')) || `Task-${number}`,
    place: bare(reader.text(reader.pointer(address, 'task_place'))),
    cancels: reader.number(address, 'task_cancels'),
    main: run && reader.pointer(run, 'run_main'),
    open, waiters: [], awaits: [],
  };
}

/* What it does, in the words of core/words.c. */
function does(reader, task, tasks, loop) {
  const {address} = task;
  const wait = reader.byte(address, 'task_wait');
  if (wait === WAIT.descriptor)
    return `in wio_wait_fd, descriptor ${reader.number(address, 'task_fd')}`;
  if (wait === WAIT.event) {
    const waiters = reader.pointer(address, 'task_waits_in');
    if (waiters === 0) return 'in wio_sleep';
    const call = reader.text(reader.pointer(waiters, 'waiters_call')) ||
      'wio_waiters_wait';
    const holder = reader.pointer(waiters, 'waiters_holder');
    return `in ${call}` + (holder === 0 ? '' : tasks.has(holder)
      ? `, held by ${tasks.get(holder).name}` : ', held by a task that has ended');
  }
  if (wait === WAIT.future) {
    const future = reader.pointer(address, 'task_waiting_on');
    const marks = reader.byte(future, 'future_marks');
    if (reader.byte(future, 'future_state') === 0)
      return reader.byte(future, 'future_delegates') ? 'in wio_gather'
        : marks & OF_SHIELD ? 'in wio_shield'
          : marks & OF_GROUP ? 'in wio_group_close'
            : tasks.has(future) ? `in wio_await, for ${tasks.get(future).name}`
              : 'in wio_await, for a future';
  }
  if (reader.pointer(loop, 'loop_preempted') === address) return 'running';
  if (!reader.byte(address, 'task_started')) return 'not started';
  return wait === 0 && !reader.byte(address, 'task_queued') ? 'running' : 'ready';
}

/* Those that wait for what a task holds: its address -> [their addresses]. */
function findBlocked(reader, tasks) {
  const blocked = new Map();
  for (const {address} of tasks.values()) {
    const waiters = reader.byte(address, 'task_wait') === WAIT.event &&
      reader.pointer(address, 'task_waits_in');
    const holder = waiters && reader.pointer(waiters, 'waiters_holder');
    if (holder) blocked.set(holder, [...blocked.get(holder) ?? [], address]);
  }
  return blocked;
}

/* Who waits for it: [{task, by}]. */
function waitersOf(reader, {address}, tasks, blocked) {
  const {layout} = reader;
  const found = [];
  const add = (at, by) => {
    if (tasks.has(at)) found.push({task: tasks.get(at), by});
  };
  for (const node of reader.list(reader.pointer(address, 'future_callbacks'),
    'node_next')) {
    const run = reader.pointer(node, 'node_run');
    if (run === layout.step || run === layout.slow) {
      add(node - layout.task_ready, 'wio_await');
    } else if (run === layout.awaited) {
      const awaiter = reader.pointer(node, 'awaited_awaiter');
      add(reader.pointer(awaiter, 'awaiter_task'),
        reader.text(reader.pointer(awaiter, 'awaiter_call')));
    }
  }
  for (const at of blocked.get(address) ?? [])
    add(at, reader.text(reader.pointer(reader.pointer(at, 'task_waits_in'),
      'waiters_call')));
  return found;
}

function readLoop(reader, loop) {
  const tasks = new Map();
  const first = reader.pointer(loop, 'loop_tasks');
  for (const at of reader.list(first, 'task_next')) {
    if (!reader.isTask(at, loop)) throw new Error('a list of tasks is torn');
    tasks.set(at, readTask(reader, at));
  }
  const blocked = findBlocked(reader, tasks);
  for (const task of tasks.values()) {
    task.does = does(reader, task, tasks, loop);
    for (const {task: waiter, by} of waitersOf(reader, task, tasks, blocked)) {
      task.waiters.push({task: waiter, by});
      waiter.awaits.push({task, by});
    }
  }
  return {address: loop, tasks: [...tasks.values()]};
}

/* The addresses of what may be a loop. */
function* findLoops(reader) {
  const {memory, layout} = reader;
  const first = reader.address(layout.loops);
  if (first === 0) {
    const word = new Uint8Array(Uint32Array.of(LOOP).buffer);
    yield* find(memory, word, ({writable}) => writable);
  } else {
    yield* reader.list(first, 'loop_host', layout.address);
  }
}

function readLoops(memory, layout) {
  const reader = new Reader(memory, layout);
  const loops = [];
  for (const loop of findLoops(reader)) {
    let first;
    try {
      first = loop % 4 === 0 && !reader.byte(loop, 'loop_closed') &&
        reader.pointer(loop, 'loop_tasks');
    } catch {
      continue;
    }
    if (first && reader.isTask(first, loop)) loops.push(readLoop(reader, loop));
  }
  return loops;
}

/* The loops of a program that have tasks: [{address, tasks: [{number, name, place, does,
 * cancels, main, open, waiters: [{task, by}], awaits: [{task, by}]}]}], where main is
 * the address of the main task of its run. A process that runs meanwhile may have to be
 * looked at again. layout: as it was found before. */
export function readTasks(memory, layout = findLayout(memory)) {
  for (let left = 5; ; left--) {
    try {
      return readLoops(memory, layout);
    } catch (error) {
      if (left === 0)
        throw new Error(`what its tasks do changes too fast, or is damaged: ${error.message}`,
          {cause: error});
    }
  }
}
