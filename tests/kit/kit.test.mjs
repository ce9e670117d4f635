// SPDX-License-Identifier: MIT
// The test kit, used as a program's tests would; and with it all orders of a small one.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';

after(closeHosts);

/* Up to which step each order is disturbed. */
const STEPS = {gcc: 12};
const FEW = 2;

for (const [name, {host, preset, options}] of Object.entries(hosts)) {
  test(`${name}: the kit`, async () => {
    const {status, stdout, stderr} =
      await host.run(built(preset, 'tests/kit/kit'), options);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^all ok$/m);
  });

  test(`${name}: all orders`, async () => {
    const {status, stdout, stderr} = await host.run(built(preset, 'tests/kit/orders'),
      {...options, args: [`${STEPS[name] ?? FEW}`], timeout: 60_000});
    assert.equal(status, 0, stdout + stderr);
    const [, plays] = /^(\d+) plays$/m.exec(stdout);
    console.log(`${name}: ${plays} plays`);
    assert.ok(+plays > 100, `only ${plays}`);
  });
}
