// SPDX-License-Identifier: MIT
// Calls across the border, on every host that has JavaScript; and the same functions
// called from C where there is none. Prints what ran where.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, test} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';

import * as wasyncio from '../../web/index.mjs';
import {built, root} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {address, isolated, serveFiles} from '../hosts/files.mjs';
import * as firefox from '../hosts/firefox.mjs';
import * as workerd from '../hosts/workerd.mjs';
import {cases} from './cases.mjs';
import {edges} from './edges.mjs';
import {cases as pool} from './pool_cases.mjs';
import {cases as remote} from './remote_cases.mjs';
import {cases as shared} from './shared_cases.mjs';
import {limited} from '../web/tools.mjs';

const {open} = wasyncio;
const here = fileURLToPath(new URL('.', import.meta.url));
const folder = built('web', 'tests/border/');

/* Where the cases are played: in the main thread or the page, in a worker, in one that
 * pages share, and from the first with the program in a worker, and in a pool of those. */
const all = {...cases, ...edges};
const places = {main: all, worker: all, shared: {...all, ...shared}, remote, pool};

/* Rows of the table at the end: what ran there, or why nothing can. */
const matrix = new Map();

function note(host, place, what) {
  if (!matrix.has(host)) matrix.set(host, {});
  matrix.get(host)[place] = what;
}

after(async () => {
  await closeHosts();
  // Bun has its engine.
  for (const place of Object.keys(places)) note('Safari', place, 'none: it is not for Linux');
  for (const [host, row] of matrix)
    console.log(`host: ${host.padEnd(24)} ` + Object.keys(places).map(place =>
      `${place}: ${row[place]}`).join(', '));
});

/* What one host tells of each case. */
async function playedOn(t, host, place, told) {
  note(host, place, 'failed');
  const names = [];
  const bad = [];
  for await (const {name, error} of told) {
    if (!name) break;
    await t.test(name, () => { if (error) assert.fail(error); });
    names.push(name);
    if (error) bad.push(name);
  }
  assert.deepEqual(names, Object.keys(places[place]));
  note(host, place, bad.length ? `failed (${bad.join(', ')})` : `${names.length} cases`);
}

/* ---- processes ---- */

async function* lines(command, args) {
  const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 120_000, killSignal: 'SIGKILL'});
  for await (const line of createInterface(child.stdout)) yield JSON.parse(line);
}

const script = join(here, 'node.mjs');
const {env} = process;
const processes = {
  'Node 20': [env.WASYNCIO_NODE20, script],
  'Node 24': [env.WASYNCIO_NODE24, script],
  'Node 26': [env.WASYNCIO_NODE26, script],
  'Deno': [env.WASYNCIO_DENO, 'run', '--allow-all', script],
  // It reads files, and nothing of the environment.
  'Deno, may only read': [env.WASYNCIO_DENO, 'run', '--no-prompt', '--allow-read', script],
  'Bun': [env.WASYNCIO_BUN, script],
};

for (const [host, [command, ...args]] of Object.entries(processes)) {
  note(host, 'shared', 'none: it has no SharedWorker');
  for (const place of Object.keys(places).filter(place => place !== 'shared'))
    test(`${host}, ${place}`, t => playedOn(t, host, place,
      lines(command, [...args, folder, place])));
}

/* ---- processes that have nothing else to do ---- */

for (const [what, code, says] of [
  ['with no call in flight is not kept alive', "console.log(await program.run('number'))", '42'],
  ['with nothing that could wake it ends its calls',
    "program.run('waits').catch(error => console.log(error.code))", 'WIO_EDEADLK'],
])
  test(`Node: a program ${what}`, () => {
    const [index, glue] = [join(root, 'web/index.mjs'), join(folder, 'exports.mjs')]
      .map(file => JSON.stringify(pathToFileURL(file).href));
    const {status, stdout, stderr} = spawnSync(process.execPath, ['--input-type=module', '-e',
      `import {open} from ${index}; const program = await open(${glue}); ${code}`],
    {encoding: 'utf8', timeout: 20_000});
    assert.deepEqual([stdout, status], [`${says}\n`, 0], stderr);
  });

