// SPDX-License-Identifier: MIT
// What code pays that never waits: sorting, JSON and zlib in one program, whole,
// without coroutines, with Asyncify by default, and with a SUSPEND_LIST.
import {readFileSync} from 'node:fs';
import {brotliCompressSync} from 'node:zlib';

import {built} from '../build.mjs';
import {nodes, onNode, onWasmtime, output} from './hosts.mjs';
import {median, parse} from './results.mjs';

const ROUNDS = 4;
const WAYS = ['plain', 'default', 'list'];

const program = (preset, way) => built(preset, `tests/bench/cost/cost_${way}`);

const HOSTS = {
  node24: way => way == 'plain'
    ? () => output(nodes.node24, [`${program('web', way)}.cjs`])
    : onNode('node24', program('web', way)),
  wasmtime: way => onWasmtime(program('wasi', way)),
};
const PRESETS = {node24: 'web', wasmtime: 'wasi'};

/* The WebAssembly of a way, in bytes. */
function sizeOf(host, way) {
  const bytes = readFileSync(`${program(PRESETS[host], way)}.wasm`);
  return {raw: bytes.length, brotli: brotliCompressSync(bytes).length};
}

/* build: as run.mjs has it. */
export async function measureCost(build) {
  const setting = `-DWASYNCIO_BENCH_SOURCES=${process.env.WASYNCIO_LIBRARIES}/node_modules`;
  for (const preset of Object.values(PRESETS))
    build(preset, WAYS.map(way => `cost_${way}`), {settings: [setting]});
  const times = new Map();
  for (let round = 0; round < ROUNDS; round++)
    for (const host of Object.keys(HOSTS))
      for (const way of WAYS)
        for (const {op, each} of parse(await HOSTS[host](way)([]))) {
          const key = [host, op, way].join();
          times.set(key, [...times.get(key) ?? [], each]);
        }
  const cost = Object.keys(HOSTS).flatMap(host => {
    const ops = [...new Set([...times.keys()].map(key => key.split(',')[1]))];
    const sizes = WAYS.map(way => [way, sizeOf(host, way)]);
    return [
      ...ops.map(op => ({what: op, host, unit: 'ns', ...Object.fromEntries(
        WAYS.map(way => [way, +median(times.get([host, op, way].join())).toPrecision(4)]))})),
      ...['raw', 'brotli'].map(kind => ({what: `size, ${kind}`, host, unit: 'bytes',
        ...Object.fromEntries(sizes.map(([way, size]) => [way, size[kind]]))})),
    ];
  });
  return {cost};
}
