// SPDX-License-Identifier: MIT
// Small bugs, and what each one is: `find`, which the file has exactly once, is
// replaced. It is tried natively, or `on` another build.
import {seams} from './seams.mjs';

const core = [
  {
    file: 'src/timer.c',
    find: 'a->order < b->order',
    replace: 'a->order > b->order',
    why: 'equal deadlines fire last in, first out',
  },
  {
    file: 'src/timer.c',
    find: '? first + 4',
    replace: '? first + 3',
    why: 'a parent has a child that nobody looks at',
  },
  {
    file: 'src/timer.c',
    find: '\ttimer->index = 0;\n',
    replace: '',
    why: 'a timer that was taken out may be taken out again',
  },
  {
    file: 'src/timer.c',
    find: '\t\twio__free(timers->heap, timers->room * sizeof *heap);\n',
    replace: '',
    why: 'a heap that grows leaks the old one',
  },
  {
    file: 'src/loop.c',
    find: 'timer->when <= now',
    replace: 'timer->when < now',
    why: 'a timer that is due now is not taken',
  },
  {
    file: 'src/loop.c',
    find: 'if (node == loop->batch_last) {',
    replace: 'if (!loop->ready.first) {',
    why: 'what a batch queues runs in the same iteration',
  },
  {
    file: 'src/loop.c',
    find: '\tloop->stopping = false;\n',
    replace: '',
    why: 'a stop is still there in the next run',
  },
  {
    file: 'src/loop.c',
    find: 'loop->tickets > 0 || ',
    replace: '',
    why: 'an open ticket does not count as one that can wake',
  },
  {
    file: 'src/loop.c',
    find: '\twio__tickets_revoke(loop);\n',
    replace: '',
    why: 'a closed loop keeps its tickets',
  },
  {
    file: 'src/loop.c',
    find: '\t\tloop->kills--;\n',
    replace: '',
    why: 'an interrupt that ended the run is raised again',
  },
  {
    file: 'src/loop.c',
    find: '\t\tloop->leave = 0;\n',
    replace: '',
    why: 'an error that ended a run ends the next one, too',
  },
  {
    file: 'src/loop.c',
    find: '\t\t\ttimer->node.drop(&timer->node);\n',
    replace: '\t\t\t;\n',
    why: 'a close forgets the callbacks that have a time',
  },
  {
    file: 'src/loop.c',
    find: 'loop->leave = error;\n\twio__loop_attend(loop);',
    replace: 'loop->leave = error;',
    why: 'an exit is not noticed where it happens',
  },
  {
    file: 'src/loop.c',
    find: '\t\twio__task_close(task);\n\t\tdrop_ready(loop);\n',
    replace: '\t\twio__task_close(task);\n',
    why: 'what a task leaves behind in a close stays queued',
  },
];

export const mutants = [...core, ...seams];
