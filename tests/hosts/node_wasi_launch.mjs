// SPDX-License-Identifier: MIT
// node_wasi_launch.mjs ENVIRONMENT PROGRAM.wasm [ARGUMENT...]: as its
// process's only work.  ENVIRONMENT is JSON.
import {readFile} from 'node:fs/promises';
import {WASI} from 'node:wasi';

const [env, program, ...args] = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1', env: JSON.parse(env), args: [program, ...args],
  returnOnExit: true,
});
const {instance} = await WebAssembly.instantiate(await readFile(program),
  wasi.getImportObject());
process.exitCode = wasi.start(instance);
