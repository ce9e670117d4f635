// SPDX-License-Identifier: MIT
// npm run fuzz [-- SECONDS]: libFuzzer makes programs of calls; default: ten
// minutes.  What it learns is kept in build/fuzz, for the next time; an input
// that is a finding goes there, too, and belongs into tests/fuzz/findings once
// it is mended.
// npm run fuzz -- --programs N [--seed S]: so many random programs on asyncio and
// in C, whose traces are to be equal; what differs is made smaller and shown.
import {spawn, spawnSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

import {built, root} from '../build.mjs';
import {compare} from '../programs/compare.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
let given;
try {
  given = parseArgs({allowPositionals: true, options: {
    programs: {type: 'string'},
    seed: {type: 'string', default: String(Date.now() % 1_000_000_000)},
  }});
} catch (error) {
  given = {error};
}
const {programs, seed} = given.values ?? {};
const seconds = Number(given.positionals?.[0] ?? 600);
const PRESET = programs ? 'native' : 'native-clang';

if (given.error || !(seconds > 0) || programs && !(programs > 0) || !(seed >= 0)) {
  console.error('usage: npm run fuzz [-- SECONDS | --programs N [--seed S]]');
  process.exit(2);
}
for (const args of [['--preset', PRESET], ['--build', '--preset', PRESET,
  '--target', programs ? 'programs' : 'fuzz']]) {
  const {status} = spawnSync('cmake', args, {cwd: root, stdio: 'inherit'});
  if (status !== 0) process.exit(1);
}
if (programs) {
  const {status} = await compare([built(PRESET, 'tests/programs/programs')],
    {programs, seed, inherit: true});
  process.exit(status ?? 1);
}
const learnt = join(root, 'build', 'fuzz', 'corpus');
mkdirSync(learnt, {recursive: true});

const child = spawn(built(PRESET, 'tests/fuzz/fuzz'), [
  `-max_total_time=${seconds}`, '-max_len=400', '-len_control=0',
  '-timeout=20', '-print_final_stats=1',
  `-artifact_prefix=${join(root, 'build', 'fuzz')}/`,
  learnt, join(here, 'corpus'), join(here, 'findings')], {stdio: 'inherit'});
child.on('close', (status, signal) => {
  console.log(status === 0 ? `fuzz: nothing in ${seconds} s`
    : `fuzz: a finding, or it could not go on (${status ?? signal})`);
  process.exitCode = status === 0 ? 0 : 1;
});
