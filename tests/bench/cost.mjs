// SPDX-License-Identifier: MIT
// What code of others pays for being able to wait: programs around it, each
// without coroutines and in the ways below.
import {readFileSync} from 'node:fs';
import {brotliCompressSync} from 'node:zlib';

import {built} from '../build.mjs';
import {COST_HOSTS} from './names.mjs';
import {inPage, nodes, onNode, onWasmtime, output, scriptInPage} from './hosts.mjs';
import {here} from './place.mjs';
import {parse} from './results.mjs';
import {address} from '../hosts/chromium.mjs';

const ROUNDS = 2;

/* Of run.mjs's build. */
export const SETTINGS = {settings: ['-DWASYNCIO_BENCH_COST=ON']};

/* The programs; of a library each work is a step of one row. */
export const PROGRAMS = {small: '', sqlite: 'SQLite', quickjs: 'QuickJS', lua: 'Lua'};

export const place = (preset, program, way) =>
  built(preset, `tests/bench/cost/cost_${program}_${way}`);

/* Whether a program is none of ours, and begun by plain.mjs. */
const isPlain = way => way === 'plain' || way === 'jspi';

export const PLAIN = 'cost/plain.mjs';

const onAnyNode = host => (program, way) => {
  const made = place('web', program, way);
  return isPlain(way) ? () => output(nodes[host], [here(PLAIN), `${made}.mjs`])
    : () => onNode(host, made)([]);
};

const inAnyPage = (program, way) => {
  const made = place('web', program, way);
  return isPlain(way) ? () => scriptInPage(PLAIN)([address(`${made}.mjs`)])
    : () => inPage(made)([]);
};

const RUNS = {
  node24: onAnyNode('node24'),
  chromium: inAnyPage,
  wasmtime: (program, way) => () => onWasmtime(place('wasi', program, way))([]),
  node26: onAnyNode('node26'),
};

const presetOf = host => host === 'wasmtime' ? 'wasi' : 'web';

/* What else the machine does only adds, so the least of all runs is what a step takes;
 * but in a page, whose clock shows a tenth of a millisecond. */
const least = numbers => Math.min(...numbers);
const mean = numbers => numbers.reduce((a, b) => a + b, 0) / numbers.length;

/* Of a program on a host: its steps, the ways in alternation. */
async function measureTimes(program, host) {
  const ways = ['plain', ...COST_HOSTS[host]];
  const times = new Map();
  for (let round = 0; round < ROUNDS; round++)
    for (const way of ways)
      for (const {op, each} of parse(await RUNS[host](program, way)())) {
        if (!times.has(op))
          times.set(op, Object.fromEntries(ways.map(way => [way, []])));
        times.get(op)[way].push(each);
      }
  const of = PROGRAMS[program];
  return [...times].map(([what, found]) => ({what, host, ...of && {of}, unit: 'ns',
    ...Object.fromEntries(ways.map(
      way => [way, +(host === 'chromium' ? mean : least)(found[way]).toPrecision(4)]))}));
}

/* Of a program for a host: the bytes of its WebAssembly. */
function measureSize(program, host) {
  const ways = ['plain', ...COST_HOSTS[host]];
  const files = ways.map(way =>
    [way, readFileSync(`${place(presetOf(host), program, way)}.wasm`)]);
  const of = PROGRAMS[program];
  const row = (what, size) => ({what: `size, ${what}`, host, ...of && {of},
    unit: 'bytes', ...Object.fromEntries(files.map(
      ([way, bytes]) => [way, size(bytes)]))});
  return [row('raw', bytes => bytes.length),
    row('brotli', bytes => brotliCompressSync(bytes).length)];
}

/* build: as run.mjs has it. */
export async function measureCost(build) {
  const programs = Object.keys(PROGRAMS);
  const hosts = Object.keys(COST_HOSTS);
  for (const preset of ['web', 'wasi']) {
    const ways = new Set(hosts.filter(host => presetOf(host) === preset)
      .flatMap(host => ['plain', ...COST_HOSTS[host]]));
    build(preset, programs.flatMap(
      program => [...ways].map(way => `cost_${program}_${way}`)),
    SETTINGS);
  }
  const cost = [];
  for (const host of hosts)
    for (const program of programs) {
      cost.push(...await measureTimes(program, host));
      // What runs on several hosts has one size.
      if (['node24', 'wasmtime'].includes(host))
        cost.push(...measureSize(program, host));
    }
  return {cost};
}
