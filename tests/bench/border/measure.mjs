// SPDX-License-Identifier: MIT
// measure.mjs OURS.mjs [PEER.mjs]: what crosses the border, in this process.  Prints
// "op who ns" for each.  The least of some rounds counts: what else the machine does
// only adds.  Wants --expose-gc.
import {spawn} from 'node:child_process';
import {getEventListeners, once} from 'node:events';
import {readFileSync} from 'node:fs';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {Worker} from 'node:worker_threads';

import {open} from '../../../web/index.mjs';
import {connect} from '../../../web/remote.mjs';
import {measureAborts} from './aborts.mjs';

const ROUNDS = 7;
const [ours, peer] = process.argv.slice(2).map(path => pathToFileURL(path));

async function least(each, n, warm = 2) {
  let found = Infinity;
  for (let round = -warm; round < ROUNDS; round++) {
    const began = performance.now();
    await each(n);
    if (round >= 0) found = Math.min(found, (performance.now() - began) * 1e6 / n);
  }
  return found;
}

const say = (op, who, value) => console.log(op, who, value.toPrecision(4));

const tell = async (op, who, n, each) => say(op, who, await least(each, n));

const times = async (n, call) => {
  for (let i = 0; i < n; i++) await call();
};

/* So many in flight. */
const atOnce = (many, n, call) => times(n / many, () =>
  Promise.all(Array.from({length: many}, call)));

async function* plain(n) {
  for (let i = 0; i < n; i++) yield i;
}

const read = async items => {
  let sum = 0;
  for await (const item of items) sum += item;
  return sum;
};

const program = await open(ours, {functions: {plain() {}, async promise() {}}});

await tell('await', 'javascript', 1e6, n => times(n, () => null));
await tell('run', 'ours', 1e5, n => times(n, () => program.run('empty')));
await tell('run1000', 'ours', 1e5, n => atOnce(1000, n, () => program.run('empty')));
await tell('host', 'ours', 1e6, n => program.run('calls', ['plain', n]));
await tell('promise', 'ours', 1e5, n => program.run('calls', ['promise', n]));
await tell('stream', 'ours', 1e5, n => read(program.stream('numbers', [n])));
await tell('ahead', 'ours', 1e6, n =>
  read(program.stream('numbers', [n], {highWaterMark: 64})));
await tell('stream', 'javascript', 1e6, n => read(plain(n)));
await tell('ahead', 'javascript', 1e6, n => read(plain(n)));

const bytes = new Uint8Array(1 << 20);
await tell('bytes', 'ours', 200, n => times(n, () => program.run('echo', [bytes])));
const there = new Uint8Array(1 << 20);
await tell('bytes', 'javascript', 200, n => times(n, () => {
  there.set(bytes);
  return there.slice();
}));

const server = spawn(process.execPath,
  [fileURLToPath(new URL('server.mjs', import.meta.url)), String(64 << 20)],
  {stdio: ['ignore', 'pipe', 'inherit']});
process.on('exit', () => server.kill());
const [answer] = await once(server.stdout, 'data');
const address = String(answer).trim();
await tell('fetch', 'ours', 1, n => times(n, () => program.run('fetches', [address])));
await tell('fetch', 'javascript', 1, n => times(n, async () => {
  const reader = (await fetch(address)).body.getReader();
  while (!(await reader.read()).done);
}));

const beside = name => new URL(name, import.meta.url);
await measureAborts(program, (op, value) => say(op, 'ours', value), true);
const worker = new Worker(beside('worker.mjs'), {argv: [ours.href]});
const remote = await connect(worker, {terminate: 1000});
await measureAborts(remote, (op, value) => say(op, 'worker', value));
await remote.close();

const {signal} = new AbortController();
const settings = {signal, functions: {plain() {}}};
const again = async () => {
  const other = await opened.reopen();
  await other.close();
};
const opened = await open(ours, settings);
await tell('open', 'ours', 100, n => times(n, again));

/* The engine's part: the same module, with imports that do nothing. */
const module = await WebAssembly.compile(readFileSync(fileURLToPath(ours).replace(/mjs$/, 'wasm')));
const imports = {};
for (const {module: from, name} of WebAssembly.Module.imports(module))
  (imports[from] ??= {})[name] = () => {};
await tell('open', 'javascript', 100, n => times(n, () => WebAssembly.instantiate(module, imports)));

/* What stays when many have been open. */
const taken = async () => {
  for (let i = 0; i < 3; i++) {
    globalThis.gc();
    await new Promise(resolve => setImmediate(resolve));
  }
  const {heapUsed, external} = process.memoryUsage();
  const listeners = process.eventNames()
    .reduce((n, name) => n + process.listenerCount(name), 0);
  return [heapUsed + external, listeners + getEventListeners(signal, 'abort').length];
};
const OPENS = 10_000;
await times(100, again);
const before = await taken();
await times(OPENS, again);
const [stays, listeners] = (await taken()).map((n, i) => n - before[i]);
say('heap', 'ours', Math.max(stays / OPENS, 0));
say('listeners', 'ours', listeners);
await opened.close();
await program.close();

if (peer) {
  const module = await (await import(peer)).default();
  await tell('run', 'jspi', 1e5, n => times(n, () =>
    module.ccall('empty', 'number', [], [], {async: true})));
  await tell('run', 'bare', 1e6, n => times(n, () => module._bare()));
  await tell('host', 'jspi', 1e6, n => module.ccall('calls_plain', null, ['number'], [n],
    {async: true}));
  await tell('promise', 'jspi', 1e5, n => module.ccall('calls_promise', null, ['number'],
    [n], {async: true}));
}
process.exit();
