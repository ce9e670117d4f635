// SPDX-License-Identifier: MIT
// Bugs in what takes part in the end of a loop.

export const closing = [
  {
    file: 'src/core/closing.c',
    find: 'return first_of(closing->next, closing->given.phase);',
    replace: '(void)closing;\n\treturn NULL;',
    why: 'of several steps in one phase only the last is taken',
  },
  {
    file: 'src/core/closing.c',
    find: '\tif (closing->stop.queued)\n\t\twio__queue_remove(&loop->ready, &closing->stop.link.node);\n',
    replace: '',
    why: 'a step that was left ends the next one',
  },
  {
    file: 'src/core/closing.c',
    find: '\t\twio__value_call(closing->given.closed, closing->given.arg);\n',
    replace: '',
    why: 'nobody is told that the loop is closed',
  },
  {
    file: 'src/runner/shutdown.c',
    find: 'wio__is_linked(wio__closing_first) && !runner->late',
    replace: 'wio__is_linked(wio__closing_first)',
    why: 'a strict close takes steps for which there is no time any more',
  },
  {
    file: 'src/runner/shutdown.c',
    find: 'runner->came = first(runner, runner->empty_phase);',
    replace: 'runner->came = NULL;',
    why: 'what a close has to end is looked at too early',
  },
  {
    file: 'src/core/closing.c',
    find: '\twio__queue_push_first(&loop->batch, &task->ready.node);\n',
    replace: '\twio__loop_ready(loop, &task->ready.node);\n',
    why: 'a step that is begun in the midst of an iteration begins in the next one',
  },
  {
    file: 'src/runner/strict.c',
    find: 'if (hopeless(r) && !ended)',
    replace: 'if (hopeless(r))',
    why: 'a step that fails ends a strict close',
  },
  {
    file: 'src/runner/strict.c',
    find: '\tif (runner->steps)\n\t\trunner->loop->stopping = true;\n\telse if',
    replace: '\tif',
    why: 'a step that never ends keeps a strict close waiting',
  },
];
