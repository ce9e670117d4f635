// SPDX-License-Identifier: MIT
// The other build types: Debug checks stacks and jumps, which is not to stop what
// works without the checks; and before the Asyncify pass MinSizeRel optimises
// more.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {after, test} from 'node:test';

import {built, root} from '../build.mjs';
import {playInWasm} from '../coro/play.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import {goAstray} from '../jumps/astray.mjs';
import {scenarios} from '../scenarios/catalogue.mjs';
import {playOn} from '../scenarios/play.mjs';

after(closeHosts);

function build(preset, tree, type, ...targets) {
  const cmake = (...args) => execFileSync('cmake', args,
    {cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: 1_200_000});
  cmake('--preset', preset, '-B', built(tree), `-DCMAKE_BUILD_TYPE=${type}`);
  cmake('--build', built(tree), '--target', ...targets);
}

const types = ['Debug', 'MinSizeRel'];

for (const [name, preset, type] of types.flatMap(type =>
  [['wasmtime', 'wasi', type], ['node', 'web', type]])) {
  const title = `${name}, ${type}`;
  test(title, async t => {
    const {host, drive} = hosts[name];
    const tree = `${preset}-${type.toLowerCase()}`;
    hosts[title] = {drive, preset: tree, host};
    build(preset, tree, type, 'scenarios', 'unit', 'input',
      'overflow_checked', 'overflow_edges', 'jumps', 'coro_test',
      ...type === 'Debug' ? ['astray'] : []);
    const run = (program, args = []) =>
      host.run(built(tree, program), {args, timeout: 300_000});

    await t.test('scenarios', async () => {
      const {failures} = await playOn(title, scenarios().filter(({c}) => c));
      assert.deepEqual(failures, []);
    });
    for (const [program, ...args] of [['tests/unit/unit'], ['tests/input/input'],
      ['tests/overflow/overflow_edges'], ['tests/jumps/jumps', 'setjmp_O0'],
      ['tests/jumps/jumps', 'setjmp_O3']]) {
      await t.test([program, ...args].join(' '), async () => {
        const {status, stdout, stderr} = await run(program, args);
        assert.equal(status, 0, stdout + stderr);
        assert.doesNotMatch(stdout, /^(FAILED|edge)/m);
      });
    }
    await t.test('the switch', t =>
      playInWasm(t, preset, built(tree, 'tests/coro/coro_test')));
    await t.test('and what should be is stopped', async () => {
      const {status, stdout} =
        await run('tests/overflow/overflow_checked', ['strtod']);
      assert.match(stdout, /^WIO_ESTACK: task 'deep' overflowed/m);
      assert.equal(status, 0);
    });
    if (type === 'Debug') await t.test('and jumps that go astray', () => goAstray(
      args => run('tests/jumps/astray', args)));
  });
}
