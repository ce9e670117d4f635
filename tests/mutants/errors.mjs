// SPDX-License-Identifier: MIT
// Bugs in the records of errors: their chains, groups, and who has them.

export const errors = [
  {
    file: 'src/core/error.c',
    find: 'error->cause = wio_error_retain(cause);',
    replace: 'error->cause = (wio_error *)(uintptr_t)cause;',
    why: 'an error does not hold its cause',
  },
  {
    file: 'src/core/error.c',
    find: '\twio__error_set(wio__error_slot(), wio_error_retain(error));\n\treturn error->code;',
    replace: '\treturn error->code;',
    why: 'an error that is raised again is not the last one',
  },
  {
    file: 'src/core/error.c',
    find: '\twio__error_set(wio__error_slot(), NULL);\n',
    replace: '',
    why: 'an error that was dealt with is the context of the next',
  },
  {
    file: 'src/core/error.c',
    find: '\treturn error ? error : wio__error_new(code, NULL);',
    replace: '\treturn error;',
    why: 'a code that came without a record has none for whoever asks',
  },
  {
    file: 'src/core/error.c',
    find: 'return error && error->code == code ? error',
    replace: 'return error && error->code != code ? error',
    why: 'the last error does not go along to a future, but another one does',
  },
  {
    file: 'src/core/error.c',
    find: '\t\twio_error_release(error->cause);\n',
    replace: '',
    why: 'an error keeps its cause',
  },
  {
    file: 'src/core/error.c',
    find: 'depth >= DEEPEST && error->refs == 1',
    replace: 'depth > 100 * DEEPEST && error->refs == 1',
    why: 'a task that goes on failing keeps hundreds of errors',
  },
];
