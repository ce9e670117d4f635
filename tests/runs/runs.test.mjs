// SPDX-License-Identifier: MIT
// Runs that nobody drives, several in one loop, on every host.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';

after(closeHosts);

for (const [name, {host, preset, options}] of Object.entries(hosts)) {
  test(`${name}: runs that are started`, async () => {
    const {status, stdout, stderr} =
      await host.run(built(preset, 'tests/runs/runs'), options);
    assert.equal(stdout, 'all ok\n', stderr);
    assert.equal(status, 0, stderr);
  });
}
