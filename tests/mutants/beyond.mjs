// SPDX-License-Identifier: MIT
// The part of list.mjs that is about what asyncio does not have.
export const beyond = [
  {
    file: 'src/core/cancel.c',
    find: 'while (*around && (*around)->mark > mark)',
    replace: 'while (*around && (*around)->mark != mark)',
    why: 'a shield holds the cancel of a timeout within it',
  },
  {
    file: 'src/core/cancel.c',
    find: '*around = passed;',
    replace: '(void)passed;',
    why: 'a timeout within a shield ends the shield',
  },
  {
    file: 'src/core/shelter.c',
    find: '\ts->outside++;\n\ts->held++;\n',
    replace: '\ts->held++;\n',
    why: 'a timeout within a shield takes a cancel from outside for its own',
  },
  {
    file: 'src/core/shelter.c',
    find: '\tfor (; s->outer; s = s->outer)\n\t\ts->outside++;\n',
    replace: '',
    why: 'of two shields the inner one holds what is for the outer one',
  },
  {
    file: 'src/core/shelter.c',
    find: '\t\ts->held -= s->held > 0;\n',
    replace: '',
    why: 'a request that is taken back within a shield arrives after it',
  },
  {
    file: 'src/core/shelter.c',
    find: '\tif (task->must_cancel) {\n\t\ttask->must_cancel = false;\n',
    replace: '\tif (task->must_cancel) {\n',
    why: 'a cancel that is pending enters a shield',
  },
  {
    file: 'src/core/shelter.c',
    find: '\tshield->outside = task->cancels;\n',
    replace: '',
    why: 'what a group within a shield sees of a cancel before it arrives again',
  },
  {
    file: 'src/core/shelter.c',
    find: '\t\ttask->must_cancel = true;\n',
    replace: '',
    why: 'a cancel that was held is lost',
  },
  {
    file: 'src/core/shelter.c',
    find: '\twio__error_set(&shield->error, NULL);\n',
    replace: '',
    why: 'a shield leaks the message that it held',
  },
  {
    file: 'src/scope/shielded.c',
    find: '\twio__shield_leave(task, &shelter->shield);\n',
    replace: '\ttask->shield = shelter->shield.outer;\n',
    why: 'closing a shield drops what it held',
  },
  {
    file: 'src/core/force.c',
    find: '\tif (task->wait == WIO__WAIT_EVENT) {',
    replace: '\tif (!task->wait) {',
    why: 'a task that sleeps is not forced to end',
  },
  {
    file: 'src/core/force.c',
    find: '\twio__link_remove(&task->waiting_on->callbacks, &task->ready);\n',
    replace: '',
    why: 'what a task waited for wakes it after it was forced',
  },
  {
    file: 'src/core/force.c',
    find: '\t\tloop->forced++;\n',
    replace: '',
    why: 'waits of a task that is to end begin as before',
  },
  {
    file: 'src/core/force.c',
    find: 'task->future.loop->forced--;',
    replace: '(void)task;',
    why: 'a loop looks about for ever after a task was forced',
  },
  {
    file: 'src/core/force.c',
    find: ' || r != WIO_EINTERRUPTED)',
    replace: ' || r <= 0)',
    why: 'a task that is forced to end ends the run',
  },
  {
    file: 'src/waiting/stop.c',
    find: '\tif (r == 0) {\n\t\twio__task_force(task);\n\t\tr = wait_for(task, grace);\n\t}\n',
    replace: '',
    why: 'no wait of a stopped task may begin for its cleanup',
  },
  {
    file: 'src/core/force.c',
    find: '\t\twio__task_abandon(task, WIO_EINTERRUPTED);\n',
    replace: '\t\treturn 0;\n',
    why: 'a task is forced to end a hundred times, and then waits',
  },
];
