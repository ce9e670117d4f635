// SPDX-License-Identifier: MIT
// What code of others pays for being able to wait: programs around it, each
// without coroutines and in the ways below.
import {readFileSync} from 'node:fs';
import {brotliCompressSync} from 'node:zlib';

import {built} from '../build.mjs';
import {WAYS} from './names.mjs';
import {nodes, onNode, onWasmtime, output} from './hosts.mjs';
import {median, parse} from './results.mjs';

const ROUNDS = 4;
const ALL = ['plain', ...Object.keys(WAYS)];

/* The programs; of a library each work is a step of one row. */
const PROGRAMS = {small: '', sqlite: 'SQLite', quickjs: 'QuickJS', lua: 'Lua'};

const place = (preset, program, way) =>
  built(preset, `tests/bench/cost/cost_${program}_${way}`);

const HOSTS = {
  node24: (program, way) => way == 'plain'
    ? () => output(nodes.node24, [`${place('web', program, way)}.cjs`])
    : onNode('node24', place('web', program, way)),
  wasmtime: (program, way) => onWasmtime(place('wasi', program, way)),
};
const PRESETS = {node24: 'web', wasmtime: 'wasi'};

/* The WebAssembly of a program, in bytes. */
function sizeOf(host, program, way) {
  const bytes = readFileSync(`${place(PRESETS[host], program, way)}.wasm`);
  return {raw: bytes.length, brotli: brotliCompressSync(bytes).length};
}

const eachWay = value => Object.fromEntries(ALL.map(way => [way, value(way)]));

/* The rows of one program on one host, the ways in alternation. */
async function measure(program, host) {
  const times = new Map();
  for (let round = 0; round < ROUNDS; round++)
    for (const way of ALL)
      for (const {op, each} of parse(await HOSTS[host](program, way)([]))) {
        if (!times.has(op)) times.set(op, eachWay(() => []));
        times.get(op)[way].push(each);
      }
  const of = PROGRAMS[program];
  const row = {host, ...of && {of}};
  const sizes = eachWay(way => sizeOf(host, program, way));
  return [
    ...[...times].map(([what, ways]) => ({what, ...row, unit: 'ns',
      ...eachWay(way => +median(ways[way]).toPrecision(4))})),
    ...['raw', 'brotli'].map(kind => ({what: `size, ${kind}`, ...row,
      unit: 'bytes', ...eachWay(way => sizes[way][kind])})),
  ];
}

/* build: as run.mjs has it. */
export async function measureCost(build) {
  const programs = Object.keys(PROGRAMS);
  for (const preset of Object.values(PRESETS))
    build(preset, programs.flatMap(
      program => ALL.map(way => `cost_${program}_${way}`)),
    {settings: ['-DWASYNCIO_BENCH_COST=ON']});
  const cost = [];
  for (const host of Object.keys(HOSTS))
    for (const program of programs) cost.push(...await measure(program, host));
  return {cost};
}
