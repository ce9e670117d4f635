// SPDX-License-Identifier: MIT
// npm run soak [-- MINUTES]: tasks, cancels, interrupts, failures and closes,
// over and over, on Node and wasmtime side by side; default: ten minutes. Fails
// when memory grows.
import {spawnSync} from 'node:child_process';

import {root} from '../build.mjs';
import {BOUNDS, describe, soakOn} from './soak.mjs';

const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) {
  console.error('usage: npm run soak [-- MINUTES]');
  process.exit(2);
}

for (const preset of ['wasi', 'web']) {
  for (const args of [['--preset', preset],
    ['--build', '--preset', preset, '--target', 'soak']]) {
    const {status, stdout} = spawnSync('cmake', args,
      {cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8'});
    if (status === 0) continue;
    console.log(stdout);
    process.exit(1);
  }
}

const say = (name, text) => console.log(`soak: ${name.padEnd(8)} ${text}`);
const began = Date.now();
const results = await Promise.all(['node', 'wasmtime'].map(name =>
  soakOn(name, minutes * 60, 60, (name, sample) =>
    say(name, `${(sample.at / 60).toFixed(0)} min: ${describe(sample)}`))));
for (const {name, samples, wrong} of results) {
  say(name, wrong.length > 0 ? wrong.join('; ')
    : `flat: ${describe(samples.at(-1))}`);
}
const failed = results.some(({wrong}) => wrong.length > 0);
console.log(`soak: ${((Date.now() - began) / 60_000).toFixed(1)} minutes; ` +
  `after the warm-up ${failed ? 'more than' : 'at most'} ` +
  `${BOUNDS.linear} bytes of linear memory, ${BOUNDS.used} of malloc and ` +
  `${BOUNDS.rss >> 20} MiB of the process on top: ` +
  `${failed ? 'MEMORY GROWS, or it failed' : 'memory is flat'}`);
process.exitCode = failed ? 1 : 0;
