// SPDX-License-Identifier: MIT
// wasyncio-ps: a program that hangs is read from outside, while it lives and afterwards.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {setTimeout} from 'node:timers/promises';

import {openMemory} from '../../src/graph/memory.mjs';
import {show} from '../../src/graph/ps.mjs';
import {cycles, describe} from '../../src/graph/show.mjs';
import {FIELDS, MAGIC, VERSION} from '../../src/graph/tasks.mjs';
import {open} from '../../web/index.mjs';
import {built, root} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';

const folder = mkdtempSync(join(tmpdir(), 'wasyncio-ps-'));
after(() => rmSync(folder, {recursive: true}));
after(chromium.close);

const TOOL = join(root, 'src', 'graph', 'ps.mjs');

/* Lines that stand in the table. */
const main = does =>
  new RegExp(`^Task-1 +${does} +group \\(hung\\.c:\\d+\\) +hung\\.c:\\d+$`, 'm');

const LINES = [
  /^task +does +open +made at +awaited by$/m,
  /^leaf +in wio_sleep +hung\.c:\d+ +Task-1 \(wio_group_close\), gathers \(wio_gather\), awaits \(wio_await\)$/m,
  /^gathers +in wio_gather +hung\.c:\d+$/m,
  /^awaits +in wio_await, for leaf +timeout \(hung\.c:\d+\) +hung\.c:\d+$/m,
  /^a +in wio_lock_acquire, held by b +hung\.c:\d+ +b \(wio_lock_acquire\)$/m,
  /^b +in wio_lock_acquire, held by a +hung\.c:\d+ +a \(wio_lock_acquire\)$/m,
  /^gets +in wio_queue_get +hung\.c:\d+$/m,
];
/* Where its input does not end. */
const READS = /^reads +in wio_wait_fd, descriptor 0 +hung\.c:\d+$/m;

/* It is what hung.c says, and its main task does that. */
function check(target, does) {
  return checkText(show(target), show(target, 'pstree'), does);
}

function checkText(text, tree, does) {
  for (const line of [...LINES, main(does)]) assert.match(text, line, text);
  assert.match(tree, /^gathers .*\n└── leaf, as above$/m, tree);
  assert.match(tree, /cycle: a -> b -> a$/, tree);
  assert.match(tree, /leaf \(hung\.c:\d+\), in wio_sleep/);
  assert.equal(tree.match(/leaf, as above/g).length, 2);
  return text;
}

/* A native program that hangs, until `use` has looked at it. */
async function hang(args, use, env = {}) {
  const child = spawn(built('native', 'tests/ps/hung'), args,
    {stdio: ['pipe', 'pipe', 'inherit'], env: {...process.env, ...env}});
  try {
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve);
      child.once('exit', code => reject(new Error(`it ended: ${code}`)));
    });
    return await use(String(child.pid));
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  }
}

/* Once its last task waits. */
async function settled(pid) {
  for (let left = 100; left > 0; left--) {
    if (/^Task-1 +in wio_group_close/m.test(show(pid))) return;
    await setTimeout(20);
  }
}

/* Some of it may not be there. */
function pages(memory, start, end) {
  const bytes = Buffer.alloc(end - start);
  for (let at = start; at < end; at += 4096)
    try {
      memory.read(at, 4096).copy(bytes, at - start);
    } catch {}
  return bytes;
}

/* A note of a core file: which files are mapped, and where. */
function fileNote(pid) {
  const files = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')
    .map(line => /^(\w+)-(\w+) \S+ (\w+) \S+ [1-9]\d*\s+(\/.*)$/.exec(line))
    .filter(Boolean);
  const words = [files.length, 4096, ...files.flatMap(([, ...at]) => {
    const [start, end, offset] = at.map(hex => parseInt(hex, 16));
    return [start, end, offset / 4096];
  })];
  const bytes = Buffer.alloc(8 * words.length);
  words.forEach((word, i) => bytes.writeBigUInt64LE(BigInt(word), 8 * i));
  const desc = Buffer.concat([bytes, Buffer.from(files.map(file => `${file[4]}\0`).join(''))]);
  const head = Buffer.alloc(20);
  head.writeUInt32LE(5, 0);
  head.writeUInt32LE(desc.length, 4);
  head.writeUInt32LE(0x46494c45, 8);
  head.write('CORE', 12);
  return Buffer.concat([head, desc]);
}

