// SPDX-License-Identifier: MIT
// C++ with exceptions: what leaves a task is its error, what waits inside of a try
// goes on there, objects are destroyed, and what cannot be is refused by name.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {dirname, join} from 'node:path';
import {after, test} from 'node:test';

import {built, root} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';

after(closeHosts);

const {WASYNCIO_ZIG, WASYNCIO_NODE20, WASYNCIO_NODE26} = process.env;

const toolchain = target => [
  `--toolchain=${join(root, target, 'toolchain.cmake')}`,
  `-DRUNTIME=${join(dirname(WASYNCIO_ZIG), 'lib')}`,
];

/* How it is built, and where that runs. */
const builds = {
  gcc: {on: {gcc: {}}},
  clang: {how: ['-DCMAKE_C_COMPILER=clang', '-DCMAKE_CXX_COMPILER=clang++'],
    on: {clang: {}}},
  asan: {how: ['-DWASYNCIO_SANITIZE=ON'], on: {asan: {}}},
  wasi: {how: toolchain('wasi'), on: {'wasmtime': {}, 'node:wasi': {}}},
  web: {how: toolchain('web'), on: {
    node: {}, chromium: {}, 'node 20': {node: WASYNCIO_NODE20},
    'node 26': {node: WASYNCIO_NODE26}}},
  split: {how: [...toolchain('web'), '-DWASYNCIO_SPLIT=ON'], on: {node: {}}},
};

function build(name, how = []) {
  const tree = built('cxx-test', name);
  for (const args of [['-G', 'Ninja', '-S', join(root, 'tests', 'cxx'), '-B', tree,
    '-DCMAKE_BUILD_TYPE=Release', '-DWASYNCIO_TESTS=OFF', '-DWASYNCIO_WERROR=ON', ...how],
  ['--build', tree]]) {
    const {status, stdout, stderr, error} = spawnSync('cmake', args,
      {encoding: 'utf8', timeout: 300_000});
    assert.equal(error, undefined);
    assert.equal(status, 0, stdout + stderr);
  }
  return tree;
}

const full = 'WIO_EEXCEPTION: disk::full: disk 3 is full\n';
const turn = '~deepest\n~deep\n~deep\n~inside\n~turn\n';
/* What cxx NAME says. */
const says = {
  leaves: `~leaves\n${full}`,
  leaves_number: 'WIO_EEXCEPTION: int\n',
  leaves_text: 'WIO_EEXCEPTION: const char *: some text\n',
  leaves_deferred: 'deferred\nWIO_EEXCEPTION: int\n',
  undefers: 'undefer: WIO_EEXCEPTION\nfine\n',
  protects: '~leaves\nprotect: WIO_EEXCEPTION\nerror -20001: unknown error\n',
  runs_in_context: '~leaves\ncontext: WIO_EEXCEPTION\n'.repeat(2) + 'fine\n',
  asks: `number 1\n~leaves\n~numbers\n${full}number 1\n~numbers\nclosed: fine\nfine\n`,
  callbacks: 'fine\n',
  handler: 'report: WIO_EEXCEPTION\nfine\n',
  tries: `${turn.repeat(3)}caught 3\nfine\n`,
  rethrows: `~deepest\n~deep\n~rethrows\n${full}`,
  two: '2190 4190\nfine\n',
  throws_locals: 'sum 192\nprotect: error -20001\nfine\n',
  cancels: '~sleeps\nWIO_ECANCELED: that is enough\n',
  left_sleeping: 'fine\n~sleeps\n',
};

/* And to standard error. */
const complains = {
  callbacks: `wasyncio: a callback failed
WIO_EEXCEPTION: int
wasyncio: a callback failed
WIO_EEXCEPTION: const char *: some text
  while handling WIO_EEXCEPTION: int
wasyncio: a callback failed
WIO_EEXCEPTION: disk::full: disk 3 is full
  while handling WIO_EEXCEPTION: const char *: some text
    while handling WIO_EEXCEPTION: int
`,
  handler: `wasyncio: a callback failed
WIO_EEXCEPTION: int
wasyncio: the exception handler failed
WIO_EEXCEPTION: a C++ exception
`,
};

const refused = 'WIO_ENOSUSPEND';
const catches = `in catch 5: ${refused}, in a catch clause, or a destructor that an exception runs: wait behind it
behind: fine
in a destructor: ${refused}
behind: fine
fine
`;

for (const [name, {how, on}] of Object.entries(builds)) {
  test(name, async t => {
    const tree = build(name, how);
    for (const [title, options] of Object.entries(on)) {
      const {host, drive, preset} = hosts[title.split(' ')[0]];
      const native = preset.startsWith('native');
      const run = (program, ...args) =>
        host.run(join(tree, program), {args, ...options});

      for (const [what, stdout] of Object.entries(says))
        await t.test(`${title}: ${what}`, async () =>
          assert.deepEqual(await run('cxx', what),
            {status: 0, stdout, stderr: complains[what] ?? ''}));

      await t.test(`${title}: not a word about exceptions`, async () =>
        assert.deepEqual(await run('plain'), {status: 0, stdout: 'plain\n', stderr: ''}));

      await t.test(`${title}: where nothing can wait`, async () => {
        assert.deepEqual(await run('catches', 'catches'),
          {status: 0, stdout: catches, stderr: ''});
        // A catch clause of main's is none of a task's.
        if (drive === 'blocking')
          assert.equal((await run('catches', 'main', 'catches')).stdout, catches);
      });

      // There frames are left by an exception, too.
      await t.test(`${title}: wio_throw`, async () => {
        assert.deepEqual(await run('cxx', 'throws'), {status: 0, stderr: '',
          stdout: `${native ? '' : '~throws\n~below\n'}protect: error -20001\nfine\n`});
        const {status, stdout, stderr} = await run('cxx', 'noexcept');
        if (native) {
          assert.equal(stdout, 'protect: error -20001\nfine\n');
          return;
        }
        assert.notEqual(status, 0);
        assert.equal(stdout, '~throws\n');
        assert.match(stderr, /^wasyncio: task 'worker': wio_throw, or an interrupt at a check point, met a C\+\+ function that is noexcept, .* compile with -fno-exceptions\.$/m);
        if (preset === 'web')
          assert.match(stderr, /dead \(in task 'worker'\): RuntimeError/);
      });
    }
  });
}
