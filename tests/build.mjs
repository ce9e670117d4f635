// SPDX-License-Identifier: MIT
// Where the builds are that tests/run.mjs makes, and how a test makes one of its own.
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/* The presets of CMakePresets.json that the tests use. */
export const presets = ['native', 'native-clang', 'native-asan',
  'native-posix', 'native-arm64', 'wasi', 'web'];

/* A file of a build: built('wasi', 'tests/scenarios/scenarios'). */
export const built = (preset, file = '') => join(root, 'build', preset, file);

export function cmake(...args) {
  const {status, stdout, stderr} = spawnSync('cmake', args,
    {cwd: root, encoding: 'utf8', timeout: 600_000});
  if (status !== 0) throw new Error(`cmake ${args.join(' ')}\n${stdout}${stderr}`);
}
