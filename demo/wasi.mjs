// SPDX-License-Identifier: MIT
// wasi.mjs digest.wasm ARGUMENT...: the demo under node:wasi, with the current
// folder as its only one.
import {readFile} from 'node:fs/promises';
import {WASI} from 'node:wasi';

const [program, ...args] = process.argv.slice(2);
const wasi = new WASI({
  version: 'preview1',
  args: ['digest', ...args],
  env: process.env,
  preopens: {'.': '.'},
});
const {instance} = await WebAssembly.instantiate(await readFile(program),
  wasi.getImportObject());
process.exitCode = wasi.start(instance);
