// SPDX-License-Identifier: MIT
// The part of list.mjs that is about messages of cancels, reports, and the order
// of what comes from outside.
export const cancels = [
  {
    file: 'src/core/loop.c',
    find: '\tloop->leave = 0;\n\tloop->active = true;',
    replace: '\tloop->active = true;',
    why: 'what a handler returned between two runs ends the next one',
  },
  {
    file: 'src/core/cancel.c',
    find: 'if (!task->queued || task->wake != WIO_ECANCELED) {',
    replace: '{',
    why: 'the last cancel brings its message, though the first ended the wait',
  },
  {
    file: 'src/core/task.c',
    find: 'if (awaits && task->waiting_on->result == WIO_ECANCELED)',
    replace: 'if (!awaits)',
    why: 'the message that comes by the future is lost to a later one',
  },
  {
    file: 'src/core/cancel.c',
    find: '\t\ttask->future.unretrieved = false;\n\t\treturn 0;',
    replace: '\t\treturn 0;',
    why: 'the error of a task that was cancelled after its end is reported',
  },
  {
    file: 'src/core/wait.c',
    find: '\t\tfuture->unretrieved = false;\n',
    replace: '\t\t;\n',
    why: 'an error that a cancel took the place of is reported',
  },
  {
    file: 'src/core/wait.c',
    find: ' && future->state == WIO__PENDING)\n\t\treturn refuse_await',
    replace: ')\n\t\treturn refuse_await',
    why: 'what is done already is refused, since it is of another loop',
  },
  {
    file: 'src/core/future.c',
    find: '\t\tfuture->unretrieved = false;\n\t\treturn 0;',
    replace: '\t\treturn 0;',
    why: 'the error of a future that was cancelled after its end is reported',
  },
  {
    file: 'src/scope/group.c',
    find: 'keep_error(group, r);\n\t\t\t\tabort',
    replace: 'abort',
    why: 'a group is left with the message of a later cancel',
  },
  {
    file: 'src/scope/group.c',
    find: 'wio__leaves(body) && !group->base;',
    replace: 'wio__leaves(body);',
    why: 'a body that exits after a task of its group is heard first',
  },
  {
    file: 'src/scope/group.c',
    find: '\t\telse if (group->cancelled_late)\n',
    replace: '\t\telse if (false)\n',
    why: 'a cancel from outside is lost while a cancelled group is waited for',
  },
  {
    file: 'src/core/post.c',
    find: 'if (loop->home == &wio__rt)\n\t\tpost_here',
    replace: 'if (false)\n\t\tpost_here',
    why: 'posts of the own thread come behind what was called soon after them',
  },
  {
    file: 'src/core/post.c',
    find: '\twio__loop_look(loop);\n\twio__posts_take(loop);',
    replace: '\twio__posts_take(loop);',
    why: 'an interrupt comes behind the posts that came after it',
  },
  {
    file: 'src/runner/shutdown.c',
    find: '\t\t\tleft = wio__loop_left(runner->loop);\n',
    replace: '',
    why: 'an exit of the exception handler does not end a close',
  },
  {
    file: 'src/runner/shutdown.c',
    find: '\t\ttask->future.unretrieved = false;\n\treturn r;',
    replace: '\t\t;\n\treturn r;',
    why: 'errors that a close did not come to are reported once more',
  },
  {
    file: 'src/runner/interrupt.c',
    find: '\t\t\tnudge(runner);\n',
    replace: '',
    why: 'an interrupt that is taken back costs no iteration',
  },
  {
    file: 'src/runner/interrupt.c',
    find: '\tnode->run = NULL;\n',
    replace: '\t(void)node;\n',
    why: 'only the first run of a loop has that iteration',
  },
  {
    file: 'src/core/report.c',
    find: 'about && about->object.kind == WIO__TASK',
    replace: 'false && about',
    why: 'the exception handler runs in the context of who reports',
  },
];
