// SPDX-License-Identifier: MIT
// Bugs in what waits for several tasks, and in the lists that it takes itself out of.

export const waiting = [
  {
    file: 'src/core/runtime.c',
    find: '\t\tnext->previous = link->previous;\n',
    replace: '\t\tnext->previous = next->previous;\n',
    why: 'who is behind one that went cannot be taken out',
  },
  {
    file: 'src/core/cancel.c',
    find: '\t*passed = first != NULL;\n',
    replace: '\t*passed = true;\n',
    why: 'a cancel is lost where there is nothing left to pass it on to',
  },
  {
    file: 'src/core/cancel.c',
    find: '\tif (wio__container(future, struct wio__delegate, future)->asking)\n\t\treturn NULL;\n',
    replace: '',
    why: 'tasks that gather each other are asked for ever',
  },
  {
    file: 'src/core/delegate.c',
    find: '\t\t*asked = (*asked)->asker;\n',
    replace: '\t\t*asked = NULL;\n',
    why: 'of what is gathered within what is gathered only the innermost is asked',
  },
  {
    file: 'src/waiting/gather.c',
    find: ' && gather->outer.cancelled',
    replace: ' && false',
    why: 'children that swallow a cancel swallow it for who waits, too',
  },
  {
    file: 'src/waiting/gather.c',
    find: '\tfuture->unretrieved = false;\n',
    replace: '',
    why: 'errors that come after the first are reported as never looked at',
  },
  {
    file: 'src/waiting/children.c',
    find: 'child->over || child->task->future.state != WIO__PENDING',
    replace: 'child->over',
    why: 'what lies in the ready queue is taken out of a list that it is not in',
  },
  {
    file: 'src/waiting/several.c',
    find: 'future->state == WIO__FINISHED && ',
    replace: '',
    why: 'a task that is cancelled counts as one that failed',
  },
  {
    file: 'src/waiting/several.c',
    find: '\tif (timer)\n\t\twio_handle_cancel(timer);\n',
    replace: '',
    why: 'a timer outlives the wait that it was for',
  },
  {
    file: 'src/waiting/wait_for.c',
    find: 'timeout <= 0 && task->future.state == WIO__PENDING',
    replace: 'timeout < 0 && task->future.state == WIO__PENDING',
    why: 'no time at all is for ever',
  },
  {
    file: 'src/waiting/shield.c',
    find: '\t/* Left meanwhile',
    replace: '\tinner->unretrieved = false;\n\t/* Left meanwhile',
    why: 'an error is lost that comes when its shield has just been left',
  },
  {
    file: 'src/waiting/completed.c',
    find: 'it->left <= it->inside',
    replace: 'it->left == 0',
    why: 'who asks for one more than are left waits for ever',
  },
  {
    file: 'src/waiting/shield.c',
    find: '\tshield->all.done = tell;\n',
    replace: '\tshield->all.done = false ? tell : NULL;\n',
    why: 'the error behind a shield that was left is lost',
  },
  {
    file: 'src/waiting/shield.c',
    find: '\tif (before) {\n',
    replace: '\tif (false) {\n',
    why: 'such an error is reported once for each shield',
  },
  {
    file: 'src/waiting/completed.c',
    find: '\t\t\tit->left--;\n',
    replace: '',
    why: 'when its time is over an iteration never ends',
  },
  {
    file: 'src/scope/group.c',
    find: '\tgroup->parent_cancelled = true;\n\tcancel_body(group);\n\treturn 1;\n',
    replace: '\treturn 1;\n',
    why: 'a group that is cancelled lets its body go on',
  },
];
