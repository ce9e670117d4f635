#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// wasyncio-ps: what the tasks of a program wait for, read from outside: of a process,
// of a core file, of a WebAssembly memory. The program need not answer, nor live.
import {existsSync, realpathSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import {openMemory} from './memory.mjs';
import {readTasks} from './tasks.mjs';

const USAGE = `usage: wasyncio-ps [ps | pstree] PROCESS | FILE

ps      a table of all tasks that are not done (the default)
pstree  who waits for whom, as a tree

PROCESS is the number of a process of this machine (Linux). FILE is a core file, a
core dump of wasmtime's (-D coredump=FILE), or the bytes of a WebAssembly memory.`;

/* ---- ps ---- */

const COLUMNS = ['loop', 'task', 'does', 'open', 'made at', 'awaited by'];

function table(loops) {
  const rows = [COLUMNS, ...loops.flatMap(({tasks}, i) => tasks.map(task => [
    String(i + 1), task.name, task.does, task.open.join(' in '), task.place,
    task.waiters.map(({task, by}) => `${task.name} (${by})`).join(', '),
  ]))];
  // A column that says nothing is left out, and the first of one loop.
  const shown = COLUMNS.map((_, c) => c === 0 ? loops.length > 1
    : rows.slice(1).some(row => row[c] !== ''));
  const widths = COLUMNS.map((_, c) => Math.max(...rows.map(row => row[c].length)));
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

function describe(task) {
  const open = task.open.length > 0 ? `; open: ${task.open.join(' in ')}` : '';
  return `${task.name}${task.place && ` (${task.place})`}, ${task.does}${open}`;
}

function tree(tasks) {
  const lines = [], seen = new Set();
  const show = root => {
    // `before` is what stands left of a task, `below` of those that it waits for.
    const work = [{task: root, before: '', below: ''}];
    while (work.length > 0) {
      const {task, before, below} = work.pop();
      const again = seen.has(task);
      lines.push(before + (again ? `${task.name}, as above` : describe(task)));
      if (again) continue;
      seen.add(task);
      work.push(...task.awaits.map(({task}, i, all) => i < all.length - 1
        ? {task, before: `${below}├── `, below: `${below}│   `}
        : {task, before: `${below}└── `, below: `${below}    `}).reverse());
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

/* ---- the command ---- */

export function show(target, how = 'ps') {
  const memory = openMemory(target);
  try {
    const loops = readTasks(memory);
    if (loops.length === 0) return 'no task is left';
    return how === 'pstree' ? trees(loops) : table(loops);
  } finally {
    memory.close?.();
  }
}

export function main(args) {
  const how = ['ps', 'pstree'].includes(args[0]) && args.length > 1 ? args.shift() : 'ps';
  if (args.length !== 1 || args[0].startsWith('-')) {
    console.error(USAGE);
    return 2;
  }
  try {
    console.log(show(args[0], how));
    return 0;
  } catch (error) {
    console.error(`wasyncio-ps: ${error.message}`);
    return 1;
  }
}

// It may be called by a link to it, as npm makes one.
const called = process.argv[1];
if (called && existsSync(called) &&
    realpathSync(called) === realpathSync(fileURLToPath(import.meta.url)))
  process.exitCode = main(process.argv.slice(2));
