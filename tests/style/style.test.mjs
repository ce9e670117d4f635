// SPDX-License-Identifier: MIT
// The rules of the house that a program can check.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {basename, extname, join} from 'node:path';
import {test} from 'node:test';

import {built, root} from '../build.mjs';
import {functionsOf, readAll} from './reference.mjs';

/* ---- files ---- */

const FOLDERS = ['demo', 'include', 'src', 'tests', 'wasi', 'web'];
const CODE = new Set(['.c', '.cmake', '.css', '.h', '.html', '.in', '.js',
  '.mjs', '.mts', '.py', '.ts', '.txt', '.wat']);
const TEXT = new Set([...CODE, '.json', '.list', '.md', '.trace']);

function filesIn(folder) {
  return readdirSync(join(root, folder), {withFileTypes: true})
    .flatMap(entry => entry.name.startsWith('.') ||
        ['build', 'node_modules', '__pycache__'].includes(entry.name) ? []
      : entry.isDirectory() ? filesIn(join(folder, entry.name))
        : [join(folder, entry.name)]);
}

const files = [...FOLDERS.flatMap(filesIn), 'CMakeLists.txt',
  'CMakePresets.json', 'package.json']
  .map(name => ({name, text: readFileSync(join(root, name), 'utf8')}))
  .filter(({name}) => TEXT.has(extname(name)));
const code = files.filter(({name}) => CODE.has(extname(name)));
const inC = code.filter(({name}) => /\.[ch]$/.test(name));

/* The names of the files for which something does not hold. */
const except = (list, holds) =>
  list.filter(file => !holds(file)).map(({name}) => name);

test('every source says its licence', () => {
  assert.ok(code.length > 100);
  assert.deepEqual(except(code, ({text}) =>
    text.split('\n', 3).some(line =>
      line.includes('SPDX-License-Identifier: MIT'))), []);
});

test('no source is longer than 600 lines', () => {
  assert.deepEqual(except(code, ({text}) => text.split('\n').length <= 601),
    []);
});

test('lines end where their text does, and the last one is ended', () => {
  assert.deepEqual(except(files, ({text}) =>
    !/[ \t]\n/.test(text) && !text.includes('\r') &&
    (text === '' || /[^\n]\n$/.test(text))), []);
});

