// SPDX-License-Identifier: MIT
// Bugs in tasks that start in the call that makes them.

export const eager = [
  {
    file: 'src/core/eager.c',
    find: 'start->is_eager && wio__rt.stepping == loop',
    replace: 'start->is_eager && loop',
    why: 'a loop that is not running starts a task',
  },
  {
    file: 'src/core/eager.c',
    find: '\twio__shared_take(under, was_taken);\n',
    replace: '\t(void)was_taken;\n',
    why: 'the shared stack is taken for ever',
  },
  {
    file: 'src/core/eager.c',
    find: 'wio__shared_take(under, true)',
    replace: 'false',
    why: 'a task starts on the shared stack below its maker',
  },
  {
    file: 'src/core/task.c',
    find: 'driven && !loop->closed &&\n\t    !task->eager',
    replace: 'driven && !loop->closed',
    why: 'an exit that was returned to who made the task ends the run as well',
  },
  {
    file: 'src/scope/group.c',
    find: '\tif (group->aborting)\n\t\twio__task_cancel_by(m->task',
    replace: '\tif (false)\n\t\twio__task_cancel_by(m->task',
    why: 'who ends its group before its first wait waits in it for ever',
  },
  {
    file: 'src/scope/group.c',
    find: '\t\tif (m->task)\n\t\t\twio__task_cancel_by(',
    replace: '\t\tif (true)\n\t\t\twio__task_cancel_by(',
    why: 'a group cancels an eager child that is gone',
  },
  {
    file: 'src/scope/group.c',
    find: 'm->task->future.state != WIO__PENDING &&',
    replace: 'true &&',
    why: 'a group lets go of an eager child that waits',
  },
  {
    file: 'src/core/overflow.c',
    find: '(task->inner && task->inner->coro == co)',
    replace: 'false',
    why: 'the overflow of a generator is told of no task',
  },
];
