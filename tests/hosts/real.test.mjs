// SPDX-License-Identifier: MIT
// Interrupts, descriptors and threads in real time, on the hosts that are
// processes of their own.
import assert from 'node:assert/strict';
import {closeSync, mkdtempSync, openSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {built} from '../build.mjs';
import * as native from './native.mjs';
import * as nodeWasi from './node_wasi.mjs';
import {begin} from './process.mjs';
import * as wasmtime from './wasmtime.mjs';

const folder = mkdtempSync(join(tmpdir(), 'wasyncio hosts '));
after(() => rmSync(folder, {recursive: true, force: true}));

const python = process.env.WASYNCIO_PYTHON ?? 'python3';
const script = name => fileURLToPath(new URL(name, import.meta.url));
const program = (preset, name) => built(preset, `tests/hosts/${name}`);

/* code: what wio_run returns after an interrupt; status: how the process ends
 * when main returns that. */
const hosts = {
  native: {host: native, preset: 'native', code: 130, status: 'SIGINT'},
  posix: {host: native, preset: 'native-posix', code: 130, status: 130},
  wasmtime: {host: wasmtime, preset: 'wasi', code: 125, status: 125},
  'node:wasi': {host: nodeWasi, preset: 'wasi', code: 125, status: 125},
};
const ofMachine = ['native', 'posix'];
const ofWasi = ['wasmtime', 'node:wasi'];

const ASKED = {WASYNCIO_STDIN_INTERRUPT: '1'};

const start = (name, file, args, options) => {
  const {host, preset} = hosts[name];
  return host.start(program(preset, file),
    {args, timeout: 20_000, ...options});
};
const run = (...args) => start(...args).done;

/* Plays a program and interrupts it whenever it has said the next of these. */
async function interruptAfter(name, what, texts) {
  const started = start(name, 'interrupts', [what], {stdin: null, env: ASKED});
  for (const text of texts) {
    await started.says(text);
    await started.interrupt();
  }
  return started.done;
}

const lines = (...all) => all.map(line => `${line}\n`).join('');

/* ---- interrupts ---- */

for (const [name, {code, status}] of Object.entries(hosts)) {
  const ends = lines(`status ${code}`, 'atexit');
  const cases = {
    'a sleep': {what: 'sleeps', after: ['ready'],
      stdout: lines('ready', 'sleep: WIO_ECANCELED') + ends},
    'a sleep for ever': {what: 'sleeps_for_ever', after: ['ready'],
      stdout: lines('ready', 'sleep: WIO_ECANCELED') + ends},
    'a sleep, and is swallowed': {what: 'forgives', after: ['ready'],
      stdout: lines('ready', 'sleep: WIO_ECANCELED', 'status 7', 'atexit'),
      status: 7},
    'a run in which all wait, twice': {what: 'stubborn',
      after: ['ready', 'waiting'],
      stdout: lines('ready', 'sleep: WIO_ECANCELED', 'waiting',
        'cleanup: WIO_ECANCELED') + ends},
    'a computation, twice': {what: 'computes', after: ['ready', 'first'],
      stdout: lines('ready', 'first', 'check: WIO_EINTERRUPTED') + ends},
    'the close': {what: 'leaves_a_task', after: ['waiting'],
      stdout: lines('ready', 'child: WIO_ECANCELED', 'waiting',
        'cleanup: WIO_ECLOSED') + ends,
      stderr: /^wasyncio: a task was still pending .*'Task-2'\)\n$/},
  };
  for (const [where, {what, after, stdout, ...expected}] of
    Object.entries(cases)) {
    test(`${name}: an interrupt finds ${where}`, async () => {
      const ended = await interruptAfter(name, what, after);
      assert.equal(ended.stdout, stdout, ended.stderr);
      assert.match(ended.stderr, expected.stderr ?? /^$/);
      assert.equal(ended.status, expected.status ?? status);
    });
  }
}

/* ---- SIGINT and its handlers ---- */

const INTERRUPTED = 'interrupted';

