// SPDX-License-Identifier: MIT
// C++20's coroutines, under an executor of a hundred lines.
import {native, onNodeWasi, onWasmtime, output} from '../hosts.mjs';
import {folderFor, here} from '../place.mjs';

export const who = 'C++20';

const FLAGS = ['-std=c++20', '-O3', here('peers/coroutines.cpp'), '-o'];

export async function prepare() {
  const program = `${folderFor('coroutines')}/peer`;
  await output('g++', [...FLAGS, program]);
  await output('em++', [...FLAGS, `${program}.wasm`, '-sSTANDALONE_WASM',
    '-sINITIAL_MEMORY=512MB']);
  return {entries: [
    {who, host: 'native', run: native(program)},
    {who, host: 'wasmtime', run: onWasmtime(program)},
    {who, host: 'node24', run: onNodeWasi('node24', program)},
  ]};
}
