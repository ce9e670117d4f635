// SPDX-License-Identifier: MIT
// A stack that is too small: where it is checked, an error of its task; where it
// is not, the end of the program, which says whose stack it was.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';

after(closeHosts);

const CHECKED = 'tests/overflow/overflow_checked';
const UNCHECKED = 'tests/overflow/overflow';

const play = (name, program, how) => {
  const {preset, host} = hosts[name];
  return host.run(built(preset, program),
    {args: how ? [how] : [], timeout: 60_000});
};

const message = size => `task 'deep' overflowed its stack of ${size} bytes ` +
  '(high water N).  Give it more by wio_task_options.stack_size';

const goesOn = ({before = '', error = `WIO_ESTACK: ${message(12288)}.`}) => [
  ...before ? [before] : [],
  'cleanup of a local',
  'cleanup waited',
  error,
  'the others go on',
  'run: 0',
  'the next run works',
  'close: 0',
  '',
].join('\n');

/* The number depends on the compiler. */
const unnumbered = text => text.replace(/high water \d+/g, 'high water N');

const ways = {
  recursion: {},
  frame: {},
  snprintf: {},
  strtod: {},
  qsort: {},
  suspended: {},
  scopes: {error: 'WIO_EGROUP: tasks of the group failed'},
  deferred: {before: 'deferred: overflows too'},
  generator: {before: 'deferred: in the generator',
    error: `WIO_ESTACK: a generator in ${message(16384)}.`
      .replace('task_options', 'generator_options')},
  shared: {error: `WIO_ESTACK: ${message(131072)}, without shared_stack.`},
  interpreter: {error: `WIO_ESTACK: ${message(65536)}.`},
};

const nothingGoesOn = {
  main: {stdout: '', stderr: /wasyncio: (main|the program's own stack) overflowed.* [Ll]ink with/},
  callback: {stdout: 'called\n',
    stderr: /wasyncio: the program's own stack overflowed, on which main and callbacks run; nothing can go on/},
  free: {stdout: '',
    stderr: /wasyncio: task 'deep' overflowed its stack of 12288 bytes \(high water \d+\) in a callback; nothing can go on\. {2}Give it more by wio_task_options\.stack_size\./},
};

for (const name of ['wasmtime', 'node:wasi', 'node', 'chromium']) {
  for (const [how, expected] of Object.entries(ways)) {
    test(`${name}, checked: ${how}`, async () => {
      const {status, stdout, stderr} = await play(name, CHECKED, how);
      assert.equal(unnumbered(stdout), goesOn(expected), stderr);
      assert.equal(status, 0);
    });
  }
  for (const [how, expected] of Object.entries(nothingGoesOn)) {
    test(`${name}, checked: ${how}`, async () => {
      const {status, stdout, stderr} = await play(name, CHECKED, how);
      assert.match(stderr, expected.stderr);
      assert.equal(stdout, expected.stdout);
      assert.notEqual(status, 0);
    });
  }
}

for (const name of ['wasmtime', 'node']) {
  test(`${name}, checked: no call stops half-way`, async () => {
    const {status, stdout, stderr} =
      await play(name, 'tests/overflow/overflow_edges');
    assert.equal(stdout, 'some of each, 1 task\n', stderr);
    assert.equal(status, 0);
  });
}

/* ---- without the check ---- */

const NAMED = /(a generator in )?task 'deep' overflowed its stack of \d+ bytes \(high water \d+\)(| and damaged the memory below it); nothing can go on\. {2}Give it more by wio_(task|generator)_options\.stack_size/;

// AddressSanitizer says it in its own words.
for (const name of ['gcc', 'clang', 'valgrind']) {
  for (const how of name == 'valgrind' ? ['recursion']
    : [...Object.keys(ways), 'free', 'engine']) {
    test(`${name}: ${how} hits the page below`, async () => {
      const {preset, host, options} = hosts[name];
      const {status, stdout, stderr} = await host.run(built(preset, UNCHECKED),
        {args: [how], timeout: 60_000, ...options});
      assert.match(stderr, NAMED);
      assert.equal(stdout, '');
      // Its last wait may have been in the red zone above that page.
      assert.match(status, how == 'suspended' ? /^SIG(SEGV|ILL)$/ : /^SIGSEGV$/);
    });
  }
}

test('gcc: a handler of the program stays in charge', async () => {
  const {status, stdout, stderr} = await play('gcc', UNCHECKED, 'handler');
  assert.equal(stdout, 'its own handler\n');
  assert.equal(stderr, '');
  assert.equal(status, 3);
});

test('gcc: other faults end the process as ever', async () => {
  const {status, stderr} = await play('gcc', UNCHECKED, 'null');
  assert.equal(stderr, '');
  assert.equal(status, 'SIGSEGV');
});

// The engine's own stack ends, or its memory does; where no more is damaged than
// what lies below the stack, the task is named.
for (const name of ['node', 'chromium']) {
  test(`${name}: a trap names the task`, async () => {
    for (const [program, how] of [[UNCHECKED, 'engine'], [CHECKED, 'engine']]) {
      const {status, stderr} = await play(name, program, how);
      assert.match(stderr, /the program is dead \(in task 'deep'\): RangeError/);
      assert.notEqual(status, 0);
    }
    const {status, stderr} = await play(name, UNCHECKED, 'trap');
    assert.match(stderr, /the program is dead \(task 'deep' overflowed its stack of 12288 bytes, high water \d+: give it more by wio_task_options\.stack_size\): RuntimeError/);
    assert.notEqual(status, 0);
  });
}

// Calls that look, and waits; what lies below a page that nothing may touch is
// not reached.
const LOOKS = ['raise', 'defer', 'undefer', 'group', 'timeout', 'protect',
  'check point', 'wait', 'come back', 'step over'];

for (const name of ['wasmtime', 'node', 'chromium', 'gcc']) {
  test(`${name}: it does not go on for ever`, async () => {
    for (const how of LOOKS) {
      if (name === 'gcc' && how === 'step over') continue;
      const {status, stdout, stderr} =
        await play(name, 'tests/overflow/overflow_looks', how);
      assert.match(stderr, NAMED, how);
      assert.equal(stdout, '');
      assert.notEqual(status, 0);
    }
  });
}

for (const name of ['wasmtime', 'node:wasi']) {
  test(`${name}: it ends, by a trap or by what is noticed`, async () => {
    for (const how of ['recursion', 'trap', 'engine']) {
      const {status} = await play(name, UNCHECKED, how);
      assert.notEqual(status, 0);
    }
  });
}
