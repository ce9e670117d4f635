// SPDX-License-Identifier: MIT
// coro_test.c on every backend, compiler and host at hand.

import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {passes, playInWasm, run} from './play.mjs';

const folder = mkdtempSync(join(tmpdir(), 'wasyncio coro '));
after(() => rmSync(folder, {recursive: true, force: true}));

/* This machine, without CMake: a second or less for each. */

const machine = {x64: 'x86_64', arm64: 'arm64'}[process.arch] ?? 'ucontext';
const warnings = ['-Wall', '-Wextra', '-Wpedantic', '-Wshadow', '-Wconversion',
  '-Wmissing-prototypes', '-Werror'];
const asan = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
let count = 0;

function compile(compiler, flags, change = machine) {
  const program = join(folder, `native-${count++}`);
  run(compiler, ['-std=c11', '-g', ...warnings, ...flags, '-Iinclude', '-Isrc',
    'src/coro/guard.c', 'src/coro/native.c', 'src/coro/shared.c',
    'src/coro/stack.c', `src/coro/switch_${change}.c`, 'src/core/memory.c',
    'tests/coro/coro_test.c', 'tests/coro/memory_test.c',
    'tests/coro/shared_test.c', 'tests/coro/stack_test.c',
    '-Wl,--wrap=malloc,--wrap=free',
    '-Wl,--wrap=wio__stack_map,--wrap=wio__stack_unmap', '-o', program]);
  return program;
}

for (const compiler of ['gcc', 'clang']) {
  for (const level of ['-O0', '-O2', '-O3']) {
    test(`native, ${compiler} ${level}`, () =>
      passes(run(compile(compiler, [level]), [])));
  }
  test(`native, ${compiler}, AddressSanitizer`, t => {
    if (spawnSync(compiler, ['-fsanitize=address', '-x', 'c', '-',
      '-o', join(folder, 'probe')],
    {input: 'int main(void) { return 0; }'}).status !== 0)
      return t.skip('its runtime is not installed');
    const program = compile(compiler, ['-O1', ...asan]);
    for (const after of [0, 1])
      passes(run(program, [],
        {ASAN_OPTIONS: `detect_stack_use_after_return=${after}`}));
  });
}

test('native, the portable switch', () =>
  passes(run(compile('cc', ['-O2'], 'ucontext'), [])));

test('native, valgrind', () =>
  passes(run('valgrind', ['-q', '--leak-check=full', '--error-exitcode=9',
    compile('cc', ['-O1'])])));

for (const level of ['-O0', '-O2', '-O3']) {
  test(`arm64, emulated, gcc ${level}`, () => passes(run('qemu-aarch64',
    [compile('aarch64-linux-gnu-gcc', [level, '-static'], 'arm64')])));
}

/* WebAssembly, by our CMake function, where the presets are built; other build types
 * are those of tests/build/types.test.mjs. */
for (const preset of ['wasi', 'web']) {
  test(`${preset}, Release`, t => {
    run('cmake', ['--preset', preset]);
    run('cmake', ['--build', '--preset', preset, '--target', 'coro_test']);
    return playInWasm(t, preset, built(preset, 'tests/coro/coro_test'));
  });
}
