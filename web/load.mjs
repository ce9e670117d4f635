// SPDX-License-Identifier: MIT
// Loads the two halves of a program, and says what came in place of one.
import {onAbort} from './abort.mjs';
import {bytesOf, refuse} from './options.mjs';
import {builtin, isNode, isWorkerd} from './stdio.mjs';

const absolute = url => new URL(url, isNode
  ? builtin('url').pathToFileURL(`${process.cwd()}/`)
  : globalThis.document?.baseURI ?? globalThis.location?.href);

const isAddress = value => typeof value == 'string' || value instanceof URL;

/* What a server answered, or a file has: mostly a page that says "not found". */
const came = (bytes, response) => {
  const first = new TextDecoder().decode(bytes.subarray(0, 4));
  return (response?.status ? `${response.status}, ` +
    `${response.headers.get('content-type')}, ` : '') + JSON.stringify(first);
};

async function imported(glue) {
  const {href} = absolute(glue);
  try {
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ href);
  } catch (cause) {
    let found = '';
    try {
      const response = await fetch(href);
      found = ` (${came(new Uint8Array(await response.arrayBuffer()), response)})`;
    } catch { /* no server */ }
    throw new Error(`${href}: ${cause.message}${found}`, {cause});
  }
}

async function factoryOf(glue) {
  glue = await glue;
  if (isAddress(glue)) glue = await imported(glue);
  const factory = glue?.default ?? glue;
  if (typeof factory == 'function') return factory;
  throw Object.assign(new TypeError('a program is the module that emcc wrote ' +
    'beside its .wasm, or its address'), {option: 'glue'});
}

async function compile(wasm, beside, signal) {
  let where = 'the option wasm';
  try {
    if (wasm === undefined) {
      where = 'the .wasm beside the glue';
      wasm = beside();
    }
    if (isAddress(wasm)) {
      const url = absolute(wasm);
      where = url.href;
      wasm = await (isNode && url.protocol == 'file:'
        ? builtin('fs').promises.readFile(url, {signal}) : fetch(url, {signal}));
    }
    let response;
    if (wasm?.arrayBuffer) {
      response = wasm;
      where = response.url || where;
      if (response.ok && response.headers.get('content-type') == 'application/wasm')
        return await WebAssembly.compileStreaming(response);
      wasm = await response.arrayBuffer();
    }
    if (wasm instanceof WebAssembly.Module) return wasm;
    const bytes = bytesOf(wasm) ?? refuse('wasm', 'gave no WebAssembly');
    if (response?.ok === false || String(bytes.subarray(0, 4)) != '0,97,115,109')
      throw new Error(`no WebAssembly but ${came(bytes, response)}`);
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    if (cause.option) throw cause;
    const hint = isWorkerd
      ? ' (nothing is compiled here: import the .wasm, and give open that)' : '';
    throw new Error(`${where}: ${cause.message}${hint}`, {cause});
  }
}

/* What work comes to, unless it is aborted before: then the signal's reason. */
async function abortable(signal, work) {
  if (!signal) return work();
  if (signal.aborted) throw signal.reason;
  const controller = new AbortController(); // fetch takes no signal of another realm
  let unlisten;
  const stopped = new Promise((_, reject) => {
    unlisten = onAbort(signal, () => {
      reject(signal.reason);
      controller.abort();
    });
  });
  try {
    return await Promise.race([stopped, work(controller.signal)]);
  } finally {
    unlisten();
  }
}

/* Emcc's module of an instance that has not begun.  settings: what it is made with,
 * to which this adds how the .wasm is found. */
export const load = (glue, wasm, settings, signal) =>
  abortable(signal, signal => loaded(glue, wasm, settings, signal));

async function loaded(glue, wasm, settings, signal) {
  // What links the library has said so before anything is asked for.
  const checkLinked = () => {
    if (!settings.wio.address) throw new Error('nothing in it calls wasyncio');
  };
  try {
    const factory = await factoryOf(glue);
    settings.wio.factory = factory;
    const module = await new Promise((resolve, reject) => {
      settings.instantiateWasm = async (imports, done) => {
        try {
          checkLinked();
          wasm = await wasm;
          const module = await compile(wasm, settings.wio.address, signal);
          settings.wio.compiled = module;
          const {imports: given = all => all, exports = all => all} = settings.wio;
          const instance = await WebAssembly.instantiate(module, given(imports)).catch(
            // A LinkError, or a TypeError for a whole module of imports.
            cause => { throw new Error(`${cause.message} (are the .mjs and the .wasm of ` +
              'one build?)', {cause}); });
          if (!signal?.aborted) done({exports: exports(instance.exports)}, module);
        } catch (cause) {
          reject(cause);
        }
      };
      Promise.resolve(factory(settings)).then(resolve, reject);
    });
    checkLinked();
    return module;
  } catch (cause) {
    if (cause.option) throw cause;
    throw new Error(`the program could not be loaded: ${cause.message}`, {cause});
  }
}
