// SPDX-License-Identifier: MIT
// Bugs in generators, and in what lets a task be in one.

export const generators = [
  {
    file: 'src/core/inner.c',
    find: '\ttask->cleanups = inner->cleanups;\n',
    replace: '',
    why: 'what a generator defers is called when its task ends',
  },
  {
    file: 'src/core/inner.c',
    find: '\t\tp->scopes = task->scopes;\n',
    replace: '',
    why: 'a throw in a generator leaves contexts of a task that was in it before',
  },
  {
    file: 'src/core/inner.c',
    find: '\t\twio__wait_give_up(task);\n',
    replace: '\t\ttask->wake = WIO_ENOMEM;\n',
    why: 'a generator goes on without memory to wait, and is still woken',
  },
  {
    file: 'src/core/inner.c',
    find: 'if (c->scope)',
    replace: 'if (!c)',
    why: 'a generator may be left with a scope open',
  },
  {
    file: 'src/core/inner.h',
    find: 'return !task->cleanups && ',
    replace: 'return ',
    why: 'the fast way out of a generator does not look at its scopes',
  },
  {
    file: 'src/core/task.c',
    find: 'if (!task->finalises)',
    replace: 'if (true)',
    why: 'a dropped generator whose task is cancelled at once never cleans up',
  },
  {
    file: 'src/scope/scope.c',
    find: 'if (!is_open_in(task, &scope->cleanup))',
    replace: 'if (false && is_open_in(task, &scope->cleanup))',
    why: 'a generator closes a scope of the task that is in it',
  },
  {
    file: 'src/generator/generator.c',
    find: '\tif (code == WIO_ECLOSED)\n\t\twio__error_set(',
    replace: '\tif (code != WIO_ECLOSED)\n\t\twio__error_set(',
    why: 'what is thrown into a generator loses its record',
  },
  {
    file: 'src/generator/generator.c',
    find: '\tgenerator->sent = NULL;\n\treturn 1;\n',
    replace: '\tgenerator->sent = NULL;\n\treturn 0;\n',
    why: 'a generator is not told that something was sent',
  },
  {
    file: 'src/generator/ask.c',
    find: '\tgenerator->object.refs++;\n\treturn leave(generator, wio__generator_go_on(generator, item));\n',
    replace: '\treturn wio__generator_go_on(generator, item);\n',
    why: 'a generator that is dropped while a task is in it is freed there',
  },
  {
    file: 'src/generator/ask.c',
    find: '\tif (generator->closing)\n\t\treturn 0;\n',
    replace: '',
    why: 'an error is thrown into a generator that was closed',
  },
  {
    file: 'src/generator/generators.c',
    find: 'before->number > generator->number',
    replace: 'before->number < generator->number',
    why: 'generators are closed in the order of their making',
  },
  {
    file: 'src/generator/generators.c',
    find: '\t\twio__loop_leave(generator->loop->loop, r, *wio__error_slot());\n',
    replace: '',
    why: 'the exit of a generator that was dropped does not end the run',
  },
  {
    file: 'src/generator/generators.c',
    find: '\tgenerator->left_alone = true;\n\t/* Tried',
    replace: '\t/* Tried',
    why: 'a generator that is dropped is closed by the shutdown as well',
  },
  {
    file: 'src/generator/generators.c',
    find: '\t\tgenerator->map = wio__map_retain(wio__rt.context->map);\n',
    replace: '\t\tgenerator->map = NULL;\n',
    why: 'what a dropped generator does sees no variables',
  },
  {
    file: 'src/generator/generators.c',
    find: '\tgenerator->abandons = true;\n',
    replace: '',
    why: 'a generator that yields for ever is left on its stack when its loop is closed',
  },
  {
    file: 'src/generator/generators.c',
    find: 'if (all->shut)',
    replace: 'if (false && all->shut)',
    why: 'nobody hears of a generator that is begun too late',
  },
  {
    file: 'src/generator/generators.c',
    find: '\t\t\tr = report(generators[i], result, wio_task_error(tasks[i]));\n',
    replace: '\t\t\treport(generators[i], result, wio_task_error(tasks[i]));\n',
    why: 'a handler that ends the run is told of more generators',
  },
  {
    file: 'src/generator/generators.c',
    find: '\t/* What is closed may drop others. */\n\tfor (size_t i = 0; i < n; i++)',
    replace: '\tfor (size_t i = 0; i < 1; i++)',
    why: 'a generator that is closed drops one that is to be closed next',
  },
  {
    file: 'src/runner/shutdown.c',
    find: '!runner->options.strict || !task->finalises',
    replace: 'true',
    why: 'a strict close cancels what closes a dropped generator',
  },
  {
    file: 'src/runner/shutdown.c',
    find: '|= 1U << runner->empty_phase',
    replace: '|= 0',
    why: 'the first generator of a loop is not told that it is late',
  },
];
