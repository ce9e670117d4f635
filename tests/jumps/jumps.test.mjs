// SPDX-License-Identifier: MIT
// Jumps inside a task on every host: by setjmp and longjmp.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';

after(closeHosts);

for (const [name, {host, preset, options}] of Object.entries(hosts)) {
  for (const level of ['O0', 'O3', 'Os']) {
    test(`setjmp, compiled with -${level}: ${name}`, async () => {
      const {status, stdout, stderr} = await host.run(
        built(preset, `tests/jumps/setjmp_${level}`), options);
      assert.match(stdout, /^all ok$/m, stdout + stderr);
      assert.equal(status, 0, stderr);
    });
  }
}