for (const [what, stdout, status] of [
  ['plain', ['in the run: ours', 'after it: default'], 0],
  ['interrupted', ['in the run: ours', 'sleep: WIO_ECANCELED', 'caught 0',
    'after it: default'], INTERRUPTED],
  ['own_handler', ['in the run: own', 'sleep: 0', 'caught 1', 'after it: own'],
    0],
  ['ignored', ['in the run: ignored', 'sleep: 0', 'caught 0',
    'after it: ignored'], 0],
  ['replaced', ['in the run: ours', 'after it: own'], 0],
  ['before_main', ['the callback goes on', 'after it: default'], INTERRUPTED],
  ['between_runs', ['in the run: ours', 'between: default'], 'SIGINT'],
  ['other_thread', ['in the run: default', 'after it: default'], 0],
  ['returns_130', ['in the run: ours'], 130],
]) {
  for (const name of ofMachine) {
    test(`${name}: SIGINT, ${what.replace('_', ' ')}`, async () => {
      const ended = await run(name, 'signals', [what]);
      assert.equal(ended.stdout, lines(...stdout));
      // What ends by itself does so as this host has it.
      assert.equal(ended.status,
        status === INTERRUPTED ? hosts[name].status : status);
    });
  }
}

/* ---- SIGTERM and SIGHUP ---- */

/* What a shell is told after a SIGTERM. */
const TERMINATED = {native: 'SIGTERM', posix: 143};

for (const [what, stdout, status] of [
  ['gracefully', ['ours', 'sleep: WIO_ECANCELED', 'cleanup: 0', 'default',
    'atexit'], TERMINATED],
  ['at_once', ['default'], 'SIGTERM'],
  ['own_handler', ['own', 'sleep: 0'], 0],
  ['stream', ['open: 0', 'ours', 'next: 1', 'next: 2', 'next: 4', 'default',
    'default'], 3],
  ['stream_of_own', ['open: WIO_EBUSY', 'default'], 0],
  ['hangup_ignored', ['open: 0', 'ignored', 'ignored'], 0],
  ['leaves_open', ['default'], 0],
  ['other_thread', ['open: WIO_ENOTSUP'], 0],
]) {
  for (const name of ofMachine) {
    test(`${name}: SIGTERM, ${what.replaceAll('_', ' ')}`, async () => {
      const ended = await run(name, 'terminates', [what]);
      assert.equal(ended.stdout, lines(...stdout), ended.stderr);
      assert.equal(ended.status, status === TERMINATED ? status[name] : status);
    });
  }
}

for (const name of ofMachine) {
  test(`${name}: SIGTERM from outside, for a run that only waits for it`, async () => {
    const started = start(name, 'terminates', ['from_outside']);
    await started.says('ready');
    started.signal('SIGTERM');
    assert.equal((await started.done).stdout, lines('ready', 'next: 2'));
  });
}

/* ---- standard input ---- */

for (const name of ofWasi) {
  test(`${name}: byte 0x03 is an interrupt only where that is asked for`,
    async () => {
      const {stdout, status} = await run(name, 'interrupts', ['reads'],
        {stdin: 'a\x03b'});
      assert.equal(stdout,
        lines('ready', "read 'a#b'", 'read: 0', 'status 0', 'atexit'));
      assert.equal(status, 0);
    });

  test(`${name}: the other bytes stay readable`, async () => {
    const started = start(name, 'interrupts', ['reads'],
      {stdin: null, env: ASKED});
    await started.says('ready');
    started.write('a\x03b');
    await started.says("read 'ab'");
    started.write('cd');
    await started.says("read 'cd'");
    started.end();
    const {stdout, status} = await started.done;
    assert.equal(stdout, lines('ready', 'read: WIO_ECANCELED', "read 'ab'",
      "read 'cd'", 'read: 0', 'status 0', 'atexit'));
    assert.equal(status, 0);
  });
}

