// SPDX-License-Identifier: MIT
// In workerd: all cases within one request, a line of the answer for each.  Nothing is
// compiled there, and nothing found by an address: the program is imported.
import * as wasyncio from '../../web/index.mjs';
import exportsGlue from './exports.mjs';
import exportsWasm from './exports.wasm';
import mainGlue from './exports_main.mjs';
import mainWasm from './exports_main.wasm';
import {playAll} from './play.mjs';

const programs = {
  exports: {glue: exportsGlue, wasm: exportsWasm},
  exports_main: {glue: mainGlue, wasm: mainWasm},
};

export default {
  async fetch(request, env, context) {
    const {readable, writable} = new TransformStream();
    const writer = writable.getWriter();
    const tell = each =>
      writer.write(new TextEncoder().encode(`${JSON.stringify(each)}\n`));
    context.waitUntil(playAll(wasyncio, name => programs[name], tell)
      .finally(() => writer.close()));
    return new Response(readable);
  },
};
