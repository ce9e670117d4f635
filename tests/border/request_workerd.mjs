// SPDX-License-Identifier: MIT
// In workerd: all cases of request_cases.mjs within one request, whose path is the
// address of the server; a line of the answer for each.
import * as wasyncio from '../../web/index.mjs';
import {playRequests} from './request_play.mjs';
import glue from './requests.mjs';
import wasm from './requests.wasm';

export default {
  async fetch(request, env, context) {
    const server = decodeURIComponent(new URL(request.url).pathname.slice(1));
    const {readable, writable} = new TransformStream();
    const writer = writable.getWriter();
    const tell = each =>
      writer.write(new TextEncoder().encode(`${JSON.stringify(each)}\n`));
    context.waitUntil(playRequests(wasyncio, {glue, wasm}, server, tell)
      .finally(() => writer.close()));
    return new Response(readable);
  },
};
