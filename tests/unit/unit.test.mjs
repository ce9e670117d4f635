// SPDX-License-Identifier: MIT
// Parts of the core beside models of them, on every host.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';

after(closeHosts);

for (const [name, {host, preset, options}] of Object.entries(hosts)) {
  test(`units: ${name}`, async () => {
    const {status, stdout, stderr} =
      await host.run(built(preset, 'tests/unit/unit'), options);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^all ok$/m);
  });
}
