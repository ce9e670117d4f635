// SPDX-License-Identifier: MIT
// libuv's thread pool.
import {output} from '../hosts.mjs';
import {folderFor, here} from '../place.mjs';
import {libuv} from '../setup.mjs';

export const who = 'libuv';

export async function prepare() {
  const {version} = await libuv();
  const program = `${folderFor(who)}/libuv`;
  await output('gcc', ['-O2', here('peers/libuv.c'), '-o', program, '-luv']);
  return {
    entries: [{who, host: 'native', run: args => output(program, args)}],
    versions: {libuv: version},
  };
}
