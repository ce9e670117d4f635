// SPDX-License-Identifier: MIT
// Bad input: every call that can fail, with its code and a message; and ends
// of programs that nobody wants.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import {functionsOf, readAll} from '../style/reference.mjs';

after(closeHosts);

const PROGRAM = 'tests/input/input';

for (const [name, {host, preset, options}] of Object.entries(hosts)) {
  test(`bad input: ${name}`, async () => {
    const args = name === 'chromium' ? ['--page'] : [];
    const {status, stdout, stderr} =
      await host.run(built(preset, PROGRAM), {...options, args});
    const lines = stdout.trimEnd().split('\n');
    assert.deepEqual(lines.filter(line => !/^ok \w+$/.test(line)), [], stderr);
    assert.equal(status, 0, stderr);
    assert.ok(lines.length > 50, stdout);
  });
}

/* Tried by tests/web, where a host frame may be below, by tests/hosts, and in
 * WebAssembly's builds, which have no threads. */
const ELSEWHERE = {
  wio_executor_new: ['WIO_ENOTSUP'],
  wio_executor_shutdown: ['WIO_ENOTSUP'],
  wio_run_in_executor: ['WIO_ENOTSUP', 'WIO_ESTACK'],
  wio_run_coroutine_threadsafe: ['WIO_ENOTSUP'],
  wio_wait_fd: ['WIO_ENOTSUP', 'WIO_EBUSY'],
  wio_stdin_read: ['WIO_ENOTSUP', 'WIO_EBUSY'],
  wio_reader_open_fd: ['WIO_ENOTSUP'],
  wio_writer_open_fd: ['WIO_ENOTSUP'],
  // Of streams, by tests/streams.
  wio_call_reader: ['WIO_EINVAL', 'WIO_ESTATE', 'WIO_EHOST', 'WIO_ENOMEM'],
  // By the sweeps: where it waits on a shared stack, or in WebAssembly.
  wio_group_close: ['WIO_ENOMEM'],
  wio_loop_run_until_complete: ['WIO_ENOSUSPEND'],
  wio_loop_run_forever: ['WIO_ENOSUSPEND'],
  wio_runner_run: ['WIO_ENOSUSPEND'],
  wio_runner_close: ['WIO_ENOSUSPEND'],
  wio_signals_open: ['WIO_ENOTSUP'],
  // Of JavaScript's: tests/border.
  wio_fetch: ['WIO_EINVAL', 'WIO_ENETWORK', 'WIO_ENOTSUP'],
  wio_host_call: ['WIO_ELOOKUP', 'WIO_EHOST', 'WIO_ENOMEM'],
  wio_worker_call: ['WIO_ECLOSED', 'WIO_ESHUTDOWN', 'WIO_EHOST', 'WIO_ENOMEM'],
};

test('each error that a header names is tried', async () => {
  const {host, preset} = hosts.gcc;
  const {stdout} = await host.run(built(preset, PROGRAM), {args: ['--calls']});
  const tried = new Set(stdout.split('\n')
    .filter(line => line.startsWith('tried '))
    .map(line => line.replace(/^tried \W*/, '')));
  const untried = functionsOf(readAll()).flatMap(({name, contract}) =>
    [...new Set(contract.gives.match(/\bWIO_E[A-Z]+\b/g))]
      .filter(code => !ELSEWHERE[name]?.includes(code))
      .map(code => `${name} ${code}`)
      .filter(each => !tried.has(each)));
  assert.deepEqual(untried, []);
  assert.ok(tried.size > 100);
});

const ends = {
  exit: {
    what: 'exit in a coroutine', status: 7,
    stdout: 'exit\natexit\n', stderr: /^$/,
  },
  tasks: {
    what: 'main returns, and tasks are left', status: 5,
    stdout: 'main returns\natexit\n', stderr: /^$/,
  },
  unclosed: {
    what: 'a runner that is not closed', status: 0,
    stdout: 'WIO_ECLOSED\natexit\n',
    stderr: /^wasyncio: a runner was freed without wio_runner_close\nwasyncio: a task was still pending when its loop was closed \(task 'Task-2'\)\nit was made \(ends\.c:51\)\n$/,
  },
  error: {
    what: 'an error that comes out of the run', status: 1,
    stdout: 'atexit\n',
    stderr: /^wasyncio: the run failed\nerror -20001: something of the program's own\n$/,
  },
  nested: {
    what: 'a run in a run', status: 0,
    stdout: 'inner 1\natexit\n',
    stderr: /^wasyncio: the run failed\nWIO_ERUNNING.*: wio_run cannot be called from a running loop\n$/,
  },
  deadlock: {
    what: 'nothing left that could wake the loop', status: 1,
    // A page may always wake it.
    not: ['chromium'],
    stdout: 'atexit\n',
    stderr: /^wasyncio: the run failed\nWIO_EDEADLK.*: nothing is left that could wake the loop; waiting: Task-1 in wio_await, for a future\n$/,
  },
};

for (const [end, {what, status, stdout, stderr, not = []}] of
  Object.entries(ends)) {
  for (const name of ['gcc', 'wasmtime', 'node:wasi', 'node', 'chromium']) {
    if (not.includes(name)) continue;
    test(`${name}: ${what}`, async () => {
      const {host, preset} = hosts[name];
      const ended = await host.run(built(preset, PROGRAM), {args: [end]});
      assert.match(ended.stderr, stderr);
      assert.equal(ended.stdout, stdout);
      assert.equal(ended.status, status);
    });
  }
}

const OVERFLOWED = String.raw`task 'greedy' overflowed its stack of \d+ bytes ` +
  String.raw`\(high water \d+\)`;
const CURE = String.raw`\.  Give it more by wio_task_options\.stack_size\.$`;

for (const name of ['gcc', 'clang']) {
  test(`${name}: a stack that overflows is named before the end`, async () => {
    const {host, preset} = hosts[name];
    const {status, stderr} =
      await host.run(built(preset, PROGRAM), {args: ['overflow']});
    assert.match(stderr, new RegExp(`^wasyncio: ${OVERFLOWED}` +
      `(| and damaged the memory below it); nothing can go on${CURE}`, 'm'));
    assert.ok(typeof status == 'string' || status > 0, String(status));
  });
}

for (const name of ['wasmtime', 'node:wasi', 'node', 'chromium']) {
  test(`${name}: an abort names its task`, async () => {
    const {host, preset} = hosts[name];
    const {status, stderr} =
      await host.run(built(preset, PROGRAM), {args: ['abort']});
    assert.match(stderr, /(abort was called |the program is dead \()in task 'desperate'/);
    assert.notEqual(status, 0);
  });
}

for (const name of ['wasmtime', 'node:wasi', 'node']) {
  test(`${name}: a stack that overflows ends its task by name`, async () => {
    const {host, preset} = hosts[name];
    const {status, stderr} =
      await host.run(built(preset, PROGRAM), {args: ['overflow']});
    assert.match(stderr, new RegExp(`^WIO_ESTACK: ${OVERFLOWED}${CURE}`, 'm'));
    assert.equal(status, 0);
  });
}