for (const name of ofWasi) {
  test(`${name}: after a run standard input is what it was`, async () => {
    const started = start(name, 'interrupts', ['sleeps', 'plain'],
      {stdin: null, env: ASKED});
    await started.says('ready');
    await started.interrupt();
    await started.says('plain');
    started.write('a\x03b');
    await started.says("read 'a#b'");
    started.end();
    const {stdout, status} = await started.done;
    assert.equal(stdout, lines('ready', 'sleep: WIO_ECANCELED', 'plain',
      'ready', "read 'a#b'", 'read: 0', 'run: 0', 'status 125', 'atexit'));
    assert.equal(status, 125);
  });
}

for (const [title, env] of [['', undefined],
  [' where interrupts are taken from it', ASKED]]) {
  test(`wasmtime: an input that cannot be read is no end of file${title}`,
    async () => {
      const stdin = openSync(folder);
      const ended = await run('wasmtime', 'interrupts', ['reads'], {stdin, env});
      closeSync(stdin);
      assert.equal(ended.stdout,
        lines('ready', 'read: errno 31', 'status 1', 'atexit'));
      assert.match(ended.stderr, /errno 31: /);
      assert.equal(ended.status, 1);
    });
}

// wasmtime tells nobody what its standard input is.
for (const [name, title, stderr, text] of [
  ['node:wasi', 'is refused as a source of interrupts', /^wasyncio: standard input is a regular file: no interrupts are taken from it\n$/, 'x\x03y'],
  ['wasmtime', 'looks like any other input', /^$/, 'xy'],
]) {
  test(`${name}: a regular file ${title}`, async () => {
    const file = join(folder, `interrupts ${name.replace(':', ' ')}`);
    writeFileSync(file, text);
    const stdin = openSync(file);
    const ended = await run(name, 'interrupts', ['reads'], {stdin, env: ASKED});
    closeSync(stdin);
    assert.match(ended.stderr, stderr);
    assert.equal(ended.stdout,
      lines('ready', `read '${text.replace('\x03', '#')}'`, 'read: 0',
        'status 0', 'atexit'));
    assert.equal(ended.status, 0);
  });
}

const idle = lines('sleep: 0', 'idle', 'status 0', 'atexit');

for (const name of Object.keys(hosts)) {
  test(`${name}: standard input at its end keeps no loop busy`, async () => {
    for (const stdin of [undefined, '']) {
      const ended = await run(name, 'interrupts', ['idles'],
        {stdin, env: ASKED});
      assert.equal(ended.stdout, idle, ended.stderr);
      assert.equal(ended.status, 0);
    }
  });
}

test('wasmtime: standard input that is closed keeps no loop busy', async () => {
  const {stdout, stderr, status} = await begin('sh', ['-c', '"$@" <&-', 'sh',
    wasmtime.command, ...wasmtime.commandLine(program('wasi', 'interrupts'),
      {args: ['idles'], env: ASKED})]).done;
  assert.equal(stdout, idle, stderr);
  assert.equal(status, 0);
});

/* ---- Ctrl-C in a terminal ---- */

const inTerminal = command =>
  begin(python, [script('terminal.py'), ...command]).done;

test('native: Ctrl-C in a terminal', async () => {
  const {stdout, stderr} =
    await inTerminal([program('native', 'interrupts'), 'sleeps']);
  assert.match(stdout, /^ready\n\^Csleep: WIO_ECANCELED\nstatus 130\natexit\nsignal 2\n$/, stderr);
});

test('wasmtime: Ctrl-C in a terminal, typed as a byte', async () => {
  const command = [wasmtime.command, ...wasmtime.commandLine(
    program('wasi', 'interrupts'), {args: ['sleeps'], env: ASKED})];
  const {stdout, stderr, status} = await inTerminal(
    ['sh', '-c', 'stty intr undef eol ^C && exec "$@"', 'sh', ...command]);
  assert.match(stdout, /^ready\n\^Csleep: WIO_ECANCELED\nstatus 125\natexit\n$/,
    stderr);
  assert.equal(status, 125);
});

/* ---- embedders ---- */

const embed = (what, name = 'embedded') => begin(python,
  [script('embedder.py'), `${program('wasi', name)}.wasm`, what],
  {env: {...process.env, PYTHONPATH: process.env.WASYNCIO_PYTHONPATH}}).done;

