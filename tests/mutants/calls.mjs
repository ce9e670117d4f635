// SPDX-License-Identifier: MIT
// Bugs in functions that are called by name, and in runs that are started.

export const calls = [
  {
    file: 'src/core/force.c',
    find: '\ttask->wait = WIO__WAIT_NONE;\n\ttask->queued = true;\n',
    replace: '',
    why: 'a wait that an interrupt has ended is ended once more by the next',
  },
  {
    file: 'src/call/embedded.c',
    find: '\toutcome.value = result;\n',
    replace: '\twio_value_clear(&result);\n',
    why: 'an embedder is given no result',
  },
  {
    file: 'src/core/runs.c',
    find: '\trun->left = r;\n',
    replace: '\trun->left = 0 * r;\n',
    why: 'an exit of a run\'s task is forgotten',
  },
  {
    file: 'src/core/runs.c',
    find: '} else if (runs(run, loop)) {',
    replace: '} else if (runs(run, loop) && !run) {',
    why: 'a run that computes goes on after its second interrupt',
  },
  {
    file: 'src/runner/started.c',
    find: 'if (runner->closing)',
    replace: 'if (!runner)',
    why: 'a runner that is closing starts runs',
  },
  {
    file: 'src/call/calls.c',
    find: 'if (call->wrong == 0 || r < 0)',
    replace: 'if (call->wrong <= 0)',
    why: 'an argument of a wrong kind is none when nobody looks',
  },
  {
    file: 'src/call/arguments.c',
    find: 'kind == WIO_DOUBLE && value.kind == WIO_INT',
    replace: 'false',
    why: 'a whole number is no number',
  },
  {
    file: 'src/call/registry.c',
    find: '\tregistry->last = given;\n',
    replace: '\tif (!registry->last)\n\t\tregistry->last = given;\n',
    why: 'of all exported functions only the first and the last is there',
  },
  {
    file: 'src/call/functions.c',
    find: 'int r = wio__values_check(count, args, "wio_host_call");',
    replace: 'int r = 0;',
    why: 'JavaScript gets what is no value',
  },
  {
    file: 'src/call/items.c',
    find: 'if (!call->caller->item)',
    replace: 'if (false)',
    why: 'an item is given to who takes none',
  },
  {
    file: 'src/call/local.c',
    find: '\twio_value_clear(&local->result);\n\tlocal->result = copy;',
    replace: '\tlocal->result = copy;',
    why: 'a result that another takes the place of leaks',
  },
  {
    file: 'src/call/values.c',
    find: ' || surrogate ?',
    replace: ' || (surrogate && code == 0) ?',
    why: 'half a character is a text',
  },
  {
    file: 'web/border.c',
    on: 'web',
    find: '\twio__web_look();\n',
    replace: '',
    why: 'interrupts by shared memory wait for a turn',
  },
  {
    file: 'web/remote.mjs',
    on: 'web',
    find: 'while (this.#calls.get(id)?.interrupts < n)',
    replace: 'if (n)',
    why: 'an interrupt counts once by shared memory and once by its message',
  },
  {
    file: 'web/pool.mjs',
    on: 'web',
    find: 'this.#begin(this.#idle.pop(), this.#waiting.shift())',
    replace: 'this.#begin(this.#idle.pop(), this.#waiting.pop())',
    why: 'the job that came last is the first that a worker does',
  },
  {
    file: 'web/pool.mjs',
    on: 'web',
    find: 'if (!this.#idle.length && Array.isArray(job.args)) job.args = cloned(job.name, job.args);',
    replace: '',
    why: 'a job that waits for a worker has what was written since into its bytes',
  },
  {
    file: 'web/pool.mjs',
    on: 'web',
    find: 'value?.code == \'WIO_ECLOSED\'',
    replace: '!value',
    why: 'a worker that died is given the next job',
  },
  {
    file: 'web/index.mjs',
    on: 'web',
    find: '    await this.exited.catch(() => {});\n    await this.#workers?.close();\n',
    replace: '    await this.exited.catch(() => {});\n',
    why: 'the workers of a program live on',
  },
];
