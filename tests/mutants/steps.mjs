// SPDX-License-Identifier: MIT
// The tests that a mutant meets, those that take longer after the others. Each
// is a program that ends with 0 when all is well; the command gets the folders
// of the built tests and of their sources.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {root} from '../build.mjs';

const program = (preset, folder, name, ...args) => ({
  preset, target: name,
  command: tests => [join(tests, folder, name), ...args],
});

const scenarios = (preset, host) => ({
  preset, target: 'scenarios',
  command: (_, sources) =>
    [process.execPath, join(sources, 'scenarios', 'play.mjs'), '--on', host],
});

/* The tests of a file whose names begin so. */
const testFile = (preset, target, file, ...begins) => ({
  preset, target,
  command: (_, sources) => [process.execPath, '--test',
    `--test-name-pattern=^(${begins.join('|')})`, join(sources, file)],
});

/* The sweeps' own programs, which give back all that they make. */
const programs = [...readFileSync(join(root, 'tests/sweeps/sweeps.h'), 'utf8')
  .matchAll(/^\tX\((\w+), /gm)].map(([, name]) => name);

const sweeps = (preset, ...args) =>
  program(preset, 'sweeps', 'sweeps', '--pairs', '5', ...args);

/* What it has learnt, and some more: with AddressSanitizer. */
const fuzz = {
  preset: 'native-clang', target: 'fuzz',
  command: (tests, sources) => [join(tests, 'fuzz', 'fuzz'), '-seed=1',
    '-runs=4000', '-max_len=400', '-len_control=0', '-timeout=60',
    `-artifact_prefix=${tests}/`,
    ...['corpus', 'findings'].map(name => join(sources, 'fuzz', name))],
};

const wasmtime = process.env.WASYNCIO_WASMTIME ?? 'wasmtime';
const underWasmtime = ({preset, target, command}) => ({
  preset, target,
  command: tests => {
    const [file, ...args] = command(tests);
    return [wasmtime, 'run', `${file}.wasm`, ...args];
  },
});

const underNode = ({preset, target, command}) => ({
  preset, target,
  command: (tests, sources) => {
    const [file, ...args] = command(tests);
    return [process.env.WASYNCIO_NODE24 ?? process.execPath,
      join(sources, 'hosts', 'node_launch.mjs'), `${file}.mjs`, ...args];
  },
});

/* What transforms modules needs no build: any will do. */
const split = {
  preset: 'native', target: 'unit',
  command: (_, sources) =>
    [process.execPath, '--test', join(sources, 'split', 'split.test.mjs'),
      join(sources, 'split', 'limits.test.mjs')],
};

const border = testFile('web', 'border_tests', 'border/border.test.mjs', 'Node 24', 'Node:',
  'numbers');

export const steps = {
  native: {
    units: program('native', 'unit', 'unit'),
    kit: program('native', 'kit', 'kit'),
    orders: program('native', 'kit', 'orders', '4'),
    switch: program('native', 'coro', 'coro_test'),
    input: program('native', 'input', 'input'),
    runs: program('native', 'runs', 'runs'),
    executor: program('native', 'executor', 'executor_threads', 'all'),
    streams: testFile('native', 'streams_tests', 'streams/streams.test.mjs', 'gcc:'),
    scenarios: scenarios('native', 'gcc'),
    sweeps: sweeps('native', ...programs),
    ps: testFile('native', 'hung', 'ps/ps.test.mjs', 'a process', 'a core file', 'each ring'),
    overflow: testFile('native', 'overflow_tests', 'overflow/overflow.test.mjs',
      'gcc'),
    'input, asan': program('native-asan', 'input', 'input'),
    'executor, asan': program('native-asan', 'executor', 'executor_threads', 'all'),
    fuzz,
    hosts: testFile('native', 'host_tests', 'hosts/real.test.mjs', 'native:'),
    'sweeps of scenarios': sweeps('native', '--share', '4'),
  },
  wasi: {
    switch: underWasmtime(program('wasi', 'coro', 'coro_test')),
    input: underWasmtime(program('wasi', 'input', 'input')),
    scenarios: scenarios('wasi', 'wasmtime'),
    hosts: testFile('wasi', 'host_tests', 'hosts/real.test.mjs', 'wasmtime:',
      'an embedder'),
    sweeps: underWasmtime(sweeps('wasi', ...programs)),
    overflow: testFile('wasi', 'overflow_tests', 'overflow/overflow.test.mjs',
      'wasmtime: it'),
  },
  split: {split},
  web: {
    web: testFile('web', 'web_tests', 'web/web.test.mjs', 'Node 24',
      'a turn is'),
    process: testFile('web', 'web_tests', 'web/process.test.mjs', 'Node 24'),
    streams: testFile('web', 'streams_tests', 'streams/streams.test.mjs', 'Node 24'),
    border,
    sweeps: underNode(sweeps('web', '--steps', '1', '--share', '4')),
  },
  threads: {
    executor: testFile('web-threads', ['executor_threads', 'executor_ends'],
      'executor/web.test.mjs', 'Node 24'),
  },
  /* What nothing else of the web can find: the rest takes long to link. */
  border: {
    border,
    fetch: testFile('web', 'requests', 'border/requests.test.mjs', 'Node 24'),
  },
};
