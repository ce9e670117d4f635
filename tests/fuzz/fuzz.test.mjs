// SPDX-License-Identifier: MIT
// The inputs that once were findings, and some seconds' worth of new ones, the
// same each time.
import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {built} from '../build.mjs';
import {run} from '../hosts/native.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const program = built('native-clang', 'tests/fuzz/fuzz');
const inputsOf = folder =>
  readdirSync(join(here, folder)).map(name => join(here, folder, name));

// What it learns and finds is written here: the first folder that it is given.
const folder = mkdtempSync(join(tmpdir(), 'wasyncio fuzz '));
after(() => rmSync(folder, {recursive: true, force: true}));

const RUNS = 4000;

test('what was a finding is none any more', async () => {
  const inputs = inputsOf('findings');
  const {status, stderr} = await run(program, {args: inputs, timeout: 120_000});
  assert.equal(status, 0, stderr.slice(-4000));
  assert.equal(stderr.match(/^Executed /gm).length, inputs.length);
});

test(`${RUNS} programs made of bytes`, async () => {
  const {status, stderr} = await run(program, {timeout: 300_000, args: ['-seed=1',
    `-runs=${RUNS}`, '-max_len=400', '-len_control=0', '-timeout=60',
    `-artifact_prefix=${folder}/`, folder, join(here, 'corpus')]});
  assert.equal(status, 0, stderr.slice(-4000));
  assert.match(stderr, /^Done \d+ runs/m);
});
