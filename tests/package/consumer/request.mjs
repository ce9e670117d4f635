// SPDX-License-Identifier: MIT
// Workerd: a program for each request.
import wasm from './app.wasm';
import {use} from './use.mjs';

export default {
  fetch: async () => new Response(await use({wasm}).catch(error => error.stack)),
};
