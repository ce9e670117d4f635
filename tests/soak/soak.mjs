// SPDX-License-Identifier: MIT
// Runs soak.c for a while, on Node and wasmtime side by side, and looks whether
// memory stays as it is.
import {readFileSync} from 'node:fs';

import {built} from '../build.mjs';
import {hosts} from '../hosts/all.mjs';

export const PROGRAM = 'tests/soak/soak';

const MIB = 1 << 20;

/*
 * What may come on top, after the warm-up, of the most that there was in it:
 * linear memory and what malloc has given out are the program's own; the rest
 * of a process is the engine's, with its compiler and its garbage.
 */
export const BOUNDS = {linear: 0, used: 4096, rss: 32 * MIB};

/* A fifth of the time, a minute at most. */
const warmUp = seconds => Math.min(60, seconds / 5);

/* Resident memory of a process, in bytes; NaN when it has ended. */
function residentOf(pid) {
  try {
    return 1024 *
      Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`))?.[1]);
  } catch {
    return NaN;
  }
}

/* What grew more than it may: [{what, before, after}]; samples: those of the
 * program, {at, rounds, linear, used, rss}, in order; at: seconds. */
export function growth(samples, seconds) {
  const most = (list, what) => Math.max(...list.map(sample => sample[what]));
  const warm = samples.filter(({at}) => at <= warmUp(seconds));
  const later = samples.filter(({at}) => at > warmUp(seconds));
  if (warm.length === 0 || later.length === 0)
    return [{what: 'nothing was measured', before: NaN, after: NaN}];
  return Object.entries(BOUNDS).map(([what, bound]) =>
    ({what, bound, before: most(warm, what), after: most(later, what)}))
    .filter(({bound, before, after}) => !(after <= before + bound));
}

const mib = bytes => (bytes / MIB).toFixed(1);

export const describe = ({rounds, linear, used, rss}) =>
  `${rounds} rounds, linear memory ${mib(linear)} MiB, ` +
  `in use ${used} bytes, process ${mib(rss)} MiB`;

/*
 * Plays it on one host; tell(name, sample) about once in every so many seconds.
 * Returns {name, samples, wrong: [text]}.
 */
export async function soakOn(name, seconds, every, tell) {
  const {host, preset} = hosts[name];
  const program = host.start(built(preset, PROGRAM), {
    args: [String(seconds)], timeout: (seconds * 2 + 120) * 1000,
  });
  const samples = [];
  let rest = '';
  let next = every;
  let began; /* its engine has got ready: the first line */
  program.child.stdout.on('data', text => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const found = /^rounds (\d+) linear (\d+) used (\d+)$/.exec(line);
      if (!found) continue;
      const [rounds, linear, used] = found.slice(1).map(Number);
      began ??= performance.now();
      const at = (performance.now() - began) / 1000;
      const sample =
        {at, rounds, linear, used, rss: residentOf(program.child.pid)};
      samples.push(sample);
      if (at < next) continue;
      next += every;
      tell(name, sample);
    }
  });
  const {status, stdout, stderr} = await program.done;
  const wrong = growth(samples, seconds).map(({what, before, after}) =>
    `${what} grew from ${before} to ${after}`);
  if (status !== 0)
    wrong.unshift(`ended with ${status}: ${stdout.slice(-500)}${stderr}`);
  return {name, samples, wrong};
}