for (const [title, what, ...stdout] of [
  ['wio_interrupt, from inside a host call', 'inside',
    'interrupt: 1', 'check: 0', 'sleep: WIO_ECANCELED',
    'interrupt: 2', 'check: WIO_EINTERRUPTED'],
  ['wio_interrupt, after a stream of others by wio_signal', 'signals',
    'open: 0', 'terminate: 1', 'next: 2', 'terminate: WIO_ENOTRUNNING',
    'interrupt: 1', 'sleep: WIO_ECANCELED'],
  ['the flag, set by another thread', 'flag',
    'flag later: 0', 'sleep: WIO_ECANCELED',
    'flag later: 0', 'check: WIO_EINTERRUPTED'],
  ['the flag, set while it computes', 'computes',
    'flag twice later: 0', 'cleanup: 0'],
  ['the flag, below a function of its own', 'computes_below_host',
    'flag twice later: 0', 'call back: 7', 'cleanup: 0'],
  ['the flag, by more than one', 'twice',
    'flag twice: 0', 'sleep: WIO_ECANCELED', 'cancelling: 2'],
]) {
  // embedded_flag: its check points look at nothing but the flag.
  for (const name of ['embedded', 'embedded_flag']) {
    test(`an embedder interrupts ${name} by ${title}`, async () => {
      const ended = await embed(what, name);
      assert.equal(ended.stdout,
        lines('interrupt: WIO_ENOTRUNNING', ...stdout), ended.stderr);
      assert.equal(ended.status, 125);
    });
  }
}

for (const [act, outcome, status] of [
  ['set_result', '7', 0], ['call_later', '7', 0], ['create_task', '7', 0],
  ['cancel', 'WIO_ECANCELED', 1], ['stop', 'WIO_ECANCELED', 1],
  ['interrupt', 'WIO_ECANCELED', 125],
]) {
  test(`an embedder's own poll wakes the loop: ${act}`, async () => {
    const ended = await embed(`polls_${act}`);
    assert.equal(ended.stdout, lines('interrupt: WIO_ENOTRUNNING',
      'event in poll: 0', `${act}: ${outcome}`), ended.stderr);
    assert.equal(ended.status, status);
  });
}

test('a wait below a function of an embedder is refused', async () => {
  const ended = await embed('waits_below_host');
  assert.equal(ended.stdout, lines('interrupt: WIO_ENOTRUNNING',
    'call back: WIO_ENOSUSPEND', 'sleep: 0', 'call back: WIO_ENOSUSPEND'),
  ended.stderr);
  assert.equal(ended.status, 1);
});

/* ---- descriptors ---- */

for (const name of Object.keys(hosts)) {
  test(`${name}: input is waited for piece by piece`, async () => {
    const started = start(name, 'descriptors', ['input'], {stdin: null});
    await started.says('ready');
    started.write('one');
    await started.says('one');
    started.write('two');
    await started.says('two');
    started.end();
    const {stdout, status} = await started.done;
    assert.equal(stdout, lines('ready', 'readable: 1', 'one', 'readable: 1',
      'two', 'readable: 1', 'end'));
    assert.equal(status, 0);
  });

  test(`${name}: a wait for input is given up, and begun again`, async () => {
    const started = start(name, 'descriptors', ['impatient'], {stdin: null});
    await started.says('ready');
    started.end('late');
    const {stdout, status} = await started.done;
    assert.equal(stdout, lines('first: WIO_ETIMEDOUT', 'ready', 'readable: 1',
      'late', 'readable: 1', 'end'));
    assert.equal(status, 0);
  });

  test(`${name}: other tasks go on beside a wait for input`, async () => {
    const started = start(name, 'descriptors', ['beside'], {stdin: null});
    await started.says('ready');
    setTimeout(() => started.end('late'), 50);
    const {stdout, status} = await started.done;
    assert.equal(stdout, lines('ready', 'readable: 1', 'late', 'readable: 1',
      'end', 'ticked'));
    assert.equal(status, 0);
  });

  test(`${name}: input is waited for by one at a time`, async () => {
    const started = start(name, 'descriptors', ['shared'], {stdin: null});
    const refused = lines('second wait: WIO_EBUSY', 'second read: WIO_EBUSY');
    await started.says(refused);
    started.write('one');
    await started.says(`ready\n${refused}`);
    started.end('two');
    const {stdout, status} = await started.done;
    assert.equal(stdout, refused + lines('one', 'ready') + refused +
      lines('readable: 1', 'two', 'readable: 1', 'end'));
    assert.equal(status, 0);
  });

  test(`${name}: a regular file is always ready`, async () => {
    const file = join(folder, `of ${name.replace(':', ' ')}`);
    writeFileSync(file, 'text');
    const stdin = openSync(file);
    const {stdout, status} = await run(name, 'descriptors', ['input'], {stdin});
    closeSync(stdin);
    assert.equal(stdout,
      lines('ready', 'readable: 1', 'text', 'readable: 1', 'end'));
    assert.equal(status, 0);
  });

  test(`${name}: output, and a descriptor that is not open`, async () => {
    for (const [what, stdout] of [['output', lines('writable: 2')],
      ['closed', lines('EBADF', 'writable: 2')]]) {
      const ended = await run(name, 'descriptors', [what]);
      assert.equal(ended.stdout, stdout, ended.stderr);
      assert.equal(ended.status, 0);
    }
  });
}

