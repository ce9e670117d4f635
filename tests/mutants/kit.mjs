// SPDX-License-Identifier: MIT
// Bugs in what tests of programs are given.

export const kit = [
  {
    file: 'src/test/clock.c',
    find: '\tif (events && events->when < deadline)\n\t\tdeadline = events->when;\n',
    replace: '',
    why: 'an event comes after the timers that are later',
  },
  {
    file: 'src/test/choice.c',
    find: '\tfor (; at > from; at--)\n\t\ttasks[at] = tasks[at - 1];\n',
    replace: '\ttasks[at] = tasks[from];\n',
    why: 'who is not chosen does not keep its place',
  },
  {
    file: 'src/test/blocked.c',
    find: '!are_idle(&wio__rt.stepping->batch) ||',
    replace: '',
    why: 'a task that was made ready behind the caller is not waited for',
  },
  {
    file: 'src/test/blocked.c',
    find: 'return task->future.marks & WIO__IDLE &&',
    replace: 'return false &&',
    why: 'two tasks that wait for all others wait for each other',
  },
  {
    file: 'src/test/allocation.c',
    find: '++count == failing',
    replace: '++count >= failing && failing',
    why: 'all allocations fail from that one on',
  },
  {
    file: 'src/test/steps.c',
    find: '\tsteps = 0;\n',
    replace: '',
    why: 'steps are counted from another place than the one that was said',
  },
];
