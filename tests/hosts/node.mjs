// SPDX-License-Identifier: MIT
// Programs for the web in a Node process of their own.
import {fileURLToPath} from 'node:url';

import {begin} from './process.mjs';

const launcher = fileURLToPath(new URL('node_launch.mjs', import.meta.url));

/* program: the path that CMake made, without a suffix; node and launch: instead
 * of Node 24 and node_launch.mjs; other options as in process.mjs. */
export function start(program, {args = [], node, launch, ...options} = {}) {
  const started = begin(node ?? process.env.WASYNCIO_NODE24 ?? process.execPath,
    [launch ?? launcher, `${program}.mjs`, ...args], options);
  return {...started, interrupt: async () => { started.signal('SIGINT'); }};
}

export const run = (program, options) => start(program, options).done;

export async function close() {}
