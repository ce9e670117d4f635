// SPDX-License-Identifier: MIT
// The types of web/.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

import * as index from '../../web/index.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the types', () => {
  const {status, stdout, stderr} = spawnSync(process.execPath,
    ['node_modules/typescript/bin/tsc', '--noEmit', '--strict',
      '--target', 'es2022', '--module', 'nodenext',
      '--lib', 'es2022,dom,dom.iterable,dom.asynciterable', '--types', '',
      'tests/web/types.ts'], {cwd: root, encoding: 'utf8'});
  assert.equal(status, 0, stdout + stderr);
  assert.deepEqual(Object.keys(index), ['WasyncioError', 'open']);
});
