// SPDX-License-Identifier: MIT
// The demo's programs, and how they are built.
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/* Builds of another run may be used: that many folders begin with this. */
const prefix = process.env.WASYNCIO_DEMO_BUILD ?? join(root, 'build', 'demo-');
const targets = ['native', 'wasi', 'web'];

export const folder = target => `${prefix}${target}`;

export const programs = {
  native: join(folder('native'), 'demo', 'digest'),
  wasi: join(folder('wasi'), 'demo', 'digest.wasm'),
  web: join(folder('web'), 'demo', 'digest.mjs'),
};

/* What set-up did not find, and could not have: [name, what is said of it]. */
const missing = new Map(JSON.parse(process.env.WASYNCIO_MISSING ?? '[]'));

export const lacks = tool => missing.get(tool);

/* What cmake has said already. */
export class BuildError extends Error {}

function cmake(...args) {
  const {status, error, stdout} = spawnSync('cmake', args,
    {cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']});
  if (status === 0) return;
  process.stderr.write(stdout ?? '');
  throw error ?? new BuildError(`cmake ${args.join(' ')} failed`);
}

/* Builds these, or what has changed since; say(target) before each. */
export function build(say = () => {}, chosen = targets) {
  if (process.env.WASYNCIO_DEMO_BUILD) return;
  for (const target of chosen) {
    say(target);
    cmake('-S', '.', '-B', folder(target),
      ...lacks('ninja') ? [] : ['-G', 'Ninja'],
      '-DWASYNCIO_DEMO=ON', '-DWASYNCIO_TESTS=OFF',
      ...target === 'native' ? [] :
        [`-DCMAKE_TOOLCHAIN_FILE=${join(root, target, 'toolchain.cmake')}`]);
    cmake('--build', folder(target));
  }
}
