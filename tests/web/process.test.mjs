// SPDX-License-Identifier: MIT
// Programs and the life of Node's process: what keeps it alive, what it tells
// them at its end, and Ctrl-C.
import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {Worker} from 'node:worker_threads';

import {built, root} from '../build.mjs';
import * as node from '../hosts/node.mjs';
import {begin} from '../hosts/process.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const program = name => built('web', `tests/web/web_${name}`);

const copy = mkdtempSync(join(tmpdir(), 'wasyncio-copy-'));
cpSync(join(root, 'web'), copy, {recursive: true});
after(() => rmSync(copy, {recursive: true}));

const deadlock = /^wasyncio: the run failed\nWIO_EDEADLK: .*; waiting: Task-1\n$/;

for (const version of ['20', '24', '26']) {
  const run = (name, ...args) => begin(process.env[`WASYNCIO_NODE${version}`],
    [join(here, '..', 'hosts', 'node_launch.mjs'), `${program(name)}.mjs`,
      ...args]).done;

  test(`Node ${version}: what JavaScript may still call is waited for`,
    async () => {
      assert.deepEqual(await run('outside', 'set_result', '100'), {
        status: 0, stderr: '', stdout: 'waiting\nawaited 1\nstatus 0\n',
      });
    });

  test(`Node ${version}: when nothing is left that could call, it is dead`,
    async () => {
      const {status, stdout, stderr} = await run('outside', 'none', '100');
      assert.equal(stdout, 'waiting\nWIO_ECANCELED 0\nstatus 1\n');
      assert.equal(status, 1);
      assert.match(stderr, deadlock);
    });

  test(`Node ${version}: a timer that is taken away keeps nothing alive`,
    async () => {
      const {stdout, stderr} = await run('outside', 'handle_cancel', '10');
      assert.equal(stdout, 'waiting\nWIO_ECANCELED 0\nstatus 1\n');
      assert.match(stderr, deadlock);
    });

  test(`Node ${version}: what comes after the end is not noticed`, async () => {
    const {status, stdout, stderr} = await run('outside', 'late', '100');
    assert.equal(stdout, 'status 0\n');
    assert.deepEqual([status, stderr], [0, '']);
  });
}

test('Node: emcc\'s timers do not outlive the program', async () => {
  const begun = performance.now();
  const ended = await node.run(program('callbacks'), {args: ['leaves_behind']});
  assert.deepEqual(ended,
    {status: 0, stdout: '0 calls\nat exit\n', stderr: ''});
  assert.ok(performance.now() - begun < 20_000);
});

test('Node: a worker is told of its end, too', async () => {
  const worker = new Worker(`
    import {workerData} from 'node:worker_threads';
    const {open} = await import(workerData.index);
    const app = await open(workerData.glue, {args: ['none', '10'],
      stderr() {}, stdout() {}});
    process.exitCode = 40 + await app.exited;
  `, {
    eval: true,
    workerData: {
      index: new URL('../../web/index.mjs', import.meta.url).href,
      glue: new URL(`file://${program('outside')}.mjs`).href,
    },
  });
  assert.equal(await new Promise((resolve, reject) =>
    worker.on('exit', resolve).on('error', reject)), 41);
});

/* ---- one run after the other ---- */

const runs = join(here, 'runs.mjs');
const dead = 'alone: WIO_EDEADLK\n';
const idle = 'loop: WIO_EDEADLK\n';
const slept = 'sleep: fine\n';

/* What the programs of runs.mjs say, by each way to have them. */
const inRuns = (title, words, expected) => {
  const args = [`${program('runs')}.mjs`, ...words.split(' ')];
  const check = ({stdout, stderr, status}) => {
    assert.deepEqual([stderr, status], ['', 0]);
    assert.deepEqual(JSON.parse(stdout), expected.map(said => [3, said]));
  };
  for (const version of ['20', '24', '26'])
    test(`Node ${version}: ${title}`, async () =>
      check(await begin(process.env[`WASYNCIO_NODE${version}`],
        [runs, ...args]).done));

  test(`a worker: ${title}`, async () => {
    const worker = new Worker(runs, {argv: args, stdout: true, stderr: true});
    const exit = new Promise((resolve, reject) =>
      worker.on('exit', resolve).on('error', reject));
    const [stdout, stderr] = await Promise.all(
      [worker.stdout, worker.stderr].map(stream => stream.toArray()));
    check({stdout: stdout.join(''), stderr: stderr.join(''),
      status: await exit});
  });
};

