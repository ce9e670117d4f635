// SPDX-License-Identifier: MIT
// Jumps inside a task on every host: by wio_throw, and by longjmp.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';

after(closeHosts);

for (const [name, {host, preset, options}] of Object.entries(hosts)) {
  for (const program of ['throw', 'setjmp_O0', 'setjmp_O3', 'setjmp_Os']) {
    test(`${program}: ${name}`, async () => {
      const {status, stdout, stderr} = await host.run(
        built(preset, `tests/jumps/${program}`), options);
      assert.match(stdout, /^all ok$/m, stdout + stderr);
      assert.equal(status, 0, stderr);
    });
  }
}

/* Of the builds here, the one for debugging. */
test('a jump to another task ends the one that jumps', async () => {
  const {host, preset} = hosts.asan;
  const {stdout} = await host.run(built(preset, 'tests/jumps/astray'));
  assert.equal(stdout, `deferred: local
jumper: WIO_ESTATE: longjmp from task 'jumper' to a setjmp of task 'lander': a jump stays inside of its task
`);
});

test('a jump out of a callback ends the program', async () => {
  const {host, preset} = hosts.asan;
  const {stderr} = await host.run(built(preset, 'tests/jumps/astray'),
    {args: ['callback']});
  assert.match(stderr, /longjmp from a callback to a setjmp of task 'lander'/);
});
