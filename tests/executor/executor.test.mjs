// SPDX-License-Identifier: MIT
// Executors and posts in threads, natively: alone, under the sanitizers and valgrind.
// ThreadSanitizer's build is made here, of this program alone.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';

import {built, cmake} from '../build.mjs';
import * as native from '../hosts/native.mjs';
import {SAID, threads} from './cases.mjs';

const PROGRAM = 'tests/executor/executor_threads';

before(() => {
  cmake('--preset', 'native-tsan');
  cmake('--build', '--preset', 'native-tsan', '--target', 'executor_threads');
});

test('each case has a title', async () => {
  const {stdout} = await native.run(built('native', PROGRAM));
  assert.deepEqual(stdout.trimEnd().split('\n'), Object.keys(threads));
});

for (const [preset, under, not = []] of [
  ['native'], ['native-asan'], ['native-posix'], ['native-tsan'],
  // It lets one thread run at a time, and that slowly.
  ['native', native.valgrind, ['posts', 'late_posts']]]) {
  for (const [name, title] of Object.entries(threads)) {
    if (not.includes(name)) continue;
    test(`${under ? 'valgrind' : preset}: threads ${title}`, async () => {
      const ended = await native.run(built(preset, PROGRAM),
        {args: [name], under});
      assert.equal(ended.stdout, '', ended.stderr);
      assert.match(ended.stderr, SAID);
      assert.equal(ended.status, 0);
    });
  }
}