test('the core names no platform and includes none', () => {
  const core = inC.filter(({name}) =>
    /^src\/((core|runner|scope)\/)?\w+\.[ch]$/.test(name));
  const withoutComments = text =>
    text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
  assert.ok(core.length > 20);
  const platform = /__(wasm|wasi|emscripten|linux|unix|apple|x86|arm|aarch)|_WIN32|\b(wasi|emscripten|posix)\b|_(POSIX_C|GNU)_SOURCE/i;
  assert.deepEqual(
    except(core, ({text}) => !platform.test(withoutComments(text))), []);
  const headers = new Set(['limits.h', 'stdarg.h', 'stdatomic.h', 'stdbool.h',
    'stddef.h', 'stdint.h', 'stdlib.h', 'string.h', 'errno.h',
    // Where it is installed.
    'valgrind/memcheck.h']);
  assert.deepEqual(except(core, ({text}) =>
    [...text.matchAll(/#include <(.*)>/g)].every(([, name]) =>
      headers.has(name))), []);
});

/* ---- headers ---- */

function compiles(command, flags, header) {
  const {status, stderr} = spawnSync(command, [...flags, '-fsyntax-only',
    '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-I', join(root, 'include'),
    '-I', join(root, 'src'), '-'],
  {input: `#include "${header}"\n`, encoding: 'utf8'});
  assert.equal(status, 0, `${command} ${flags.join(' ')}: ${header}\n${stderr}`);
}

const publicHeaders = ['wasyncio.h',
  ...readdirSync(join(root, 'include', 'wasyncio'))
    .map(name => `wasyncio/${name}`)];
const ownHeaders = inC.map(({name}) => name)
  .filter(name => /^src\/((core|runner|scope)\/)?\w+\.h$/.test(name))
  .map(name => name.slice('src/'.length));

test('each header compiles alone, as C11', () => {
  for (const compiler of ['gcc', 'clang'])
    for (const header of [...publicHeaders, ...ownHeaders])
      compiles(compiler, ['-xc', '-std=c11'], header);
});

test('each public header compiles alone, as C++', () => {
  for (const standard of ['c++11', 'c++20'])
    for (const header of publicHeaders)
      compiles('g++', ['-xc++', `-std=${standard}`], header);
});

/* ---- symbols ---- */

const nm = process.env.WASYNCIO_NM ?? 'nm';

/* The global symbols of a library: [{object, name}]. */
function symbols(preset, which) {
  const {status, stdout, stderr, error} = spawnSync(nm,
    ['--format=posix', '--extern-only', which, built(preset, 'libwasyncio.a')],
    {encoding: 'utf8', maxBuffer: 1 << 26});
  assert.equal(error, undefined);
  assert.equal(status, 0, stderr);
  let object;
  return stdout.split('\n').flatMap(line => {
    const [, heading] = /^(?:.*\[)?([\w.]+\.c)\.o(?:bj)?\]?:$/.exec(line) ?? [];
    if (heading) object = heading;
    return heading || line === '' ? [] : [{object, name: line.split(' ')[0]}];
  });
}

/* Functions that follow no noun. */
const VERBS = ['wio_run', 'wio_run_with', 'wio_interrupt', 'wio_signal', 'wio_check_interrupt',
  'wio_create_task', 'wio_current_task', 'wio_all_tasks', 'wio_await_task',
  'wio_await_future', 'wio_sleep', 'wio_yield', 'wio_get_running_loop',
  'wio_raise', 'wio_raise_from', 'wio_raise_group', 'wio_exit', 'wio_last_error',
  'wio_register_errors', 'wio_strerror', 'wio_strerror_name', 'wio_defer',
  'wio_undefer', 'wio_protect', 'wio_throw', 'wio_wait_fd', 'wio_stdin_read',
  'wio_call_graph', 'wio_format_call_graph', 'wio_print_call_graph',
  'wio_stack_left', 'wio_gather', 'wio_wait', 'wio_wait_for', 'wio_shield',
  'wio_shutdown_generators', 'wio_run_in_executor', 'wio_to_thread',
  'wio_set_default_executor', 'wio_shutdown_default_executor',
  'wio_run_coroutine_threadsafe', 'wio_string', 'wio_json', 'wio_fetch'];
const NOUN = new RegExp('^wio_(as_completed|barrier|call|concurrent|condition|context|' +
  'contextvar|error|event|executor|export|future|generator|group|handle|host|limiter|job|lock|loop|' +
  'queue|reader|response|runner|semaphore|shield|signals|task|test|ticket|timeout|' +
  'token|value|waiters|worker|writer)_');
/* A text of WIO_JS, which is for the linker. */
const TEXT_OF_JS = '__em_js__';
/* What compilers give a name, and in WASI builds libc's. */
const HOOKS = ['__sanitizer_cov_trace_pc', '__wrap__setjmp',
  '__wrap_longjmp', '__wrap___wasm_setjmp', '__wrap___wasm_longjmp',
  '__wrap_sleep', '__wrap_usleep', '__wrap_nanosleep', 'abort'];

const declared = functionsOf(readAll()).map(({name}) => name);

test('a public function begins with its noun, or is a verb of the list', () => {
  assert.deepEqual(
    declared.filter(name => !NOUN.test(name) && !VERBS.includes(name)), []);
  assert.deepEqual(VERBS.filter(name => !declared.includes(name)), []);
});

for (const preset of ['native', 'wasi', 'web']) {
  test(`${preset}: the library exports what is declared, and wio__*`, () => {
    const names = symbols(preset, '--defined-only').map(({name}) => name);
    assert.ok(names.length > 200);
    assert.deepEqual(names.filter(name => !name.startsWith('wio__') &&
      !name.startsWith(TEXT_OF_JS) &&
      !declared.includes(name) && !HOOKS.includes(name)), []);
    assert.deepEqual(declared.filter(name => !names.includes(name)), []);
  });

  test(`${preset}: the core needs little of libc, and no stdio`, () => {
    const core = new Set(inC.map(({name}) => name)
      .filter(name => /^src\/(core|runner|scope)\//.test(name))
      .map(name => basename(name)));
    const needs = symbols(preset, '--undefined-only')
      .filter(({object}) => core.has(object)).map(({name}) => name)
      .filter(name => !name.startsWith('wio_'));
    const known = ['malloc', 'calloc', 'free', 'memcpy', 'memmove', 'memset',
      'strlen', 'strcmp', 'strerror',
      // Of the compiler and the linker.
      '__popcountdi2', '_GLOBAL_OFFSET_TABLE_', '__tls_get_addr',
      '__indirect_function_table', '__stack_pointer',
      // Of C++'s runtime, where that is linked.
      '__cxa_get_globals'];
    assert.deepEqual(
      [...new Set(needs)].filter(name => !known.includes(name)), []);
  });
}

/* What a program that only waits has no use for. */
const UNUSED = ['callback.c', 'canceller.c', 'cleanup.c', 'contextvar.c', 'cxx.c', 'defer.c', 'group.c', 'handle.c',
  'force.c', 'io.c', 'map.c', 'misuse.c', 'options.c', 'post.c', 'scope.c', 'shelter.c', 'shielded.c', 'signals.c', 'split.c', 'start.c',
  'strict.c', 'timeout.c'];

for (const preset of ['wasi', 'web']) {
  test(`${preset}: a program has only what it uses`, () => {
    const {status, stdout, stderr} = spawnSync(nm, ['--format=just-symbols',
      built(preset, 'tests/bench/hello_write.raw.wasm')], {encoding: 'utf8'});
    assert.equal(status, 0, stderr);
    const names = new Set(stdout.split('\n'));
    const objects = new Set(symbols(preset, '--defined-only')
      .filter(({name}) => names.has(name)).map(({object}) => object));
    assert.ok(objects.has('wait.c'));
    assert.deepEqual(UNUSED.filter(object => objects.has(object)), []);
  });
}

test('each object file is of a source', () => {
  const sources = new Set(code.map(({name}) => basename(name)));
  assert.deepEqual([...new Set(symbols('native', '--defined-only')
    .map(({object}) => object))].filter(name => !sources.has(name)), []);
});
