// SPDX-License-Identifier: MIT
// The part of list.mjs that is about handles that are none any more.
export const misuse = [
  {
    file: 'src/core/tasks.c',
    find: 'task->future.object.refs == 1 && task->future.state == WIO__PENDING',
    replace: 'task->future.object.refs == 0',
    why: 'the reference of the loop to a task is let go of',
  },
  {
    file: 'src/core/handle.c',
    find: 'handle->object.refs == 1 && handle->scheduled',
    replace: 'handle->object.refs == 0',
    why: 'the reference of the loop to a callback is let go of',
  },
  {
    file: 'src/scope/scope.h',
    find: 'task->cleanups == &scope->cleanup\n',
    replace: 'scope->task == task\n',
    why: 'a scope is closed around one that is open',
  },
  {
    file: 'src/scope/scope.c',
    find: '!wio__is(scope, kind) || !scope->task',
    replace: '!wio__is(scope, kind)',
    why: 'a group is closed again while others have it',
  },
  {
    file: 'src/scope/defer.c',
    find: '(last->scope || mark_of(last) != mark)',
    replace: '(last->scope || mark_of(last) > mark)',
    why: 'undefer takes a mark of long ago for a later one',
  },
  {
    file: 'src/core/memory.c',
    find: '\tuint64_t object;\n',
    replace: '',
    why: 'what an object was is lost with it',
  },
  {
    file: 'src/core/handle.c',
    find: 'handle->loop->home != &wio__rt',
    replace: 'false',
    why: 'another thread takes a callback out of a loop that runs',
  },
  {
    file: 'src/core/loops.c',
    find: '(loop->home == &wio__rt || wio__misuse_thread(who))',
    replace: 'loop->object.kind',
    why: 'another thread stops a loop, and nobody is told',
  },
  {
    file: 'src/queue/queue.c',
    find: '\tif (r >= 0)\n\t\tr = wake(&queue->getters);\n',
    replace: '\twake(&queue->getters);\n',
    why: 'an item of another thread is put in, and who waits for it sleeps on',
  },
  {
    file: 'src/stream/reader.c',
    find: '\tif (reader->object.refs == reader->inside)\n',
    replace: '\tif (false)\n',
    why: 'a reader goes while a task reads',
  },
  {
    file: 'src/scope/group.c',
    find: 'return r == WIO_ENOMEM || r == WIO_ENOSUSPEND;',
    replace: 'return r == WIO_ENOMEM;',
    why: 'a group that is closed where nothing can wait is left with its tasks',
  },
  {
    file: 'src/waiting/stop.c',
    find: 'return r < 0 ? r : wio__children_check(&task, 1, who);',
    replace: 'return r;',
    why: 'a stop that is refused has cancelled',
  },
  {
    file: 'src/waiting/wait_for.c',
    find: '\tint r = wio__wait_check();\n',
    replace: '\tint r = 0;\n',
    why: 'who cannot wait has cancelled what is late',
  },
  {
    file: 'src/executor/default.c',
    find: 'return wio_get_running_loop() ? wio__wait_check() : 0;',
    replace: 'return 0;',
    why: 'a job is begun for who cannot wait',
  },
  {
    file: 'src/sync/barrier.c',
    find: '\tif (woken >= 0)\n',
    replace: '',
    why: 'another thread breaks a barrier, and nobody who waits in it is told',
  },
];
