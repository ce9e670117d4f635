// SPDX-License-Identifier: MIT
// Bugs in what tasks share: waiters, locks, queues.

export const sharing = [
  {
    file: 'src/core/waiters.c',
    find: '\twhile (waiters->asleep && !waiters->asleep->asleep)\n',
    replace: '\tif (waiters->asleep)\n',
    why: 'one who is cancelled in the middle makes the first be passed over',
  },
  {
    file: 'src/core/waiters.c',
    find: '\twaiters->woken -= woken;\n',
    replace: '',
    why: 'those who went on are waited for as if they were still to come',
  },
  {
    file: 'src/core/waiters.c',
    find: '\tif (!waiters->asleep)\n\t\twaiters->asleep = task;\n',
    replace: '\twaiters->asleep = waiters->first;\n',
    why: 'who was woken already is woken again, and the next is not',
  },
  {
    file: 'src/sync/lock.c',
    find: ' && !lock->waiters.woken',
    replace: '',
    why: 'who comes now takes the lock before who was called',
  },
  {
    file: 'src/sync/lock.c',
    find: '\telse if (!lock->locked)\n\t\tcall_first(lock);\n',
    replace: '',
    why: 'a cancel loses the call, and the others wait for ever',
  },
  {
    file: 'src/sync/lock.c',
    find: ' || waiters->asleep != waiters->first',
    replace: '',
    why: 'two are called for one lock',
  },
  {
    file: 'src/sync/condition.c',
    find: '\tif (r < 0)\n\t\twake(&condition->waiters, 1);\n',
    replace: '',
    why: 'a cancel loses the notification',
  },
  {
    file: 'src/sync/condition.c',
    find: '\tif (r < 0 && !may_wait_again(r))\n\t\twio_lock_release(lock);\n',
    replace: '',
    why: 'an error that says that the lock is not taken leaves it taken',
  },
  {
    file: 'src/sync/semaphore.c',
    find: '\tif (r < 0 && woken)\n\t\tsemaphore->value++;\n',
    replace: '',
    why: 'a cancel loses one of the semaphore',
  },
  {
    file: 'src/sync/semaphore.c',
    find: '\twhile (semaphore->value > 0 && give(semaphore) > 0)\n\t\t;\n',
    replace: '',
    why: 'what was put back goes to nobody',
  },
  {
    file: 'src/sync/barrier.c',
    find: '\t\twake_all(barrier);\n\t}',
    replace: '\t}',
    why: 'who comes while a barrier empties waits for ever',
  },
  {
    file: 'src/queue/queue.c',
    find: 'r < 0 && woken && !in_vain(queue)',
    replace: 'r < 0 && woken && in_vain(queue)',
    why: 'a cancel loses an item that is there',
  },
  {
    file: 'src/queue/queue.c',
    find: 'queue->object.refs++;\n\tqueue->inside++;',
    replace: 'queue->inside++;',
    why: 'a queue is gone while a task waits in it',
  },
  {
    file: 'src/queue/queue.c',
    find: 'queue->object.refs == queue->inside',
    replace: 'false',
    why: 'the reference of a task that waits in a queue is given back by others',
  },
  {
    file: 'src/waiting/completed.c',
    find: '\tit->closed = true;\n\twio_waiters_wake_all(&it->waiters);\n',
    replace: '\tend(it);\n',
    why: 'what a task waits in is gone when another closes it',
  },
  {
    file: 'src/queue/order.c',
    find: '!wio__items_less(items, child, child + 1)',
    replace: 'wio__items_less(items, child + 1, child)',
    why: 'of items that are equal another comes first than in heapq',
  },
  {
    file: 'src/queue/order.c',
    find: '++items->first == items->room',
    replace: '++items->first > items->room',
    why: 'a ring reads behind its end',
  },
];
