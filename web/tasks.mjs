// SPDX-License-Identifier: MIT
// The tasks of a program, for who has it open: as objects, and as a tree.  Read from its
// memory, as wasyncio-ps does; nothing imports this before it is asked for.
import {describe, memoryOf} from '../src/graph/show.mjs';
import {findLayout, readTasks} from '../src/graph/tasks.mjs';

// It stays where it is: by emcc's modules.
const layouts = new WeakMap();

function read(module) {
  if (!module.HEAPU8)
    throw new Error('the program does not show its tasks: it is to be linked with ' +
      'INSPECT (wasyncio_enable)');
  const memory = memoryOf(module.HEAPU8);
  if (!layouts.has(module)) layouts.set(module, findLayout(memory));
  return readTasks(memory, layouts.get(module));
}

const object = (task, loop, mains) => ({
  id: task.number,
  name: task.name,
  state: task.does.startsWith('in ') ? 'waiting' : task.does,
  does: task.does,
  awaits: task.awaits.map(({task}) => task.number),
  group: task.waiters.filter(({by}) => by == 'wio_group_close')
    [0]?.task.number,
  run: mains.get(task.main),
  loop,
  cancelling: task.cancels,
  open: task.open,
  place: task.place || undefined,
});

export const tasks = module => read(module).flatMap(({address, tasks}) => {
  const mains = new Map(tasks.map(task => [task.address, task.number]));
  return tasks.map(task => object(task, address, mains));
});

export const tree = module => describe(read(module), 'pstree');