/* A core file of a process: what it has written, as a kernel does. */
function core(pid, notes = fileNote(pid)) {
  const memory = openMemory(pid);
  const parts = memory.ranges.filter(({writable}) => writable)
    .map(({start, end}) => ({type: 1, start, bytes: pages(memory, start, end)}));
  parts.push({type: 4, start: 0, bytes: notes});
  memory.close();
  const head = Buffer.alloc(64 + 56 * parts.length);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  head.writeUInt16LE(4, 16);
  head.writeBigUInt64LE(64n, 32);
  head.writeUInt16LE(56, 54);
  head.writeUInt16LE(parts.length, 56);
  let at = head.length;
  for (const [i, {type, start, bytes}] of parts.entries()) {
    const entry = 64 + 56 * i;
    head.writeUInt32LE(type, entry);
    head.writeUInt32LE(6, entry + 4);
    for (const [field, value] of [[8, at], [16, start], [32, bytes.length],
      [40, bytes.length]])
      head.writeBigUInt64LE(BigInt(value), entry + field);
    at += bytes.length;
  }
  const file = join(folder, `core.${pid}`);
  writeFileSync(file, Buffer.concat([head, ...parts.map(({bytes}) => bytes)]));
  return file;
}

test('a process that waits', () => hang([], async pid => {
  await settled(pid);
  assert.match(check(pid, 'in wio_group_close'), READS);
}));

test('a process in debug mode', () => hang([], async pid => {
  await settled(pid);
  assert.match(check(pid, 'in wio_group_close'), READS);
}, {WASYNCIO_DEBUG: '1'}));

test('a process that computes', () => hang(['compute'], async pid => {
  const text = check(pid, 'running');
  assert.match(text, /^Task-\d+ +not started/m);
}));

test('a core file', () => hang([], async pid => {
  await settled(pid);
  assert.match(check(core(pid), 'in wio_group_close'), READS);
  // Without the program's file names that are literals are not known, tasks are.
  const text = show(core(pid, Buffer.alloc(0)));
  assert.match(text, /^leaf +in wio_sleep +\? +Task-1 \(\?\), gathers/m);
}));

test('by the command', () => hang([], async pid => {
  await settled(pid);
  const run = args => spawnSync(process.execPath, [TOOL, ...args],
    {encoding: 'utf8'});
  assert.equal(run([pid]).stdout, `${show(pid)}\n`);
  assert.equal(run(['ps', pid]).stdout, `${show(pid)}\n`);
  assert.equal(run(['pstree', pid]).stdout, `${show(pid, 'pstree')}\n`);
  for (const args of [[], ['pstree'], ['--help'], ['ps', pid, pid]])
    if (args[0] !== 'pstree') assert.equal(run(args).status, 2, args.join(' '));
  const none = run(['pstree', '/nowhere']);
  assert.equal(none.status, 1);
  assert.equal(none.stderr, 'wasyncio-ps: there is no file /nowhere\n');
}));

/* ---- WebAssembly ---- */

const hung = `${built('wasi', 'tests/ps/hung')}.wasm`;

function dumpOfWasmtime() {
  const file = join(folder, 'wasmtime.core');
  spawnSync(process.env.WASYNCIO_WASMTIME ?? 'wasmtime',
    ['run', '-D', `coredump=${file}`, hung, 'trap'], {input: ''});
  return file;
}

test('a core dump of wasmtime', () => {
  check(dumpOfWasmtime(), 'running');
});

/* The memory of a program that has trapped in Node. */
async function memoryOf(program) {
  const code = `
    import {readFileSync, writeFileSync} from 'node:fs';
    import {WASI} from 'node:wasi';
    const wasi = new WASI({version: 'preview1', args: ['hung', 'trap']});
    const module = await WebAssembly.compile(readFileSync(process.argv[1]));
    const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
    try {
      wasi.start(instance);
    } catch {}
    writeFileSync(process.argv[2], Buffer.from(instance.exports.memory.buffer));`;
  const file = join(folder, 'memory');
  spawnSync(process.env.WASYNCIO_NODE24 ?? process.execPath,
    ['--no-warnings', '--input-type=module', '-e', code, program, file], {input: ''});
  return file;
}

