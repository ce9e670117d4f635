// SPDX-License-Identifier: MIT
// WASI programs under wasmtime.
import {begin} from './process.mjs';

export const command = process.env.WASYNCIO_WASMTIME ?? 'wasmtime';

/* The arguments that run a program; env: all that it sees; folders: {its path: the
 * program's name for it}. */
export const commandLine = (program, {args = [], env = {}, folders = {}} = {}) => ['run',
  ...Object.entries(folders).map(([path, name]) => `--dir=${path}::${name}`),
  ...Object.entries(env).map(([name, value]) => `--env=${name}=${value}`),
  `${program}.wasm`, ...args];

/*
 * program: the path that CMake made, without a suffix; other options as in
 * process.mjs.  It takes interrupts only with {stdin: null} and
 * env.WASYNCIO_STDIN_INTERRUPT.
 */
export function start(program, {args, env, folders, ...options} = {}) {
  const started = begin(command, commandLine(program, {args, env, folders}), options);
  return {...started, interrupt: async () => { started.write('\x03'); }};
}

export const run = (program, options) => start(program, options).done;

export async function close() {}
