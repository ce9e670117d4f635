// SPDX-License-Identifier: MIT
// npm run bench [-- --json FILE] [OP...]
//
// The operations of bench.c on Node and wasmtime, beside V8's await null and
// Emscripten's fibers, in alternating rounds of one run, so that a slow spell
// of the machine hits them all. What counts are the ratios to await null.
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const ROUNDS = 3;

// What the design asks for, in await nulls of Node 24.
const TARGETS = {
  yield1: 1.0, yield1000: 0.9, spawn: 3, handover: 2, cancel: 4,
};

const {values: {json}, positionals: wanted} = parseArgs({
  allowPositionals: true,
  options: {json: {type: 'string'}},
});

const node = process.env.WASYNCIO_NODE24;
const wasmtime = process.env.WASYNCIO_WASMTIME;
const program = target => path.join(root, 'build', target, 'tests/bench/bench');
const launch = path.join(root, 'tests/hosts/node_launch.mjs');

const PEERS = [
  {who: 'await null', host: 'node24', command: [node, path.join(here, 'promises.mjs')]},
  {who: 'wasyncio', host: 'node24', command: [node, launch, `${program('web')}.mjs`], ours: true},
  {who: 'wasyncio', host: 'wasmtime', command: [wasmtime, `${program('wasi')}.wasm`], ours: true},
  {who: 'fibers', host: 'node24', command: [node, path.join(path.dirname(program('web')), 'fibers.cjs')]},
];

function build() {
  for (const [preset, targets] of [['wasi', ['bench']], ['web', ['bench', 'fibers']]]) {
    console.log(`building for ${preset}`);
    const cmake = (...args) => execFileSync('cmake', args, {cwd: root, stdio: ['ignore', 'pipe', 'inherit']});
    cmake('--preset', preset);
    cmake('--build', '--preset', preset, '--target', ...targets);
  }
}

// op -> times of one operation, in nanoseconds
function measure({command: [file, ...args], ours}) {
  const text = execFileSync(file, [...args, ...(ours ? wanted : [])],
    {encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']});
  const rows = text.trim().split('\n').map(line => line.split(' '));
  return rows.map(([op, n, total]) => ({op, n: +n, ns: total / n}));
}

const median = times => times.toSorted((a, b) => a - b)[times.length >> 1];

function summarize(samples) {
  const rows = new Map();
  for (const {op, n, ns, who, host} of samples) {
    const key = `${op} ${who} ${host}`;
    if (!rows.has(key)) rows.set(key, {op, who, host, n, times: []});
    rows.get(key).times.push(ns);
  }
  return [...rows.values()].map(({times, ...row}) => ({
    ...row,
    min_ns: Math.min(...times),
    median_ns: median(times),
    extra: {runs: times.length},
  }));
}

function print(rows) {
  const unit = rows.find(row => row.op == 'await_null').median_ns;
  console.log(`\nawait null on Node 24: ${unit.toFixed(1)} ns; the rest in await nulls (ns), medians\n`);
  const find = (op, who, host) => rows.find(r => r.op == op && r.who == who && r.host == host);
  const cell = row => row ? `${(row.median_ns / unit).toFixed(2)} (${row.median_ns.toFixed(0)})` : '-';
  const line = cells => console.log(cells.map((c, i) => i ? c.padStart(16) : c.padEnd(14)).join(''));
  line(['op', 'target', 'Node 24', 'wasmtime', 'fibers, Node 24']);
  for (const op of new Set(rows.filter(r => r.who == 'wasyncio').map(r => r.op))) {
    const ours = ['node24', 'wasmtime'].map(host => find(op, 'wasyncio', host));
    const target = TARGETS[op];
    line([op, target?.toFixed(1) ?? '-', ...ours.map(row =>
      cell(row) + (target && row && row.median_ns / unit > target ? ' *' : '')),
    cell(find(op, 'fibers', 'node24'))]);
  }
  console.log('\n* above its target');
}

build();
const samples = [];
for (let round = 1; round <= ROUNDS; round++) {
  console.log(`round ${round} of ${ROUNDS}`);
  for (const peer of PEERS)
    for (const sample of measure(peer))
      samples.push({...sample, who: peer.who, host: peer.host});
}
const rows = summarize(samples);
print(rows);
if (json) {
  writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
  console.log(`written to ${json}`);
}
