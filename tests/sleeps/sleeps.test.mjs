// SPDX-License-Identifier: MIT
// libc's sleeps with BLOCKING_WAITS, on every host.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';

after(closeHosts);

for (const [name, {host, preset, options}] of Object.entries(hosts)) {
  test(name, async () => {
    const {status, stdout, stderr} = await host.run(
      built(preset, 'tests/sleeps/sleeps'), options);
    assert.equal(stdout, 'all ok\n', stderr);
    assert.equal(status, 0, stderr);
  });
}