test('a program begins with little memory, of which it takes more', async () => {
  const module = await WebAssembly.compile(readFileSync(join(folder, 'exports.wasm')));
  const imports = {};
  for (const {module: from, name} of WebAssembly.Module.imports(module))
    (imports[from] ??= {})[name] = () => {};
  const {exports} = await WebAssembly.instantiate(module, imports);
  const memory = Object.values(exports).find(each => each instanceof WebAssembly.Memory);
  assert.ok(memory.buffer.byteLength < 2 << 20, `${memory.buffer.byteLength}`);
  const program = await open(pathToFileURL(join(folder, 'exports.mjs')));
  const large = new Uint8Array(32 << 20).fill(1);
  assert.equal((await program.run('invert', [large])).at(-1), 254);
  await program.close();
});

test('what is a view of the memory of a program is given to it, which grows', async () => {
  let program;
  const functions = {
    view: () => program.module.HEAPU8.subarray(),
    soon: async () => functions.view(),
    stream: () => new ReadableStream({
      start(controller) {
        controller.enqueue(functions.view());
        controller.close();
      },
    }),
  };
  program = await open(pathToFileURL(join(folder, 'exports_large.mjs')), {functions});
  for (const give of [
    () => program.run('echo', [functions.view()]),
    () => program.run('ask', ['view']),
    () => program.run('ask', ['soon'])]) {
    const {length} = functions.view();
    assert.equal((await give()).length, length);
    assert.ok(functions.view().length > length);
  }
  const {length} = functions.view();
  let written = 0;
  const to = new WritableStream({
    write(bytes) {
      if (!written) assert.notEqual(program.module._wio__web_room(length), 0);
      written += bytes.length;
    },
  });
  assert.equal(await program.run('copy_stream', ['stream', to]), length);
  assert.equal(written, length);
  await program.close();
});

test('Node: what is opened and closed before the host has a turn is collected', () => {
  const [index, glue] = [join(root, 'web/index.mjs'), join(folder, 'exports.mjs')]
    .map(file => JSON.stringify(pathToFileURL(file).href));
  const {status, stdout, stderr} = spawnSync(process.execPath,
    ['--expose-gc', '--input-type=module', '-e', `import {open} from ${index};
      const opened = await open(${glue});
      const taken = async () => {
        for (let i = 0; i < 200; i++) await (await opened.reopen()).close();
        gc();
        return process.memoryUsage().heapUsed;
      };
      await taken();
      const before = await taken();
      console.log((await taken() - before) / 200 < 10_000);
      await opened.close();`], {encoding: 'utf8', timeout: 20_000});
  assert.deepEqual([stdout, status], ['true\n', 0], stderr);
});

test('Node: all that C has lies beyond two gigabytes', async t => {
  const play = async ({program = 'exports_large', ...options} = {}) => {
    const opened = await open(pathToFileURL(join(folder, `${program}.mjs`)), options);
    if (program !== 'exports_large') return opened;
    for (let i = 0; i < 2; i++) // nobody writes there, so the machine has not to have them
      assert.notEqual(opened.module._wio__web_room(2 ** 30 - 64), 0);
    return opened;
  };
  for (const [name, run] of Object.entries(all))
    await t.test(name, async () => assert.equal(await limited(() => run(play, wasyncio)), null));
});

test('Node: a pool keeps a process as long as it computes', () => {
  const [index, worker] = [join(root, 'web/pool.mjs'), script]
    .map(file => JSON.stringify(pathToFileURL(file).href));
  const {status, stdout, stderr} = spawnSync(process.execPath, ['--input-type=module', '-e',
    `import {Worker} from 'node:worker_threads';
    import {pool} from ${index};
    const argv = [${JSON.stringify(folder)}, 'pool'];
    const {run} = pool(() => new Worker(new URL(${worker}), {argv, execArgv: []}));
    run('number').then(async () => console.log(await run('nap', [20])));`],
  {encoding: 'utf8', timeout: 20_000});
  assert.deepEqual([stdout, status], ['20\n', 0], stderr);
});

