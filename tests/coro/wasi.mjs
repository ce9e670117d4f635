// SPDX-License-Identifier: MIT
// Runs a WASI command under node:wasi.
import {readFile} from 'node:fs/promises';
import {WASI} from 'node:wasi';

const wasi = new WASI({version: 'preview1'});
const {instance} = await WebAssembly.instantiate(
  await readFile(process.argv[2]), wasi.getImportObject());
process.exitCode = wasi.start(instance);