for (const name of ofMachine) {
  test(`${name}: two tasks at the ends of a pipe`, async () => {
    const {stdout, status} = await run(name, 'pipes', []);
    assert.equal(stdout, lines('the writer waited', 'read: 1048576',
      'hung up: 2'));
    assert.equal(status, 0);
  });
}

for (const [title, what, status, ...stdout] of [
  ['what is not read is there, and keeps no loop busy', 'unread', 0,
    'first: 1', 'again: 1', 'slept', 'later: 1', 'later: x', 'hung up: 1',
    'slept'],
  ['the number of a closed descriptor is given to another file', 'reused', 0,
    'the first: 1', 'the first: a', 'nothing yet: WIO_ETIMEDOUT',
    'the second: 1', 'the second: b', 'slept'],
  ['so it is, and a copy of the closed one has input', 'copied', 0,
    'the first: 1', 'the first: a', 'nothing yet: WIO_ETIMEDOUT',
    'the second: 1', 'the second: b', 'slept', 'the copy: 1', 'the copy: A',
    'the first again: 1', 'the first again: c'],
  ['a file has its number again, and other events', 'back', 0,
    'input: WIO_ETIMEDOUT', 'input of another: WIO_ETIMEDOUT',
    'input: WIO_ETIMEDOUT', 'output of another: 2', 'output: 2'],
  ['a descriptor is closed while one waits for it', 'closed', 0,
    'the closed: EBADF', 'its number: EBADF'],
  ['a reader and a writer of one descriptor', 'both', 0,
    'another: WIO_EBUSY', 'another: WIO_EBUSY', 'reader: 1', 'writer: 2',
    'read: 1', 'read: x', 'either: 2', 'reader: 1', 'writer: 2'],
  ['a fork in the midst of a run', 'forks', 0,
    'before: 1', 'before: a', 'the parent: 1', 'the parent: 1', 'the child: 1',
    'the child: b', 'the parent: 1', 'the parent: 2', 'the parent: 1',
    'the parent: c', 'the child ended: 0'],
  ['more descriptors than one look finds', 'many', 7, 'one by one: 900'],
]) {
  for (const preset of ['native', 'native-asan', 'native-posix']) {
    test(`${preset}: ${title}`, async () => {
      const ended = await native.run(program(preset, 'watches'),
        {args: [what], timeout: 20_000});
      // Two processes write in any order.
      const order = what === 'forks' ? text => text.split('\n').sort().join('\n')
        : text => text;
      assert.equal(order(ended.stdout), order(lines(...stdout)), ended.stderr);
      assert.equal(ended.status, status);
    });
  }
}

