// SPDX-License-Identifier: MIT
// The web host in Node and in a page.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {
  closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, test} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {Worker} from 'node:worker_threads';

import {buildSync} from 'esbuild';

import {built, root} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';
import * as node from '../hosts/node.mjs';
import {cases} from './cases.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = built('web', 'tests/web/');
const programs = join(folder, 'web_programs');

after(() => chromium.close());

/* The cases that are the same everywhere. */

for (const version of ['20', '24', '26']) {
  const path = process.env[`WASYNCIO_NODE${version}`];
  test(`Node ${version}`, async t => {
    const child = spawn(path, [join(here, 'node_cases.mjs'), folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'], timeout: 120_000,
        killSignal: 'SIGKILL',
      });
    const ended = new Promise(resolve => child.on('close', resolve));
    let count = 0;
    for await (const line of createInterface(child.stdout)) {
      const {name, error} = JSON.parse(line);
      await t.test(name, () => { if (error) assert.fail(error); });
      count++;
    }
    assert.equal(await ended, 0);
    assert.equal(count, Object.keys(cases).length);
  });
}

test('a bundle', () => {
  const bundle = join(dirname(programs), 'web_plain.bundle.mjs');
  buildSync({
    stdin: {
      contents: `import {open} from 'wasyncio/web/index.mjs';
        import program from './web_plain.mjs';
        process.exitCode = await (await open(program)).exited;`,
      resolveDir: dirname(bundle),
    },
    alias: {wasyncio: root},
    outfile: bundle, bundle: true, minify: true, format: 'esm',
    external: ['node:*'],
  });
  const {status, stdout, stderr} = spawnSync(process.env.WASYNCIO_NODE24,
    [bundle], {encoding: 'utf8', timeout: 60_000});
  assert.deepEqual({status, stdout, stderr},
    {status: 7, stdout: 'slept 0\n', stderr: ''});
});

test('a turn is a job, where V8 takes no note of each throw in C', async () => {
  const {open} = await import('../../web/index.mjs');
  const order = [];
  const app = await open(pathToFileURL(join(folder, 'web_plain.mjs')), {
    // Node's ticks come after the jobs that a job adds, and else before them.
    stdout() {
      process.nextTick(() => order.push('tick'));
      queueMicrotask(() => order.push('job'));
    },
  });
  await app.exited;
  await new Promise(setImmediate);
  assert.deepEqual(order, ['job', 'tick']);
});

test('a glue and a wasm of different builds', async () => {
  // Where the imports are the same, and the engine finds nothing.
  const {open} = await import('../../web/index.mjs');
  const plain = join(folder, 'web_plain.mjs');
  const other = join(folder, 'web_plain.other.mjs');
  const text = readFileSync(plain, 'utf8');
  const stamp = /(?<=wioStamp *= *)\d+/;
  writeFileSync(other, text.replace(stamp, n => Number(n) ^ 1));
  assert.notEqual(text.match(stamp)[0],
    readFileSync(`${programs}.mjs`, 'utf8').match(stamp)[0]);
  const wasm = readFileSync(join(folder, 'web_plain.wasm'));
  for (const options of [{}, {wasm}])
    await assert.rejects(open(pathToFileURL(other), options),
      /could not be loaded: .*of different builds/);
  assert.equal(await (await open(pathToFileURL(plain), {wasm, stdout() {}})).exited,
    7);
});

test('a page', async t => {
  const page = await chromium.page();
  await page.evaluate(async ([index, cases, folder]) => {
    const {open} = await import(index);
    const module = await import(cases);
    const play = module.player(open, new URL(folder, location));
    window.play = Object.assign(play, {
      folder: new URL(folder, location), open,
      read: async url => (await fetch(url)).arrayBuffer(),
    });
    window.outcome = module.outcome;
  }, [join(root, 'web', 'index.mjs'), join(here, 'cases.mjs'), folder]
    .map(chromium.address));
  for (const name of Object.keys(cases)) {
    await t.test(name, async () => {
      const error = await page.evaluate(name => outcome(name, play), name);
      if (error) assert.fail(error);
    });
  }

  /* Frames and timers of the page in half a second. */
  const life = name => page.evaluate(async name => {
    const app = await play(name);
    await app.says('ing\n');
    let frames = 0;
    let timers = 0;
    let on = true;
    const frame = () => { frames++; if (on) requestAnimationFrame(frame); };
    const timer = () => { timers++; if (on) setTimeout(timer); };
    frame();
    timer();
    await new Promise(resolve => setTimeout(resolve, 500));
    on = false;
    app.interrupt();
    app.interrupt();
    return {status: await app.exited, frames, timers};
  }, name);

  for (const name of ['computes', 'spins']) {
    await t.test(`stays alive while a program ${name}`, async () => {
      const {status, frames, timers} = await life(name);
      assert.equal(status, 130);
      // 30 and more on a machine at rest.
      assert.ok(frames >= 10, `${frames} frames`);
      assert.ok(timers >= 10, `${timers} timers`);
    });
  }

  await t.test('a click interrupts a computation', async () => {
    await page.evaluate(async () => {
      const app = await play('computes');
      await app.says('computing');
      window.ending = new Promise(resolve => {
        onclick = () => {
          app.interrupt();
          app.interrupt();
          resolve(app.exited);
        };
      });
    });
    await page.mouse.click(10, 10);
    assert.equal(await page.evaluate(() => window.ending), 130);
  });

  await t.test('a worker', async () => {
    const got = await page.evaluate(async ([worker, ...args]) => {
      const hash = encodeURIComponent(JSON.stringify(args));
      const running = new Worker(`${worker}#${hash}`, {type: 'module'});
      const got = [];
      return new Promise((resolve, reject) => {
        running.onerror = event => reject(event.message);
        running.onmessage = ({data}) => {
          got.push(data);
          if (data === 'working\n') running.postMessage(0);
          if (typeof data == 'number') resolve(got);
        };
      });
    }, [chromium.address(join(here, 'worker.mjs')),
      chromium.address(`${programs}.mjs`), 'sleeps_long']);
    assert.deepEqual(got, ['working\n', 'work: WIO_ECANCELED\n', 130]);
  });

  await page.close();
});

