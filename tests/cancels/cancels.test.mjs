// SPDX-License-Identifier: MIT
// What a cancel does to each call that waits is what its contract says.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import {cancelsOf, readAll} from '../style/reference.mjs';

after(closeHosts);

const INPUT = ['wio_wait_fd', 'wio_stdin_read'];

/* What waits for JavaScript, as tests/border/ has it. */
const CALLS = ['WIO_JS', 'wio_call_yield', 'wio_fetch', 'wio_host_call', 'wio_host_call_with',
  'wio_worker_call'];

/* What a host has not: a page's input is at its end. */
const notHere = (name, call) =>
  CALLS.includes(call) || name === 'chromium' && INPUT.includes(call);

for (const [name, {host, preset, options}] of Object.entries(hosts)) {
  test(`${name}: every call that waits, cancelled`, async () => {
    const started = host.start(built(preset, 'tests/cancels/cancels'),
      {...options, stdin: name === 'chromium' ? undefined : null});
    // Each row that wants input says so, and reads one byte.
    for (const call of INPUT.filter(call => !notHere(name, call))) {
      await started.says(`input for ${call}\n`);
      started.write('x');
    }
    const {status, stdout, stderr} = await started.done;
    assert.equal(status, 0, stdout + stderr);
    const rows = stdout.trimEnd().split('\n').filter(line => !line.startsWith('input'));
    const expected = cancelsOf(readAll()).map(([call, kind]) => `${call} ${
      notHere(name, call) ? 'not here' : kind.replace(' ', '_')}`);
    assert.deepEqual(rows.sort(), expected.sort());
  });
}
