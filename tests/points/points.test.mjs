// SPDX-License-Identifier: MIT
// The second interrupt ends code that never waits and never asks, by check
// points that the compiler inserted; the rest of the run is whole.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {setTimeout as later} from 'node:timers/promises';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import {expected, overStdin} from './expected.mjs';

after(closeHosts);

// Under valgrind a signal can come where its handler may not run yet.
const {valgrind, ...others} = hosts;

for (const [name, {preset, host, options}] of Object.entries(others)) {
  for (const how of [['search'], ['sort'], ['jump'], ['search', 'shared'],
    ['sort', 'shared'], ['jump', 'shared'], ['generator'], ['generator', 'shared']]) {
    test(`${how.join(' ')}: ${name}`, async () => {
      const program = host.start(built(preset, 'tests/points/points'),
        {args: how, timeout: 20_000, ...options,
          ...(preset == 'wasi' ? overStdin : {})});
      await program.says('computing');
      await program.interrupt();
      // Two signals at once are one.
      await later(100);
      await program.interrupt();
      const {status, stdout, stderr} = await program.done;
      assert.equal(stdout, expected(how[0]), stderr);
      assert.equal(status, 0);
    });
  }
}

// One that interrupts itself is ended at its own check point, also where it
// gives the host a turn there.
for (const [name, {preset, host, options}] of Object.entries(others)) {
  test(`self: ${name}`, async () => {
    const {status, stdout, stderr} = await host.start(
      built(preset, 'tests/points/points'),
      {args: ['self'], timeout: 20_000, ...options}).done;
    assert.equal(stdout, expected('self'), stderr);
    assert.equal(status, 0);
  });
}
