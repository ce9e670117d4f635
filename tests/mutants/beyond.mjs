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
];
