// SPDX-License-Identifier: MIT
// Executors and posts in threads, natively: alone, under the sanitizers and valgrind.
// ThreadSanitizer's build is made here, of this program alone.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {before, test} from 'node:test';

import {built, root} from '../build.mjs';
import * as native from '../hosts/native.mjs';

const PROGRAM = 'tests/executor/executor_threads';

/* What each may say on stderr; nothing on stdout, where checks that fail are. */
const SAID = /^(wasyncio: a task was still pending when its loop was closed \(task '[\w-]+'\)\n|wasyncio: the default executor did not end in time; still there: Job-1\n)*$/;
const CASES = {
  jobs: 'give bytes back', errors: 'raise errors', contexts: 'read variables',
  posts: '100,000 posts from 4 threads arrive', late_posts: 'post after a close',
  races: 'cancel against completion', close_runs: 'close while jobs run',
  interrupted: 'interrupt a close that waits for a job',
  coroutines: 'run coroutines from 4 threads',
  late_coroutines: 'run coroutines of a loop that closes',
  exits_of_coroutines: 'run coroutines that end the run',
  own_default: 'close a default executor within its own job',
  shutdown: 'shut an executor down',
};

function cmake(...args) {
  const {status, stdout, stderr} = spawnSync('cmake', args,
    {cwd: root, encoding: 'utf8'});
  assert.equal(status, 0, stdout + stderr);
}

before(() => {
  cmake('--preset', 'native-tsan');
  cmake('--build', '--preset', 'native-tsan', '--target', 'executor_threads');
});

test('each case has a title', async () => {
  const {stdout} = await native.run(built('native', PROGRAM));
  assert.deepEqual(stdout.trimEnd().split('\n'), Object.keys(CASES));
});

for (const [preset, under, not = []] of [
  ['native'], ['native-asan'], ['native-posix'], ['native-tsan'],
  // It lets one thread run at a time, and that slowly.
  ['native', native.valgrind, ['posts', 'late_posts']]]) {
  for (const [name, title] of Object.entries(CASES)) {
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
