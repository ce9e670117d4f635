// SPDX-License-Identifier: MIT
// The demo with small files on every host; run.mjs has the large ones.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as runner from 'node:test';
import {fileURLToPath} from 'node:url';

import {lockedBy} from '../tests/setup/cache.mjs';
import {build, root} from './build.mjs';
import {checkBadInput, checkDeadline, checkDigests, checkInterrupt}
  from './checks.mjs';
import {makeEndless, makeFile} from './files.mjs';
import {close, hosts} from './hosts.mjs';

const {after} = runner;
const test = (name, body) => runner.test(name, {timeout: 60_000}, body);

const folder = mkdtempSync(join(tmpdir(), 'wasyncio-demo-'));
after(async () => {
  await close();
  rmSync(folder, {recursive: true, force: true});
});

// Both files of this folder build there.
mkdirSync(join(root, 'build'), {recursive: true});
await lockedBy(join(root, 'build', 'demo.lock'), () => {}, () => build());
// About a block of SHA-256, and about a slice.
const sizes = [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 262143, 262144, 300000];
const files = sizes.map(size => makeFile(folder, `${size}.bin`, size));
const endless = makeEndless(folder, 'endless');
mkdirSync(join(folder, 'folder'));
const bad = {
  missing: 'No such file or directory',
  folder: 'Is a directory',
};

for (const [name, host] of Object.entries(hosts)) {
  test(`${name}: digests are those of sha256sum`, () =>
    checkDigests(host, folder, files));
  test(`${name}: an interrupt half-way`, () =>
    checkInterrupt(host, folder, files.slice(0, 3), endless));
  test(`${name}: a deadline`, () =>
    checkDeadline(host, folder, files.slice(0, 3), endless));
  if (name === 'Chromium') continue;
  test(`${name}: files that cannot be read`, () =>
    checkBadInput(host, folder, files.slice(0, 3), bad));
  test(`${name}: a wrong command line`, async () => {
    for (const timeout of ['soon', '-1', '1s', 'nan', '1e99']) {
      const {status, messages} = await host.start(folder, files,
        {timeout}).done;
      assert.deepEqual(messages,
        [`digest: --timeout ${timeout}: not a time in seconds`]);
      assert.equal(status, 2);
    }
    const {status, messages} = await host.start(folder, []).done;
    assert.match(messages[0], /^usage: digest /);
    assert.equal(status, 2);
  });
  test(`${name}: more files than are open at once, and odd names`, async () => {
    const many = Array.from({length: 200},
      (_, i) => makeFile(folder, `many${i}`, i));
    const odd = makeFile(folder, 'back\\slash\nline', 5);
    await checkDigests(host, folder, [...many, odd]);
  });
}

/* Files that no chooser would give, dropped. */
test('Chromium: one that cannot be read, and a name twice', async () => {
  const page = await hosts.Chromium.open();
  await page.evaluate(() => {
    const lost = new File(['x'], 'lost');
    lost.stream = () => new ReadableStream({
      pull: control => control.error(new DOMException('', 'NotFoundError')),
    });
    const files = [new File(['a'], '-'), lost, new File(['b'], '-')];
    document.dispatchEvent(
      Object.assign(new Event('drop'), {dataTransfer: {files}}));
  });
  const {digests, messages, status} = await hosts.Chromium.read(page);
  assert.deepEqual(digests.map(line => line.slice(66)), ['./-', './- (2)']);
  assert.deepEqual(messages, ['digest: lost: No such file or directory']);
  assert.equal(status, 1);
});

/* run.mjs, on a machine where set-up did not find these. */
function demo(missing, ...args) {
  const {status, stdout, stderr} = spawnSync(process.execPath,
    [fileURLToPath(new URL('run.mjs', import.meta.url)), ...args],
    {encoding: 'utf8', timeout: 60_000, env: {...process.env,
      WASYNCIO_MISSING: JSON.stringify(
        missing.map(name => [name, `${name} >= 1 is missing`]))}});
  return {status, stdout, stderr};
}

test('with an emsdk alone it runs on Node, and says what it left out', () => {
  const {status, stdout, stderr} =
    demo(['gcc', 'wasi-clang', 'wasmtime', 'chromium', 'node24']);
  assert.equal(status, 0, stdout + stderr);
  for (const line of ['left out: native: gcc >= 1 is missing',
    'left out: wasmtime: wasi-clang >= 1 is missing, wasmtime >= 1 is missing',
    'left out: Chromium: chromium >= 1 is missing',
    'to see the page in a browser of yours: npm run demo -- --serve'])
    assert.ok(stdout.includes(`${line}\n`), stdout);
  assert.match(stdout, /^as it should be on Node$/m);
});

test('with nothing it says what is enough', () => {
  const {status, stdout} = demo(['gcc', 'wasi-clang', 'emcc', 'chromium']);
  assert.equal(status, 1);
  assert.match(stdout, /^left out: Node: emcc >= 1 is missing$/m);
  assert.match(stdout, /^nothing is left\. An emsdk, CMake and ninja are enough/m);
  const served = demo(['emcc', 'wasm-opt'], '--serve');
  assert.equal(served.status, 1);
  assert.equal(served.stdout, 'the page cannot be built: emcc >= 1 is missing, ' +
    'wasm-opt >= 1 is missing\n');
});