inRuns('each deadlock is told', 'alone alone loop loop',
  [dead + dead + idle + idle]);
inRuns('also with timers between', 'loop sleep loop loop sleep alone sleep alone',
  [idle + slept + idle + idle + slept + dead + slept + dead]);
inRuns('also to several programs', 'loop loop sleep + sleep loop loop + loop',
  [idle + idle + slept, slept + idle + idle, idle]);
// The first is told so, and goes on to do it.
inRuns('not to a program that another still wakes', 'alone call + outside',
  [`${dead}call: fine\n`, 'outside: fine\n']);

/* ---- Ctrl-C ---- */

const together = (names, env = {}) => node.start(program('programs'),
  {args: names, launch: join(here, 'together.mjs'),
    env: {...process.env, ...env}});
const endings = output =>
  output.match(/(sleeps|sleeps_long|exits) \d+ \d+$/gm).sort();

for (const [title, env] of [
  ['one copy of web/', {}],
  ['two copies of web/', {COPY: join(copy, 'index.mjs')}],
]) {
  test(`SIGINT interrupts all programs, by ${title}`, async () => {
    const program = together(['sleeps_long', 'sleeps_long', 'sleeps_long'], env);
    await program.says('working\nworking\nworking');
    await program.interrupt();
    const {stdout, stderr} = await program.done;
    const ends = endings(stdout);
    assert.equal(ends.length, 3, stderr);
    for (const end of ends) assert.match(end, /^sleeps_long 130 [0-2]$/);
    assert.ok(ends.some(end => end.endsWith(' 0')));
  });

  test(`SIGINT finds the program that is left, by ${title}`, async () => {
    const program = together(['sleeps', 'sleeps_long', 'exits'], env);
    await program.says('sleeps 7');
    await program.says('exits 5');
    await program.interrupt();
    const {stdout} = await program.done;
    assert.deepEqual(endings(stdout).map(end => end.replace(/ \d$/, '')),
      ['exits 5', 'sleeps 7', 'sleeps_long 130']);
    assert.match(stdout, /sleeps_long 130 0\n/);
  });
}

/* ---- other signals ---- */

const signals = (name, launch) => node.start(program('signals'), {args: [name],
  ...launch && {launch: join(here, launch)}});

test('Node: SIGTERM ends a run that asks for it, with status 143', async () => {
  const program = signals('gracefully');
  await program.says('working');
  program.signal('SIGTERM');
  await program.says('over\nworking');
  // And the next one, which does not ask, as it ends any process.
  program.signal('SIGTERM');
  assert.deepEqual(await program.done, {status: 'SIGTERM', stderr: '',
    stdout: 'working\nwork: WIO_ECANCELED\ncleanup: 0\nover\nworking\n'});
});

test('Node: a stream has the signals of the process, until it is closed', async () => {
  const program = signals('stream');
  await program.says('working');
  for (const [signal, says] of
    [['SIGHUP', 'next: 4'], ['SIGINT', 'next: 1'], ['SIGTERM', 'over']]) {
    program.signal(signal);
    await program.says(says);
  }
  program.signal('SIGHUP');
  assert.deepEqual(await program.done, {status: 'SIGHUP', stderr: '',
    stdout: 'working\nnext: 4\nnext: 1\nnext: 2\nover\n'});
});

test('Node: who does not ask for SIGTERM is ended by it', async () => {
  const program = signals('plain');
  await program.says('working');
  program.signal('SIGTERM');
  assert.deepEqual(await program.done,
    {status: 'SIGTERM', stderr: '', stdout: 'working\n'});
});

test('Node: a listener for SIGTERM of the user stays in charge', async () => {
  const program = signals('gracefully', 'own_signals.mjs');
  await program.says('working');
  program.signal('SIGTERM');
  assert.deepEqual(await program.done,
    {status: 3, stdout: 'working\nmine\n', stderr: ''});
});

test('many programs bring no warning', async () => {
  const program = together(Array(24).fill('sleeps_long'));
  await program.says('working\n'.repeat(24).trim());
  await program.interrupt();
  const {stdout, stderr} = await program.done;
  assert.equal(endings(stdout).length, 24);
  assert.equal(stderr, '');
});