for (const name of ofMachine) {
  test(`${name}: the loop's descriptors are none of the first three, nor for others`,
    async () => {
      const {stdout, stderr, status} = await begin('sh', ['-c',
        'exec 9>&1; exec "$@" <&- >&- 2>&-', 'sh', program(
          hosts[name].preset, 'watches'), 'own', '9']).done;
      assert.equal(stdout, lines('input: 1', 'ours', 'ours'), stderr);
      assert.equal(status, 0);
    });

  test(`${name}: an input that cannot be read is no end of file`, async () => {
    const stdin = openSync(folder);
    const ended = await run(name, 'interrupts', ['reads'], {stdin});
    closeSync(stdin);
    assert.equal(ended.stdout,
      lines('ready', 'read: errno 21', 'status 1', 'atexit'));
    assert.match(ended.stderr, /errno 21: /);
  });
}

/* ---- outputs that cannot be written ---- */

const ofLinux = {EPIPE: 32, ENOSPC: 28, EIO: 5, EBADF: 9};
/* Engines open something in place of an output that is closed. */
const errnos = {
  native: ofLinux,
  posix: ofLinux,
  wasmtime: {EPIPE: 29, ENOSPC: 51, EIO: 29}, // it calls both EIO
  'node:wasi': {EPIPE: 64, ENOSPC: 51, EIO: 29},
};

const broken = (name, output, descriptor, ...args) =>
  run(name, 'streams', args,
    {under: [python, script('broken.py'), output, descriptor]});

for (const [output, error] of [['ignored', 'EPIPE'], ['full', 'ENOSPC'],
  ['gone', 'EIO'], ['closed', 'EBADF']]) {
  for (const name of Object.keys(hosts)) {
    const errno = errnos[name][error];
    if (!errno) continue;

    test(`${name}: each write fails with ${error}`, async () => {
      assert.deepEqual(await broken(name, output, '1', 'writes', '3'),
        {status: 0, stdout: '', stderr: `${errno} `.repeat(3)});
    });

    test(`${name}: what was deferred runs after ${error}`, async () => {
      assert.deepEqual(await broken(name, output, '1', 'lines', '3'), {
        status: 1, stdout: '',
        stderr: lines('cleaned up 0', 'wasyncio: the run failed',
          `error -20001: line 0: ${errno}`),
      });
    });

    test(`${name}: a log that fails with ${error} changes nothing`, async () => {
      assert.deepEqual(await broken(name, output, '2', 'lines', '2'),
        {status: 0, stdout: lines('line 0', 'line 1'), stderr: ''});
    });
  }
}

for (const [name, status, stderr] of [
  // As any C program.
  ['native', 'SIGPIPE', ''], ['posix', 'SIGPIPE', ''],
  // They ignore it.
  ['wasmtime', 0, '29 29 29 '], ['node:wasi', 0, '64 64 64 '],
]) {
  test(`${name}: a pipe that nobody reads, by default`, async () => {
    assert.deepEqual(await broken(name, 'unread', '1', 'writes', '3'),
      {status, stdout: '', stderr});
  });
}

/* ---- threads ---- */

for (const [title, what, status, stdout, stderr] of [
  ['post to a loop that sleeps', 'posts', 0, ['posts: 4000', 'in order']],
  ['leave, and nothing can wake the loop', 'abandoned', 1,
    ['await: WIO_ECANCELED'], /WIO_EDEADLK: .*waiting: Task-1( in wio_await, for a future)?\n/],
  ['post to a closed loop', 'late', 0, ['late post: WIO_ECLOSED']],
  ['interrupt a runner', 'interrupt', 0, ['sleep: WIO_ECANCELED',
    'run: WIO_EINTERRUPTED', 'interrupt: 1', 'close: 0']],
]) {
  for (const preset of ['native', 'native-asan', 'native-posix']) {
    test(`${preset}: threads ${title}`, async () => {
      const ended = await native.run(program(preset, 'threads'),
        {args: [what]});
      assert.equal(ended.stdout, lines(...stdout), ended.stderr);
      assert.match(ended.stderr, stderr ?? /^$/);
      assert.equal(ended.status, status);
    });
  }
}
