// SPDX-License-Identifier: MIT
// Emscripten's fibers, built as their manual says.
import {nodes, output} from '../hosts.mjs';
import {folderFor, here} from '../place.mjs';

export const who = 'fibers';

export async function prepare() {
  const program = `${folderFor(who)}/fibers.cjs`;
  await output(process.env.WASYNCIO_EMCC, ['-O3', '-sASYNCIFY',
    '-sENVIRONMENT=node', '-sALLOW_MEMORY_GROWTH', here('peers/fibers.c'),
    '-o', program]);
  return {entries: [
    {who, host: 'node24', run: args => output(nodes.node24, [program, ...args])},
  ]};
}
