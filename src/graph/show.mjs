// SPDX-License-Identifier: MIT
// What the tasks of a program wait for, as text. Needs no Node: a page may import it.
import {readTasks} from './tasks.mjs';

/* ---- ps ---- */

/* For one that is longer the others get no more room. */
const WIDEST = 100;

const COLUMNS = ['loop', 'task', 'does', 'open', 'made at', 'awaited by'];

function table(loops) {
  const rows = [COLUMNS, ...loops.flatMap(({tasks}, i) => tasks.map(task => [
    String(i + 1), task.name, task.does, task.open.join(' in '), task.place,
    task.waiters.map(({task, by}) => `${task.name} (${by})`).join(', '),
  ]))];
  // A column that says nothing is left out, and the first of one loop.
  const shown = COLUMNS.map((_, c) => c === 0 ? loops.length > 1
    : rows.slice(1).some(row => row[c] !== ''));
  const last = shown.lastIndexOf(true);
  const widths = COLUMNS.map((_, c) => c === last ? 0 : rows.reduce((most, row) =>
    Math.max(most, Math.min(row[c].length, WIDEST)), 0));
  return rows.map(row => row.map((cell, c) => cell.padEnd(widths[c]))
    .filter((_, c) => shown[c]).join('  ').trimEnd()).join('\n');
}

/* ---- pstree ---- */

/* Each ring of tasks that wait for each other, once: [[task, ..., task]]. */
export function cycles(tasks) {
  const found = [], state = new Map();
  for (const root of tasks) {
    if (state.has(root)) continue;
    const path = [{task: root, next: 0}];
    state.set(root, 'open');
    while (path.length > 0) {
      const {task, next} = path.at(-1);
      const awaited = task.awaits[next]?.task;
      path.at(-1).next++;
      if (!awaited) {
        state.set(task, 'done');
        path.pop();
      } else if (!state.has(awaited)) {
        state.set(awaited, 'open');
        path.push({task: awaited, next: 0});
      } else if (state.get(awaited) === 'open') {
        const ring = path.map(step => step.task);
        found.push([...ring.slice(ring.indexOf(awaited)), awaited]);
      }
    }
  }
  return found;
}

function line(task) {
  const open = task.open.length > 0 ? `; open: ${task.open.join(' in ')}` : '';
  return `${task.name}${task.place && ` (${task.place})`}, ${task.does}${open}`;
}

/* A chain of tasks may be longer than any line should be. */
const DEEPEST = 20;

function tree(tasks) {
  const lines = [], seen = new Set();
  const show = root => {
    // `before` is what stands left of a task, `below` of those that it waits for.
    const work = [{task: root, before: '', below: '', depth: 0}];
    while (work.length > 0) {
      const {task, before, below, depth} = work.pop();
      const again = seen.has(task);
      lines.push(before + (again ? `${task.name}, as above` : line(task)));
      if (again) continue;
      seen.add(task);
      for (const [i, {task: awaited}] of [...task.awaits.entries()].reverse()) {
        const [sign, line] = i < task.awaits.length - 1 ? ['├── ', '│   '] : ['└── ', '    '];
        work.push({task: awaited, before: below + sign,
          below: depth < DEEPEST ? below + line : below, depth: depth + 1});
      }
    }
  };
  const roots = tasks.filter(({waiters}) => waiters.length === 0);
  // Then those of rings, for which nobody else waits.
  for (const root of [...roots, ...tasks]) if (!seen.has(root)) show(root);
  const rings = cycles(tasks).map(ring =>
    `cycle: ${ring.map(({name}) => name).join(' -> ')}`);
  return [...lines, ...rings].join('\n');
}

function trees(loops) {
  return loops.map(({tasks}, i) =>
    (loops.length > 1 ? `loop ${i + 1}\n` : '') + tree(tasks)).join('\n');
}

/* ---- of a memory ---- */

/* One as memory.mjs has it. */
export const describeMemory = (memory, how) => describe(readTasks(memory), how);

/* Of loops that were read. */
export function describe(loops, how = 'ps') {
  if (loops.length === 0) return 'no task is left';
  return how === 'pstree' ? trees(loops) : table(loops);
}

/* The bytes of a WebAssembly memory. */
export function memoryOf(bytes) {
  const all = new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0,
    bytes.byteLength);
  return {
    ranges: [{start: 0, end: all.length, writable: true}],
    read(address, size) {
      if (address + size > all.length)
        throw new Error(`nothing can be read at 0x${address.toString(16)}`);
      return all.subarray(address, address + size);
    },
  };
}

/* how: 'ps', or 'pstree'. */
export const show = (bytes, how) => describeMemory(memoryOf(bytes), how);
