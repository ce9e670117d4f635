// SPDX-License-Identifier: MIT
// Readers and writers: of sources and sinks of a program's own, of bytes, of
// descriptors; and beside asyncio's StreamReader.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {cases} from './cases.mjs';

const folder = mkdtempSync(join(tmpdir(), 'wasyncio streams '));
after(async () => {
  await closeHosts();
  rmSync(folder, {recursive: true});
});

const run = (name, program, options) => {
  const {host, preset, options: own} = hosts[name];
  return host.run(built(preset, `tests/streams/streams_${program}`), {...own, ...options});
};

const natively = Object.keys(hosts).filter(name => hosts[name].preset.startsWith('native'));

for (const name of Object.keys(hosts))
  test(`${name}: sources and sinks of a program`, async () => {
    const {status, stdout, stderr} = await run(name, 'cases');
    assert.equal(stdout, 'all ok\n', stderr);
    assert.equal(status, 0, stderr);
  });

/* ---- beside CPython ---- */

const COUNT = 500;
const python = process.env.WASYNCIO_PYTHON ?? 'python3.14';
const played = spawnSync(python, [fileURLToPath(new URL('script.py', import.meta.url)),
  '1', String(COUNT)], {encoding: 'utf8', maxBuffer: 1 << 26});
const [script, expected] = played.stdout.split('---------\n');

test('CPython plays the scripts', () => {
  assert.equal(played.status, 0, played.stderr);
  for (const what of ['read ', 'exactly ', 'until ', 'line ', 'last ', 'all ', 'at its end',
    'WIO_EINCOMPLETE ', 'WIO_EOVERRUN '])
    assert.ok(expected.split('\n').filter(line => line.startsWith(what)).length > 50, what);
});

for (const name of Object.keys(hosts))
  test(`${name}: random reads as on asyncio's StreamReader`, async () => {
    const {status, stdout, stderr} = await run(name, 'script', {stdin: script});
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.equal(stdout, expected);
  });

/* ---- descriptors ---- */

for (const name of natively)
  test(`${name}: both ends of a pipe`, async () => {
    const {status, stdout, stderr} = await run(name, 'pipes');
    assert.equal(stdout, 'all ok\n', stderr);
    assert.equal(status, 0, stderr);
  });

const text = Array.from({length: 30_000}, (_, i) => `line ${i}\n`).join('');

for (const name of Object.keys(hosts))
  test(`${name}: standard input to standard output`, async () => {
    const {status, stdout, stderr} =
      await run(name, 'descriptors', {args: ['copies'], stdin: text});
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.equal(stdout, `${text}\nend\n`);
  });

/* In WebAssembly a program sees a folder that it is given, or one of its own. */
for (const name of [...natively, 'wasmtime'])
  test(`${name}: a file to another`, async () => {
    const bytes = Buffer.alloc(100_000, 'abc\n\0\xff');
    writeFileSync(join(folder, 'from'), bytes);
    const at = name === 'wasmtime' ? '/files' : folder;
    const {status, stdout, stderr} = await run(name, 'descriptors',
      {args: ['files', join(at, 'from'), join(at, 'to')], folders: {[folder]: '/files'}});
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.deepEqual(stdout.split('\n'), ['copied: 0', 'again: 0', 'written: 100000',
      'others had turns: 1', 'cancelled: WIO_ECANCELED', '']);
    assert.deepEqual(readFileSync(join(folder, 'to')), bytes);
  });

for (const name of natively)
  test(`${name}: descriptors that there are not`, async () => {
    mkdirSync(join(folder, 'one'), {recursive: true});
    const {status, stdout} =
      await run(name, 'descriptors', {args: ['refused', join(folder, 'one')]});
    assert.equal(stdout, 'none: Bad file descriptor\nnone: Bad file descriptor\n' +
      'a folder: Is a directory\n');
    assert.equal(status, 0);
  });

/* ---- streams of JavaScript's ---- */

const exported = built('web', 'tests/streams/');
const here = name => fileURLToPath(new URL(name, import.meta.url));

async function all(t, told) {
  assert.deepEqual(told.map(({name}) => name), Object.keys(cases));
  for (const {name, error} of told)
    await t.test(name, () => { if (error) assert.fail(error); });
}

for (const version of ['20', '24', '26'])
  test(`Node ${version}: streams`, async t => {
    const {stdout, stderr, status} = spawnSync(process.env[`WASYNCIO_NODE${version}`],
      [here('play.mjs'), exported], {encoding: 'utf8', timeout: 60_000});
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
    await all(t, stdout.trimEnd().split('\n').map(line => JSON.parse(line)));
  });

test('Chromium: streams', async t => {
  const page = await chromium.page();
  await all(t, await page.evaluate(async ([index, play, folder]) => {
    const {playAll} = await import(play);
    const told = [];
    await playAll(await import(index), new URL(folder, location).href,
      each => told.push(each));
    return told;
  }, [here('../../web/index.mjs'), here('play.mjs'), exported].map(chromium.address)));
});

for (const name of Object.keys(hosts).filter(name => hosts[name].drive === 'blocking'))
  test(`${name}: bytes of C's own as a reader`, async () => {
    const {status, stderr} = await run(name, 'exports');
    assert.equal(status, 0, stderr);
  });
