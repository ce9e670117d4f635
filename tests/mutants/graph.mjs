// SPDX-License-Identifier: MIT
// Bugs in what is said of who waits for whom.

export const graph = [
  {
    file: 'src/core/slow.c',
    find: 'took < duration_of(loop)',
    replace: 'took <= duration_of(loop)',
    why: 'what takes exactly so long is not told',
  },
  {
    file: 'src/core/slow.c',
    find: 'return loop->debug ? wio__loop_now(loop) : INT64_MAX;',
    replace: 'return wio__loop_now(loop);',
    why: 'debug mode cannot be switched off',
  },
  {
    file: 'src/core/awaited.c',
    find: '\tawaited->awaiter->done(awaited);\n',
    replace: '\t(void)awaited;\n',
    why: 'who waits for several tasks is never told of their ends',
  },
  {
    file: 'src/waiting/children.c',
    find: '\tall->awaiter.task = NULL;\n',
    replace: '',
    why: 'a gather that has failed still waits for the rest',
  },
  {
    file: 'src/sync/lock.c',
    find: 'holder = wio_current_task();',
    replace: 'holder = NULL;',
    why: 'nobody knows who holds a lock',
  },
  {
    file: 'src/graph/claim.c',
    find: 'awaited->awaiter->task != waiter',
    replace: 'false',
    why: 'what is taken back was said of another task',
  },
  {
    file: 'src/graph/graph.c',
    find: '\t\t\tframe->future->marks &= (unsigned char)~WIO__ON_PATH;\n',
    replace: '',
    why: 'whoever is seen twice is called a cycle',
  },
  {
    file: 'src/graph/graph.c',
    find: '.future->marks &= (unsigned char)~BOTH;',
    replace: '.future->marks &= (unsigned char)~WIO__ON_PATH;',
    why: 'a walk finds what one before it has seen',
  },
  {
    file: 'src/graph/text.c',
    find: 'i && e->depth > e[-1].depth',
    replace: 'i && e->depth == 1',
    why: 'those that wait for a waiter seem to wait for the first',
  },
  {
    file: 'src/core/words.c',
    find: 'while (t && t != task->waits_in->holder)',
    replace: 'while (false)',
    why: 'a lock is held by any task',
  },
  {
    file: 'src/core/place.c',
    find: '\twio__rt.place = NULL;\n\treturn place;',
    replace: '\treturn place;',
    why: 'what a task makes seems to be made where that was made',
  },
  {
    file: 'src/core/place.c',
    find: '\twio__rt.place = NULL;\n\treturn r;',
    replace: '\treturn r;',
    why: 'a call that was refused gives its place to another',
  },
  {
    file: 'src/graph/layout.c',
    find: '.step = wio__task_step',
    replace: '.step = wio__awaited_run',
    why: 'who awaits a task cannot be found from outside',
  },
  {
    file: 'src/graph/tasks.mjs',
    find: '[...blocked.get(holder) ?? [], address]',
    replace: '[]',
    why: 'locks have no waiters, seen from outside',
  },
  {
    file: 'src/graph/memory.mjs',
    find: 'at: pages * page',
    replace: 'at: pages',
    why: 'of what a core file leaves out another place is read',
  },
  {
    file: 'src/graph/show.mjs',
    find: "state.get(awaited) === 'open'",
    replace: 'true',
    why: 'what is awaited twice is called a ring',
  },
];
