// SPDX-License-Identifier: MIT
// Programs for this machine.
import {fileURLToPath} from 'node:url';

import {begin} from './process.mjs';

/* program: the path that CMake made, without a suffix; other options as in
 * process.mjs. */
export function start(program, {args = [], ...options} = {}) {
  const started = begin(program, args, options);
  return {...started, interrupt: async () => { started.signal('SIGINT'); }};
}

export const run = (program, options) => start(program, options).done;

/* Leaks, and all use of memory that is not a program's, end it with 99. */
export const valgrind = ['valgrind', '-q', '--leak-check=full',
  '--errors-for-leak-kinds=definite,indirect', '--error-exitcode=99',
  `--suppressions=${fileURLToPath(new URL('valgrind.supp', import.meta.url))}`];

/* Programs for arm64, with the C library of the cross compiler. */
export const arm64 = ['qemu-aarch64', '-L', '/usr/aarch64-linux-gnu'];

export async function close() {}
