// SPDX-License-Identifier: MIT
// Jumps inside a task on every host: by wio_throw, and by longjmp.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import {goAstray} from './astray.mjs';

after(closeHosts);

for (const [name, {host, preset, options}] of Object.entries(hosts)) {
  for (const part of ['throw', 'setjmp_O0', 'setjmp_O3', 'setjmp_Os']) {
    test(`${part}: ${name}`, async () => {
      const {status, stdout, stderr} = await host.run(
        built(preset, 'tests/jumps/jumps'), {...options, args: [part]});
      assert.match(stdout, /^all ok$/m, stdout + stderr);
      assert.equal(status, 0, stderr);
    });
  }
}

/* Of the builds here, the one for debugging; others are made and tried by
 * tests/build/types.test.mjs. */
test('jumps that go astray', () => {
  const {host, preset} = hosts.asan;
  return goAstray(args =>
    host.run(built(preset, 'tests/jumps/astray'), {args}));
});
