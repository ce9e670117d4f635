// SPDX-License-Identifier: MIT
// Small bugs, and what each one is: `find`, which is in the file exactly once, is
// replaced. It is tried natively, or `on` another build.
import {beyond} from './beyond.mjs';
import {border} from './border.mjs';
import {calls} from './calls.mjs';
import {cancels} from './cancels.mjs';
import {closing} from './closing.mjs';
import {eager} from './eager.mjs';
import {errors} from './errors.mjs';
import {executors} from './executors.mjs';
import {graph} from './graph.mjs';
import {generators} from './generators.mjs';
import {kit} from './kit.mjs';
import {misuse} from './misuse.mjs';
import {outside} from './outside.mjs';
import {seams} from './seams.mjs';
import {sharing} from './sharing.mjs';
import {splitter} from './splitter.mjs';
import {streams} from './streams.mjs';
import {waiting} from './waiting.mjs';

const core = [
  {
    file: 'src/core/timer.c',
    find: '(a->order - b->order) < 0',
    replace: '(a->order - b->order) > 0',
    why: 'equal deadlines fire last in, first out',
  },
  {
    file: 'src/core/timer.c',
    find: '2 + (size_t)before(&c[3], &c[2])',
    replace: '2',
    why: 'a parent has a child that nobody looks at',
  },
  {
    file: 'src/core/timer.c',
    find: '\ttimer->place = 0;\n\tfind_first(timers);\n\treturn timer;\n',
    replace: '\tfind_first(timers);\n\treturn timer;\n',
    why: 'a timer that was taken out may be taken out again',
  },
  {
    file: 'src/core/timer.c',
    find: 'while (timers->count && !timers->slots[slot_of(&timers->keys[TOP])]) {',
    replace: 'while (false) {',
    why: 'one that was removed comes to the top, and is taken',
  },
  {
    file: 'src/core/timer.c',
    find: 'i > TOP; i--',
    replace: 'i > TOP + 1; i--',
    why: 'what lost its removed ones is no heap any more',
  },
  {
    file: 'src/core/timer.c',
    find: '\t\t\tcompact(timers);\n',
    replace: '\t\t\tr = grow(timers);\n',
    why: 'removed ones are never dropped',
  },
  {
    file: 'src/core/timer.c',
    find: '\twio__free(timers->block, timers->size);\n\ttimers->block',
    replace: '\ttimers->block',
    why: 'a heap that grows leaks the old one',
  },
  {
    file: 'src/core/timer.c',
    find: 'timers->when > now',
    replace: 'timers->when >= now',
    why: 'a timer that is due now is not taken',
  },
  {
    file: 'src/core/timer.c',
    find: '(int32_t)(order - timers->since) < 0',
    replace: 'order == timers->order',
    why: 'of equal ones the line comes before what was there first',
  },
  {
    file: 'src/core/timer.c',
    find: '\t\tbehind(timer)->place = timer->place;\n',
    replace: '\t\t(void)0;\n',
    why: 'who was behind one that left the line takes out another',
  },
  {
    file: 'src/core/timer.c',
    find: '\t\ttimers->tail = before;\n',
    replace: '\t\t(void)0;\n',
    why: 'the line goes on behind one that has left it',
  },
  {
    file: 'src/core/loop.c',
    find: '\t\tloop->due_by = NOT_DUE;\n\t}\n\treturn NULL;',
    replace: '\t\tloop->due_by = NOT_DUE;\n\t}\n' +
      '\treturn loop->ready.first ? wio__queue_pop(&loop->ready) : NULL;',
    why: 'what a batch queues runs in the same iteration',
  },
  {
    file: 'src/core/loop.c',
    find: '\tif (timer->when <= loop->due_by)\n\t\tqueue_due(loop);\n',
    replace: '',
    why: 'a timer set by one that was due runs in the same iteration',
  },
  {
    file: 'src/core/loop.c',
    find: '\tqueue_due(loop);\n\twio__queue_append(&loop->batch, &loop->ready);',
    replace: '\twio__queue_append(&loop->batch, &loop->ready);',
    why: 'timers that were due when a run was left come behind what they queued',
  },
  {
    file: 'src/core/loop.c',
    find: '\tif (wio__clock_of(loop) || !loop->ready.first)\n\t\treturn true;\n',
    replace: '\treturn true;\n',
    why: 'the clock is read in every iteration',
  },
  {
    file: 'src/core/loop.c',
    find: '\tloop->stopping = false;\n',
    replace: '',
    why: 'a stop is still there in the next run',
  },
  {
    file: 'src/core/loop.c',
    find: '\tif (loop->tickets)\n\t\twio__tickets_revoke(loop);\n',
    replace: '',
    why: 'a closed loop keeps its tickets',
  },
  {
    file: 'src/core/loop.c',
    find: '\t\tloop->kills--;\n',
    replace: '',
    why: 'an interrupt that ended the run is raised again',
  },
  {
    file: 'src/core/loop.c',
    find: '\t\t\ttimer->node.drop(&timer->node);\n',
    replace: '\t\t\t;\n',
    why: 'a close forgets the callbacks that have a time',
  },
  {
    file: 'src/core/loop.c',
    find: 'when < WIO__NEVER ||',
    replace: 'first ||',
    why: 'a virtual clock takes a wait for ever for one that ends',
  },
  {
    file: 'src/core/loop.c',
    find: '(!wio__clock_of(loop) && (outside || loop->timers.first))',
    replace: 'false',
    why: 'a wait for ever is taken for a deadlock, though an interrupt ends it',
  },
  {
    file: 'src/core/loop.c',
    find: 'loop->leave = error;\n\twio__loop_attend(loop);',
    replace: 'loop->leave = error;',
    why: 'an exit is not noticed where it happens',
  },
  {
    file: 'src/core/loop.c',
    find: '\t\twio__task_close(task);\n\t\twio__loop_drop_ready(loop);\n',
    replace: '\t\twio__task_close(task);\n',
    why: 'what a task leaves behind in a close stays queued',
  },
  {
    file: 'src/core/task.c',
    find: '\twhile (task->scopes) {',
    replace: '\tif (task->scopes) {',
    why: 'of the contexts that a task is torn out of only one is left',
  },
  {
    file: 'src/core/task.c',
    find: 'if (r >= 0 && task->must_cancel) {',
    replace: 'if (r > 0 && task->must_cancel) {',
    why: 'a result of 0 wins over a cancel in the last step',
  },
  {
    file: 'src/core/task.c',
    find: '\t\t\twio__value_call(task->future.value_free, value);\n',
    replace: '\t\t\t;\n',
    why: 'a result that cancellation discards is not given back',
  },
  {
    file: 'src/core/cancel.c',
    find: 'inside(task) == 0)\n\t\t\ttask->must_cancel = false;',
    replace: 'inside(task) < 0)\n\t\t\ttask->must_cancel = false;',
    why: 'uncancel does not undo a request that is not delivered yet',
  },
  {
    file: 'src/core/cancel.c',
    find: '\t\ttask->cancel_passed_on = passed;\n\t\tif (passed',
    replace: '\t\tif (passed',
    why: 'a cancel that went to what is awaited is not remembered',
  },
  {
    file: 'src/core/task.c',
    find: '\twio__timers_remove(&task->future.loop->timers, &task->timer);\n',
    replace: '',
    why: 'the timer of a sleep goes on when the task is woken',
  },
  {
    file: 'src/core/task.c',
    find: '\t\ts->context->entered--;\n',
    replace: '\t\t;\n',
    why: 'a context is not left when its task is suspended',
  },
  {
    file: 'src/core/task.c',
    find: '\t\ts->context->entered--;\n\twio__rt.context = before;\n',
    replace: '\t\ts->context->entered--;\n',
    why: 'the context of a task stays the current one after its step',
  },
  {
    file: 'src/core/task.c',
    find: '\twio__arg_end(&task->call.arg);\n',
    replace: '',
    why: 'the argument is kept until the last handle is gone',
  },
  {
    file: 'src/core/task.c',
    find: 'free_name:\n\twio__strfree(task->name);\n',
    replace: 'free_name:\n',
    why: 'a task that cannot be made leaks its name',
  },
  {
    file: 'src/core/task.c',
    find: 'task->cleanups ? wio__cleanup_run_all(task, error) : error;',
    replace: 'error;',
    why: 'deferred calls are skipped where a task is forced to end',
  },
  {
    file: 'src/core/task.c',
    find: '\t\tif (task->cleanups) {',
    replace: '\t\tif (task->cleanups && task->result >= 0) {',
    why: 'deferred calls are skipped after an error',
  },
  {
    file: 'src/core/task.c',
    find: '\ttask->must_cancel = false;\n\ttask->wake = WIO_ECLOSED;',
    replace: '\ttask->wake = WIO_ECLOSED;',
    why: 'a close does not undo a cancel that is not delivered',
  },
  {
    file: 'src/core/future.c',
    find: 'state == WIO__FINISHED && result < 0;',
    replace: 'result < 0;',
    why: 'that a future was cancelled counts as an error nobody looked at',
  },
  {
    file: 'src/core/callback.c',
    find: '\twio__future_retain(callback->future);\n',
    replace: '',
    why: 'a queued callback does not hold its future',
  },
  {
    file: 'src/core/callback.c',
    find: '\t\twio__context_leave(before);\n',
    replace: '',
    why: 'the context of a callback is not left',
  },
  {
    file: 'src/core/callback.c',
    find: '\t\tnext = n->next;\n',
    replace: '\t\tnext = NULL;\n',
    why: 'only the first callback can be taken back',
  },
  {
    file: 'src/core/future.c',
    find: '\tfuture->value = NULL;\n',
    replace: '',
    why: 'a value that was taken is freed once more',
  },
  {
    file: 'src/core/cancel.c',
    find: 'task->must_cancel = !passed;',
    replace: '(void)passed;',
    why: 'a cancel that was passed on arrives once more',
  },
  {
    file: 'src/core/wait.c',
    find: '(task->cancel_passed_on && future->result == WIO_ECANCELED)',
    replace: 'future->result == WIO_ECANCELED',
    why: 'a cancelled child counts as a cancelled wait',
  },
  {
    file: 'src/core/wait.c',
    find: '\t\twio__interrupt_take(loop);\n',
    replace: '',
    why: 'an interrupt is raised at every wait from then on',
  },
  {
    file: 'src/core/wait.c',
    find: '++task->refused >= WIO__MOST_REFUSED',
    replace: '++task->refused > WIO__MOST_REFUSED',
    why: 'a closed task may wait one time more than is said',
  },
  {
    file: 'src/scope/group.c',
    find: '\t\twio__task_uncancel(parent);\n\t\tif (wio__task_cancels_inside(parent) == 0)\n\t\t\t',
    replace: '\t\tif (true)\n\t\t\t',
    why: 'a group does not take back that it cancelled its opener',
  },
  {
    file: 'src/scope/group.c',
    find: '\tif (body < 0 && !group->aborting)\n',
    replace: '\tif (body < 0 && body != WIO_ECANCELED && !group->aborting)\n',
    why: 'tasks of a group go on when its body was cancelled',
  },
  {
    file: 'src/scope/group.c',
    find: '\tgroup->failed_end = &m->failed_next;\n',
    replace: '',
    why: 'a group keeps only one of several errors',
  },
  {
    file: 'src/scope/group.c',
    find: 'if (!group->base && wio__leaves',
    replace: 'if (wio__leaves',
    why: 'the last of two exits in a group wins',
  },
  {
    file: 'src/scope/group.c',
    find: 'group->members + 2 <= group->room_size',
    replace: 'group->members + 1 <= group->room_size',
    why: 'a group has no room for the error of its body',
  },
  {
    file: 'src/scope/group.c',
    find: '\tunlink_member(group, m);\n' +
      '\tmember_free(m);\n' +
      '\tgroup_release(group);\n',
    replace: '\tunlink_member(group, m);\n\tmember_free(m);\n',
    why: 'a group outlives a loop that closes',
  },
  {
    file: 'src/scope/timeout.c',
    find: '<= timeout->cancels',
    replace: '< timeout->cancels',
    why: 'a timeout does not know its own cancel',
  },
  {
    file: 'src/scope/timeout.c',
    find: '\talarm->timeout = NULL;\n',
    replace: '',
    why: 'an alarm that is queued fires into a closed timeout',
  },
  {
    file: 'src/scope/timeout.c',
    find: '\twio__loop_drop(loop);\n\treturn body;',
    replace: '\treturn body;',
    why: 'a timeout keeps its loop',
  },
  {
    file: 'src/scope/defer.c',
    find: 'return s < 0 ? s : r;',
    replace: 'return s ? s : r;',
    why: 'the result of a deferred call becomes that of the task',
  },
  {
    file: 'src/scope/defer.c',
    find: 'while (task->cleanups && task->cleanups->mark >= down_to)',
    replace: 'while (task->cleanups && task->cleanups->mark > down_to)',
    why: 'undefer leaves the call of the mark itself',
  },
  {
    file: 'src/core/cleanup.c',
    find: '\t\tif (s == r)\n',
    replace: '\t\tif (s != r)\n',
    why: 'a deferred call takes the record of the result',
  },
  {
    file: 'src/core/post.c',
    find: '\tstruct wio__post *oldest = NULL;\n\twhile (newest) {',
    replace: '\tstruct wio__post *oldest = newest;\n\twhile (!newest) {',
    why: 'posts run last in, first out',
  },
  {
    file: 'src/core/post.c',
    find: '\t\tpost_from_afar(loop, post);\n\twio__host_wake(loop);\n',
    replace: '\t\tpost_from_afar(loop, post);\n',
    why: 'a post from a thread does not wake the loop',
  },
  {
    file: 'src/core/post.c',
    find: '\tticket->generation++;\n',
    replace: '',
    why: 'a ticket that was used is taken for its successor',
  },
  {
    file: 'src/core/post.c',
    find: '\tfuture->loop->tickets--;\n',
    replace: '',
    why: 'a ticket that was used counts as open',
  },
  {
    file: 'src/core/post.c',
    find: '\twio__context_release(called->context);\n',
    replace: '',
    why: 'a post keeps its context',
  },
  {
    file: 'src/core/io.c',
    find: '\tloop->watches--;\n',
    replace: '',
    why: 'a descriptor counts as waited for when the wait is over',
  },
  {
    file: 'src/runner/runner.c',
    find: '\trunner->interrupts = 0;\n',
    replace: '',
    why: 'the first interrupt of a second run counts as its second',
  },
  {
    file: 'src/runner/runner.c',
    find: '\twio__host_leave_interrupts(runner);\n',
    replace: '',
    why: 'the handler of the host is not put back',
  },
  {
    file: 'src/runner/runner.c',
    find: 'runner->main->future.state != WIO__PENDING &&\n' +
      '\t    wio__task_uncancel(runner->main) == 0)',
    replace: 'runner->main->future.state != WIO__PENDING)',
    why: 'a run says interrupted though somebody else cancelled, too',
  },
  {
    file: 'src/runner/runner.c',
    find: '\twio__task_release(runner->main);\n',
    replace: '',
    why: 'a run keeps its main task',
  },
  {
    file: 'src/runner/runner.c',
    find: '\t\trunner->main->future.unretrieved = false;\n',
    replace: '',
    why: 'the error of a run is reported though the run returned it',
  },
  {
    file: 'src/runner/runner.c',
    find: 'runner->interrupts_kept = raised - loop->interrupts_seen;',
    replace: 'runner->interrupts_kept = 0;',
    why: 'strict: an interrupt after the end of main is lost',
  },
  {
    file: 'src/runner/close.c',
    find: 'i <= WIO_PHASE_EXECUTOR && r >= 0; i++',
    replace: 'i < WIO_PHASE_EXECUTOR && r >= 0; i++',
    why: 'close leaves out a step',
  },
  {
    file: 'src/runner/shutdown.c',
    find: '\t\t\twio__task_cancel_by(task, WIO_SOURCE_CLOSE, NULL);\n\t\ttask->shutdown.node.run',
    replace: '\t\ttask->shutdown.node.run',
    why: 'close waits for tasks without cancelling them',
  },
  {
    file: 'src/runner/shutdown.c',
    find: 'report && task->future.state == WIO__FINISHED && r < 0',
    replace: 'report && r < 0',
    why: 'close reports tasks that it cancelled',
  },
  {
    file: 'src/runner/strict.c',
    find: '\tbool told = !loop->kills &&\n',
    replace: '\tbool told = !loop->kills ||\n',
    why: 'strict: an interrupt that nothing could take is lost',
  },
  {
    file: 'src/runner/interrupt.c',
    find: '++runner->interrupts == 1 &&',
    replace: '++runner->interrupts >= 1 &&',
    why: 'a second interrupt only cancels once more',
  },
  {
    file: 'src/core/loop.c',
    find: '\tif (loop->kills || loop->leave ||',
    replace: '\tif (loop->leave ||',
    why: 'an interrupt that has nobody to raise in yet is lost',
  },
  {
    file: 'src/core/call.c',
    find: '\t\twio__call_refuse(arg, options);\n\t\treturn r;\n',
    replace: '\t\treturn r;\n',
    why: 'an argument that was refused is not given back',
  },
  {
    file: 'src/core/call.c',
    find: '\t*arg = (struct wio__arg){0};\n',
    replace: '',
    why: 'an argument is given back twice',
  },
  {
    file: 'src/core/call.c',
    find: '\t\twio__context_unembed(&call->own);\n',
    replace: '\t\t;\n',
    why: 'what a context of a callback holds is never let go of',
  },
  {
    file: 'src/core/context.c',
    find: '\t\tcontext->owner->refs++;\n',
    replace: '\t\t;\n',
    why: 'a context that is kept does not keep what it is part of',
  },
  {
    file: 'src/core/memory.c',
    find: '\tif (idle() != small.size)\n\t\treturn;\n',
    replace: '',
    why: 'memory that is still in use is given back at the end',
  },
  {
    file: 'src/core/handle.c',
    find: '\t\thandle->call.arg = (struct wio__arg){0};\n',
    replace: '',
    why: 'a callback that cancels its handle frees its argument under itself',
  },
  {
    file: 'src/core/handle.c',
    find: '\t\twio__timers_remove(&handle->loop->timers, &handle->timer);\n',
    replace: '',
    why: 'a cancelled timer stays in the heap',
  },
  {
    file: 'src/core/contextvar.c',
    find: '\t\t\twio__value_call(var->options.retain, t->old);\n',
    replace: '\t\t\t;\n',
    why: 'a token does not hold the value that it keeps',
  },
  {
    file: 'src/core/contextvar.c',
    find: '\ttoken->used = true;\n',
    replace: '',
    why: 'a token may be used twice',
  },
  {
    file: 'src/core/contexts.c',
    find: '\twio__context_leave(before);\n\tif (task)',
    replace: '\tif (task)',
    why: 'wio_context_run does not leave its context',
  },
  {
    file: 'src/core/map.c',
    find: 'grown = !present;',
    replace: 'grown = 1;',
    why: 'a variable that is set twice counts twice',
  },
  {
    file: 'src/core/report.c',
    find: ' &&\n\t                     report->kind != WIO_REPORT_CALLBACK',
    replace: '',
    why: 'the handler is told of a callback in the context of the task it was for',
  },
  {
    file: 'src/core/report.c',
    find: '\tloop->reporting = false;\n',
    replace: '',
    why: 'the exception handler is called once',
  },
  {
    file: 'src/core/report.c',
    find: '\twio__unlock();\n',
    replace: '',
    why: 'nothing can wait any more after the exception handler',
  },
  {
    file: 'src/core/runtime.c',
    find: '\twio__memory_trim();\n',
    replace: '',
    why: 'the last object leaves blocks in the caches',
  },
  {
    file: 'src/runner/check.c',
    find: '\twio__interrupt_take(loop);\n',
    replace: '',
    why: 'a check point raises the same interrupt again and again',
  },
];

export const mutants = [...core, ...beyond, ...border, ...calls, ...cancels, ...closing, ...eager,
  ...errors, ...executors, ...generators, ...graph, ...kit, ...misuse, ...outside, ...seams,
  ...sharing, ...splitter, ...streams, ...waiting];
