// SPDX-License-Identifier: MIT
// Opens programs that were built with wasyncio, and runs their loops on the
// one of the host: a page, a worker, Node, Deno, Bun.
import {isNode, Output} from './stdio.mjs';

const LONGEST = 2 ** 31 - 1; // that setTimeout takes, in milliseconds

// The next macrotask: never setTimeout, which waits for 1 to 1000 ms, and
// never microtasks, which starve the page.
const nextTurn = globalThis.setImmediate ?? (() => {
  const {port1, port2} = new MessageChannel();
  const waiting = [];
  port1.onmessage = () => waiting.shift()();
  return turn => {
    waiting.push(turn);
    port2.postMessage(0);
  };
})();

const builtin = name => process.getBuiltinModule(`node:${name}`);

const failure = (code, message, cause) =>
  Object.assign(new Error(`${code}: ${message}`, {cause}), {code});

/* ---- loading ---- */

const absolute = url => new URL(url, isNode
  ? builtin('url').pathToFileURL(`${process.cwd()}/`)
  : globalThis.document?.baseURI ?? globalThis.location?.href);

async function factoryOf(glue) {
  glue = await glue;
  if (typeof glue == 'string' || glue instanceof URL)
    glue = await import(
      /* webpackIgnore: true */ /* @vite-ignore */ absolute(glue).href);
  const factory = glue?.default ?? glue;
  if (typeof factory != 'function')
    throw new TypeError('a program is the module that emcc wrote beside its ' +
      '.wasm, or its address');
  return factory;
}

async function compile(wasm) {
  wasm = await wasm;
  if (typeof wasm == 'string' || wasm instanceof URL) {
    const url = absolute(wasm);
    wasm = await (isNode && url.protocol == 'file:'
      ? builtin('fs').promises.readFile(url) : fetch(url));
  }
  if (globalThis.Response && wasm instanceof Response) {
    if (!wasm.ok) throw new Error(`${wasm.status} for ${wasm.url}`);
    if (wasm.headers.get('content-type') == 'application/wasm')
      return WebAssembly.compileStreaming(wasm);
    wasm = await wasm.arrayBuffer();
  }
  return wasm instanceof WebAssembly.Module ? wasm : WebAssembly.compile(wasm);
}

/* ---- one instance of a program ---- */

class Program {
  module;
  #turning = false; // the next turn is asked for
  #timer; // or it comes by this
  #over; // the error of every call, once it has ended
  #settle;
  #onSigint = () => this.interrupt();
  #outputs;
  #held = false; // until one that is full has taken what it has
  #hurry = false; // not held: somebody interrupts

  exited = new Promise((resolve, reject) => {
    this.#settle = {resolve, reject};
  });

  constructor({args = [], env, stdin, stdout, stderr}) {
    const drained = () => this.#drained();
    this.#outputs = [new Output(stdout, 'stdout', console.log, drained),
      new Output(stderr, 'stderr', console.error, drained)];
    // What library.js calls.
    this.host = {
      isPage: !isNode,
      args,
      env: env ?? (isNode ? process.env : {}),
      isTerminal: fd => isNode && [stdin, stdout, stderr][fd] === undefined &&
        builtin('tty').isatty(fd),
      write: (fd, bytes) => this.#outputs[fd - 1].write(bytes),
      stdin: {
        source: stdin !== undefined ? () => stdin
          : isNode ? () => process.stdin : undefined,
        ready: () => this.#call('_wio__web_stdin_ready'),
      },
      wake: () => this.#schedule(0),
      sigint: take => this.#sigint(take),
      exit: status => this.#end(status),
    };
  }

  start(module) {
    if (!module._wio__web_step)
      throw new Error('nothing in it calls wasyncio');
    this.module = module;
    this.#schedule(0);
  }

  interrupt() {
    this.#hurry = true;
    const count = this.#call('_wio__web_interrupt');
    if (count > 0) return count;
    throw failure('WIO_ENOTRUNNING', 'nothing is running here');
  }

  /* After so many milliseconds; -1: when woken, or as late as can be, for it
   * is this timer that keeps Node alive. */
  #schedule(delay) {
    if (this.#turning || this.#over) return;
    clearTimeout(this.#timer);
    this.#turning = delay == 0;
    if (this.#turning) nextTurn(this.#turn);
    else this.#timer = setTimeout(this.#turn,
      delay < 0 ? LONGEST : Math.min(delay, LONGEST));
  }

  /* The program waits for who reads its output, as in a write natively.  What it
   * writes in one turn is queued, however much that is. */
  #drained() {
    this.#hurry = false;
    if (this.#held) this.#schedule(0);
  }

  #turn = () => {
    this.#turning = false;
    this.#held = !this.#hurry && this.#outputs.some(output => output.full);
    if (this.#held) return this.#schedule(-1);
    let delay;
    try {
      delay = this.#call('_wio__web_step');
    } catch {
      return; // exited says why
    }
    this.#schedule(delay);
  };

  #call(name, ...args) {
    if (this.#over) throw this.#over;
    try {
      return this.module[name](...args);
    } catch (cause) {
      // Nothing may be called any more after an exception flew through, but
      // for what only looks.
      if (!this.#over)
        this.#end(undefined, failure('WIO_ECLOSED',
          `the program is dead${this.#suspect()}: ${cause}`, cause));
      throw this.#over;
    }
  }

  #suspect() {
    try {
      return this.#text('_wio__web_suspect');
    } catch {
      return '';
    }
  }

  #text(name, ...args) {
    return this.module.UTF8ToString(this.module[name](...args));
  }

  #end(status, error) {
    if (this.#over) return;
    this.#over = error ?? failure('WIO_ENOTRUNNING',
      `the program has exited with status ${status}`);
    clearTimeout(this.#timer);
    this.#sigint(false);
    this.host.stdin.end?.();
    for (const output of this.#outputs) output.end();
    if (error) this.#settle.reject(error);
    else this.#settle.resolve(status);
  }

  /* Only in place of the default handler, which ends the process. */
  #sigint(take) {
    if (!isNode || !builtin('worker_threads').isMainThread) return;
    if (!take) process.off('SIGINT', this.#onSigint);
    else if (process.listenerCount('SIGINT') == 0)
      process.on('SIGINT', this.#onSigint);
  }
}

export async function open(glue, options = {}) {
  const factory = await factoryOf(glue);
  const program = new Program(options);
  const settings = {
    wio: program.host,
    printErr() {}, // says what the error says
    stdin: isNode ? undefined : () => null, // of libc; emcc's asks by a dialog
    stdout() {}, // of emcc's file system; library.js has something better
    stderr() {},
  };
  for (const [name, value] of Object.entries(options.module ?? {})) {
    if (name in settings)
      throw new TypeError(`the option module has ${name}, which open sets`);
    settings[name] = value;
  }
  try {
    const wasm = options.wasm && await compile(options.wasm);
    const module = await new Promise((resolve, reject) => {
      if (wasm) settings.instantiateWasm = (imports, done) => {
        WebAssembly.instantiate(wasm, imports).then(done).catch(reject);
      };
      factory(settings).then(resolve, reject);
    });
    program.start(module);
  } catch (cause) {
    throw new Error(`the program could not be loaded: ${cause.message}`, {cause});
  }
  const {exited, module} = program;
  return {exited, module, interrupt: () => program.interrupt()};
}
