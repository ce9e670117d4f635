// SPDX-License-Identifier: MIT
// WASI programs under Node's node:wasi.
import {fileURLToPath} from 'node:url';

import {begin} from './process.mjs';

const launcher = fileURLToPath(new URL('node_wasi_launch.mjs', import.meta.url));

/* As in wasmtime.mjs.  options.node: another Node than 24. */
export function start(program, {args = [], env = {}, node, ...options} = {}) {
  const started = begin(
    node ?? process.env.WASYNCIO_NODE24 ?? process.execPath,
    ['--no-warnings', launcher, JSON.stringify(env), `${program}.wasm`,
      ...args], options);
  return {...started, interrupt: async () => { started.write('\x03'); }};
}

export const run = (program, options) => start(program, options).done;

export async function close() {}