test('a memory of Node', async () => {
  const file = await memoryOf(hung);
  check(file, 'running');
  // In a page there are bytes, and no file.
  check(new Uint8Array(readFileSync(file)), 'running');
});

test('a program without INSPECT says nothing', async () => {
  const file = await memoryOf(`${built('wasi', 'tests/ps/hidden')}.wasm`);
  assert.throws(() => show(file), /no program of wasyncio was found.*INSPECT/);
});

/* ---- on the web ---- */

const onWeb = name => `${built('web', `tests/ps/${name}`)}.mjs`;

/* Opens it, and gives it once it says so. */
const opened = name => new Promise((resolve, reject) => {
  const stdout = () => resolve(app);
  const app = open(onWeb(name), {stdout, stderr() {}});
  app.catch(reject);
});

test('a program that runs in Node', async () => {
  const app = await opened('hung');
  await setTimeout(20);
  check(app.module.HEAPU8, 'in wio_group_close');
  app.interrupt();
  assert.equal(await app.exited, 130);
});

test('a program for the web without INSPECT keeps its memory for itself', async () => {
  const app = await opened('hidden');
  assert.equal(app.module.HEAPU8, undefined);
  app.interrupt();
  assert.equal(await app.exited, 130);
});

test('a program in a page, looked at by the page', async () => {
  const page = await chromium.page();
  const [text, tree] = await page.evaluate(async ([index, tool, glue]) => {
    const {open} = await import(index);
    const {show} = await import(tool);
    const said = Promise.withResolvers();
    const app = await open(glue, {stdout: said.resolve});
    await said.promise;
    await new Promise(resolve => setTimeout(resolve, 20));
    const shown = ['ps', 'pstree'].map(how => show(app.module.HEAPU8, how));
    app.interrupt();
    await app.exited;
    return shown;
  }, [join(root, 'web', 'index.mjs'), join(root, 'src', 'graph', 'show.mjs'),
    onWeb('hung')].map(chromium.address));
  checkText(text, tree, 'in wio_group_close');
});

/* ---- what cannot be read ---- */

test('another version is refused by its number', async () => {
  const bytes = readFileSync(await memoryOf(hung));
  const at = bytes.indexOf(MAGIC), n = FIELDS.length;
  bytes.writeUInt16LE(VERSION + 1, at + 16);
  assert.throws(() => show(bytes), new RegExp(
    `version ${VERSION + 1} with ${n} fields, and this tool reads version ${VERSION} with`));
  bytes.writeUInt16LE(VERSION, at + 16);
  bytes.writeUInt16LE(n - 1, at + 22);
  assert.throws(() => show(bytes), new RegExp(`version ${VERSION} with ${n - 1} fields`));
});

test('what is damaged does not go on for ever', async () => {
  const bytes = readFileSync(await memoryOf(hung));
  const at = bytes.indexOf(MAGIC);
  const next = bytes.readUInt16LE(at + 24 + 2 * FIELDS.indexOf('task_next'));
  const word = Buffer.from([0x4b, 0x53, 0x41, 0x54]);
  for (let task = bytes.indexOf(word); task >= 0; task = bytes.indexOf(word, task + 4))
    if (task % 4 === 0) bytes.writeUInt32LE(0xfffffff0, task + next);
  assert.throws(() => show(bytes), /changes too fast, or is damaged/);
});

/* It is shown, or it is said in words of ours what is wrong with it. */
function checkDamaged(bytes) {
  const file = join(folder, 'damaged');
  writeFileSync(file, bytes);
  for (const how of ['ps', 'pstree'])
    try {
      show(file, how);
    } catch (error) {
      assert.match(error.message,
        /cut off, or damaged$|no program of wasyncio|or is damaged: (nothing can be read|a list)|layout is version|^this/);
    }
}

/* The same at each place, and by chance of one seed. */
function damage(file, times) {
  const bytes = readFileSync(file);
  let seed = 7;
  const chance = n => {
    seed = seed * 1103515245 + 12345 & 0x7fffffff;
    return seed % n;
  };
  for (let i = 0; i < times; i++) {
    checkDamaged(bytes.subarray(0, chance(bytes.length)));
    for (const [count, within] of [[3, 2000], [1 << chance(12), bytes.length]]) {
      const copy = Buffer.from(bytes);
      for (let j = 0; j < count; j++) copy[chance(within)] = chance(256);
      checkDamaged(copy);
    }
  }
}

