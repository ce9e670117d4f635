// SPDX-License-Identifier: MIT
// Each macro of the public headers, as a user writes it: no compiler of his has
// anything to say, in C and in C++, however much he wants to hear.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';

import {root} from '../build.mjs';

const include = join(root, 'include');
const defined = new Set(['wasyncio.h', ...readdirSync(join(include, 'wasyncio'))
  .map(name => `wasyncio/${name}`)].flatMap(name => {
  const text = readFileSync(join(include, name), 'utf8');
  return [...text.matchAll(/^#define (WIO_[A-Z]\w*|wio_[a-z]\w*)\b(?!$)/gm)]
    .map(([, macro]) => macro).filter(macro => !text.includes(`#undef ${macro}\n`));
}));

/* At file scope. */
const OUTSIDE = `
#include <wasyncio_test.h>

#define MINE(X) X(E_ONE, WIO_EUSER, "one") X(E_TWO, WIO_EUSER - 1, "two")
enum mine {
#define CODE_OF(name, value, message) name = value,
	MINE(CODE_OF) E_LAST };
static const wio_error_entry mine[] = { MINE(WIO_ERROR_ENTRY) };
static const wio_error_entry theirs[] = {
	WIO_ERRORS(WIO_ERROR_ENTRY)
	WIO_ERRORS_OF_BARRIERS(WIO_ERROR_ENTRY) WIO_ERRORS_OF_QUEUES(WIO_ERROR_ENTRY)
	WIO_ERRORS_OF_SHUTDOWNS(WIO_ERROR_ENTRY) WIO_ERRORS_OF_HOSTS(WIO_ERROR_ENTRY)
	WIO_ERRORS_OF_STREAMS(WIO_ERROR_ENTRY) WIO_ERRORS_OF_FETCH(WIO_ERROR_ENTRY)
	WIO_ERRORS_OF_CXX(WIO_ERROR_ENTRY)};
static wio_semaphore semaphore = WIO_SEMAPHORE(3), bounded = WIO_BOUNDED_SEMAPHORE(3);
static wio_limiter limiter = WIO_LIMITER(10);
static wio_barrier barrier = WIO_BARRIER(3);
static wio_contextvar *user;
WIO_EXPORT_CONTEXTVAR(user);
WIO_JS(sum, (a, b) => a + b)
WIO_BEGIN
int says(const char *format, ...) WIO_PRINTF(1, 2);
int fills(int *item) WIO_NONNULL(1);
WIO_END
int fills(int *item)
{
	return *item = 1;
}
int says(const char *format, ...)
{
	return *format;
}
static int nothing(void *unused)
{
	(void)unused;
	return WIO_VERSION_MAJOR + WIO_VERSION_MINOR + WIO_VERSION_PATCH;
}
static int called(wio_call *call)
{
	const size_t size = 7;
	const unsigned count = 3;
	const uint64_t large = 4;
	const short small = 2;
	const float part = 0.5f;
	wio_semaphore local = WIO_SEMAPHORE(2), other = WIO_BOUNDED_SEMAPHORE(2);
	wio_limiter few = WIO_LIMITER(size);
	wio_barrier both = WIO_BARRIER(2);
	int64_t time = WIO_MS(size) + WIO_MS(count) + WIO_S(large) + WIO_S(small) +
		WIO_S(0.5) + WIO_MS(part) + WIO_S(1);
	wio_group *group = 0;
	wio_timeout *timeout = 0;
	wio_shield_scope *shield = 0;
	wio_runner *runner = 0;
	wio_generator *generator = 0;
	wio_task *task = 0;
	const wio_start *starts[] = {WIO_START_EAGER, WIO_START_LAZY};
	int item, r = wio_group_open(&group);
	if (r == 0)
		r = wio_group_open_with(&group, 0);
	if (r == 0)
		r = wio_timeout_open(&timeout, time);
	if (r == 0)
		r = wio_timeout_open_at(&timeout, WIO_FOREVER);
	if (r == 0)
		r = wio_shield_open(&shield);
	if (r == 0)
		r = wio_create_task(&task, nothing, 0, 0);
	if (r == 0)
		r = wio_loop_create_task(0, &task, nothing, 0, 0);
	if (r == 0)
		r = wio_group_create_task(group, &task, nothing, 0, 0);
	if (r == 0)
		r = wio_await(task, 0);
	if (r == 0)
		r = wio_await(wio_task_future(task), &item);
	WIO_ASYNC_FOR (item, generator, r)
		says("%d", item);
	if (r == 0)
		r = wio_runner_run(runner, nothing, 0, 0);
	if (r == 0)
		r = sum(0, 0, 0);
	if (r == 0)
		r = wio_run_with(nothing, 0, 0);
	(void)call, (void)local, (void)other, (void)few, (void)both, (void)starts;
	(void)mine, (void)theirs, (void)semaphore, (void)bounded, (void)limiter, (void)barrier;
	says("%s %d", WIO_VERSION, E_LAST);
	return r;
}
WIO_EXPORT(called);
int main(void)
{
	return wio_run(nothing, 0);
}
`;

test('each public macro is used here', () => {
  assert.ok(defined.size > 30);
  for (const macro of defined)
    assert.match(OUTSIDE, new RegExp(`\\b${macro}\\b`), macro);
});

const strict = ['-fsyntax-only', '-Wall', '-Wextra', '-Wpedantic', '-Wconversion',
  '-Wshadow', '-Werror', '-I', include, '-'];
const {WASYNCIO_WASI_CLANG, WASYNCIO_EMCC} = process.env;
const compilers = {
  'gcc': ['c11', 'gnu17'], 'clang': ['c11', 'gnu17'],
  'g++': ['c++11', 'c++20'], 'clang++': ['c++11', 'c++20'],
  ...WASYNCIO_WASI_CLANG && {[WASYNCIO_WASI_CLANG]: ['c11']},
  ...WASYNCIO_EMCC && {[WASYNCIO_EMCC]: ['c11', 'c++20']},
};

for (const [compiler, standards] of Object.entries(compilers))
  for (const standard of standards)
    for (const more of [[], ['-DNDEBUG']])
      test(`${compiler.replace(/.*\//, '')} ${standard} ${more}`, () => {
        const {status, stderr, error} = spawnSync(compiler,
          ['-x', standard.includes('++') ? 'c++' : 'c', `-std=${standard}`,
            ...compiler === WASYNCIO_WASI_CLANG ? ['--target=wasm32-wasip1',
              `--sysroot=${process.env.WASYNCIO_WASI_SYSROOT}`] : [],
            ...more, ...strict],
          {input: OUTSIDE, encoding: 'utf8'});
        assert.equal(error, undefined);
        assert.equal(status, 0, stderr);
      });