test('numbers of promises and errors begin again', async () => {
  const text = readFileSync(join(folder, 'exports.mjs'), 'utf8');
  const [before, after, ...more] = text.split(/\bnext: *0\b/);
  assert.ok(after && more.length === 0);
  const glue = join(folder, 'late.mjs');
  writeFileSync(glue, `${before}next:${2 ** 31 - 3}${after}`);
  const mine = new Error('mine');
  let settle;
  const program = await open(pathToFileURL(glue), {
    wasm: readFileSync(join(folder, 'exports.wasm')),
    functions: {
      soon: async x => x,
      fails: async () => { throw mine; },
      late: () => new Promise(resolve => { settle = resolve; }),
    },
  });
  const late = program.run('ask', ['late']);
  for (let i = 0; i < 9; i++) {
    assert.equal(await program.run('ask', ['soon', i]), i);
    await assert.rejects(program.run('ask', ['fails']), error => error === mine);
  }
  settle('late');
  assert.equal(await late, 'late');
  await program.close();
});

/* ---- browsers ---- */

const browsers = {
  'Chromium': {show: chromium.show},
  'Chromium, strict CSP': {show: chromium.show, headers: {
    'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'"}},
  'Chromium, isolated': {show: chromium.show, headers: isolated},
  'Firefox': {show: firefox.show},
};

for (const [host, {show, headers}] of Object.entries(browsers))
  test(host, async t => {
    const server = await serveFiles(headers);
    const page = `${address(join(here, 'page.mjs'))}?folder=${address(folder)}`;
    const close = await show(`${server.origin}/?script=${encodeURIComponent(page)}`);
    async function* told() {
      for (;;) yield server.told();
    }
    try {
      for (const place of Object.keys(places))
        await t.test(place, t => playedOn(t, host, place, told()));
    } finally {
      await close();
      server.close();
    }
  });

/* ---- workerd ---- */

const modules = Object.fromEntries([
  'tests/border/workerd.mjs', 'tests/border/play.mjs', 'tests/border/cases.mjs',
  'tests/border/edges.mjs', 'tests/border/remote_cases.mjs', 'tests/border/pool_cases.mjs',
  'tests/border/shared_cases.mjs',
  'tests/web/tools.mjs',
  ...readdirSync(join(root, 'web')).filter(name => name.endsWith('.mjs'))
    .map(name => `web/${name}`)].map(name => [name, join(root, name)]));
for (const name of ['exports.mjs', 'exports.wasm', 'exports_main.mjs', 'exports_main.wasm'])
  modules[`tests/border/${name}`] = join(folder, name);

for (const [host, compatible] of Object.entries({
  'workerd': {date: '2026-11-01'},
  'workerd without Node\'s': {date: '2026-11-01', flags: ['no_nodejs_compat']},
  // No MessageChannel, either.
  'workerd as of July 2025': {date: '2025-07-01'},
}))
  test(host, async t => {
    for (const place of Object.keys(places).filter(place => place !== 'main'))
      note(host, place, 'none: it has no threads');
    const server = await workerd.serve(join(folder, 'workerd.capnp'),
      {modules, ...compatible});
    async function* told() {
      const response = await fetch(server.address);
      const stream = response.body.pipeThrough(new TextDecoderStream());
      let rest = '';
      for await (const chunk of stream) {
        const [...whole] = (rest + chunk).split('\n');
        rest = whole.pop();
        for (const line of whole) yield JSON.parse(line);
      }
    }
    try {
      await playedOn(t, host, 'main', told());
    } finally {
      server.close();
    }
  });

/* ---- from C ---- */

for (const [name, {host, preset, options}] of Object.entries(hosts)
  .filter(([, {drive}]) => drive === 'blocking'))
  test(`from C: ${name}`, async () => {
    const {status, stdout, stderr} =
      await host.run(built(preset, 'tests/border/exports'), options);
    assert.equal(stdout, 'all ok\n', stderr);
    assert.equal(status, 0, stderr);
  });

test('from an embedder in Python, which waits for each', () => {
  const {status, stdout, stderr} = spawnSync(process.env.WASYNCIO_PYTHON ?? 'python3',
    [join(here, 'embedder.py'), built('wasi', 'tests/border/exports_library.wasm')],
    {env: {...process.env, PYTHONPATH: process.env.WASYNCIO_PYTHONPATH}, encoding: 'utf8',
      timeout: 60_000});
  assert.equal(status, 0, stderr);
  assert.deepEqual(JSON.parse(stdout),
    ['hello grün', 3, [255, 254], 2 ** 40 + 2, [-10020, 'no way']]);
});