test('a file that is cut off or damaged is named', () => damage(dumpOfWasmtime(), 40));

test('so is a core file', () => hang([], async pid => {
  await settled(pid);
  damage(core(pid), 8);
  // A note whose length goes round, and a file without an end.
  const endless = fileNote(pid);
  endless.writeUInt32LE(0xfffffff4, 4);
  assert.match(show(core(pid, endless)), /^leaf/m);
  const device = fileNote(pid).toString('latin1').replaceAll(/\/[^\0]+/g, '/dev/zero');
  assert.match(show(core(pid, Buffer.from(device, 'latin1'))), /^leaf/m);
}));

test('a list that comes round', async () => {
  const bytes = readFileSync(await memoryOf(hung));
  const at = bytes.indexOf(MAGIC);
  const next = bytes.readUInt16LE(at + 24 + 2 * FIELDS.indexOf('task_next'));
  const word = Buffer.from([0x4b, 0x53, 0x41, 0x54]);
  for (let task = bytes.indexOf(word); task >= 0; task = bytes.indexOf(word, task + 4))
    if (task % 4 === 0) bytes.writeUInt32LE(task, task + next);
  assert.throws(() => show(bytes), /is damaged: a list has no end/);
});

test('a name cannot do anything to a terminal', async () => {
  const bytes = readFileSync(await memoryOf(hung));
  for (let at = bytes.indexOf('leaf\0'); at >= 0; at = bytes.indexOf('leaf\0', at + 1))
    bytes.write('\x1b[m\n', at, 'latin1');
  assert.match(show(bytes), /^\?\[m\? +in wio_sleep/m);
});

/* Tasks as they are read. */
function tasksOf(n) {
  return Array.from({length: n}, (_, i) => ({name: `Task-${i + 1}`, place: '',
    does: 'ready', open: [], waiters: [], awaits: []}));
}

function waitFor(waiter, awaited, by) {
  waiter.awaits.push({task: awaited, by});
  awaited.waiters.push({task: waiter, by});
}

test('many that wait for one, and long chains', () => {
  const N = 20000;
  const [one, ...others] = tasksOf(N);
  for (const task of others) waitFor(task, one, 'wio_lock_acquire');
  const text = describe([{tasks: [one, ...others]}]);
  assert.ok(text.length < 100 * N, `${text.length} characters`);
  const chain = tasksOf(N);
  chain.slice(1).forEach((task, i) => waitFor(chain[i], task, 'wio_await'));
  const tree = describe([{tasks: chain}], 'pstree');
  assert.equal(tree.split('\n').length, N);
  assert.ok(tree.length < 200 * N, `${tree.length} characters`);
  // More than may be arguments of a function.
  const [all, ...leaves] = tasksOf(200000);
  for (const task of leaves) waitFor(all, task, 'wio_gather');
  assert.equal(describe([{tasks: [all, ...leaves]}], 'pstree').split('\n').length, 200000);
});

test('no process, no permission, no core', () => {
  assert.throws(() => show('4194304'), /there is no process 4194304/);
  assert.throws(() => show(built('native', 'tests/ps/hung')), /no core file/);
});

test('each ring is found', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(name => ({name, awaits: []}));
  a.awaits.push({task: b}, {task: a});
  b.awaits.push({task: c});
  c.awaits.push({task: a});
  assert.deepEqual(cycles([a, b, c]).map(ring => ring.map(({name}) => name).join('')),
    ['abca', 'aa']);
  // Two that await one are none.
  const leaf = {name: 'leaf', awaits: []};
  const two = ['d', 'e'].map(name => ({name, awaits: [{task: leaf}]}));
  assert.deepEqual(cycles([...two, leaf]), []);
});

test('the list of fields is that of layout.h', () => {
  const text = readFileSync(join(root, 'src', 'graph', 'layout.h'), 'utf8');
  const fields = [...text.matchAll(/^\tX\(.*, (\w+)\)( \\)?$/gm)].map(([, name]) => name);
  assert.deepEqual(FIELDS, fields);
  assert.match(text, new RegExp(`WIO__LAYOUT_VERSION = ${VERSION} `));
  assert.match(text, new RegExp(`WIO__LAYOUT_MAGIC "${MAGIC.slice(0, -1)}"`));
});