/* Processes of Node. */

const said = async (program, text) => {
  while (!program.output.stdout.includes(text))
    await new Promise(resolve => program.child.stdout.once('data', resolve));
};

test('SIGINT ends the process with status 130', async () => {
  const program = node.start(programs, {args: ['sleeps_long']});
  await said(program, 'working');
  await program.interrupt();
  assert.deepEqual(await program.done,
    {status: 130, stdout: 'working\nwork: WIO_ECANCELED\n', stderr: ''});
});

test('SIGINT twice ends a computation', async () => {
  const program = node.start(programs, {args: ['computes']});
  await said(program, 'computing');
  await program.interrupt();
  await new Promise(resolve => setTimeout(resolve, 50));
  assert.equal(program.output.stdout, 'computing\n');
  await program.interrupt();
  const {status, stdout} = await program.done;
  assert.equal(status, 130);
  assert.equal(stdout, 'computing\nWIO_EINTERRUPTED, beats: 0\n');
});

test('a SIGINT listener of the user stays in charge', async () => {
  const program = node.start(programs,
    {args: ['sleeps_long'], launch: join(here, 'own_signals.mjs')});
  await said(program, 'working');
  await program.interrupt();
  assert.deepEqual(await program.done,
    {status: 3, stdout: 'working\nmine\n', stderr: ''});
});

test('a program that waits for the host keeps Node alive', async () => {
  const program = node.start(programs, {args: ['awaits_ticket']});
  await said(program, 'waiting');
  const still = new Promise(resolve => setTimeout(resolve, 300, 'alive'));
  assert.equal(await Promise.race([program.done, still]), 'alive');
  await program.interrupt();
  assert.equal((await program.done).status, 130);
});

test('standard input of Node: a pipe, a file, nothing', async () => {
  const expected = {
    status: 0, stderr: '',
    stdout: 'name? 8: Ada Love\n4: lace\nend: 0\n',
  };
  const args = ['reads'];
  assert.deepEqual(
    await node.run(programs, {args, stdin: 'Ada Lovelace'}), expected);
  assert.match((await node.run(programs, {args})).stdout, /end: 0\n$/);

  const scratch = mkdtempSync(join(tmpdir(), 'wasyncio-web-'));
  const path = join(scratch, 'input');
  writeFileSync(path, 'Ada Lovelace');
  const file = openSync(path);
  const {status, stdout} = spawnSync(process.execPath,
    [join(here, '..', 'hosts', 'node_launch.mjs'), `${programs}.mjs`, ...args],
    {stdio: [file, 'pipe', 'inherit'], encoding: 'utf8'});
  closeSync(file);
  rmSync(scratch, {recursive: true});
  assert.deepEqual({status, stdout, stderr: ''}, expected);
});

test('a terminal is told from a pipe', async () => {
  const args = ['terminals'];
  assert.equal((await node.run(programs, {args})).stdout, '0 0 0 0\n');
  const {stdout, stderr} = spawnSync(process.env.WASYNCIO_PYTHON ?? 'python3',
    [join(here, '..', 'hosts', 'terminal.py'), process.execPath,
      join(here, '..', 'hosts', 'node_launch.mjs'), `${programs}.mjs`, ...args],
    {encoding: 'utf8', timeout: 60_000});
  assert.equal(stdout, '1 1 1 0\n', stderr);
});

test('standard input left open does not keep Node alive', async () => {
  const program = node.start(programs, {args: ['reads'], stdin: null});
  await said(program, 'name?');
  await program.interrupt();
  assert.equal((await program.done).status, 130);
});

test('a worker leaves SIGINT to the main thread', async () => {
  const worker = new Worker(`
    import {parentPort, workerData} from 'node:worker_threads';
    const {open} = await import(workerData.index);
    const app = await open(workerData.glue, {args: ['sleeps_long'],
      stdout: () => parentPort.postMessage(process.listenerCount('SIGINT'))});
  `, {
    eval: true,
    workerData: {
      index: new URL('../../web/index.mjs', import.meta.url).href,
      glue: new URL(`file://${programs}.mjs`).href,
    },
  });
  assert.equal(await new Promise((resolve, reject) =>
    worker.on('message', resolve).on('error', reject)), 0);
  await worker.terminate();
});
