// SPDX-License-Identifier: MIT
// Opens programs that were built with wasyncio, and runs their loops on the
// one of the host: a page, a worker, Node, Deno, Bun.
import {load} from './load.mjs';
import {bytesOf, checked, checkLooked} from './options.mjs';
import {builtin, isNode, Output} from './stdio.mjs';

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

const failure = (code, message, cause) =>
  Object.assign(new Error(`${code}: ${message}`, {cause}), {code});

// What a program has left of a stream, for the next that reads it.
const rests = new WeakMap();

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

  isWatched = false; // somebody has looked at exited
  exited = new Promise((resolve, reject) => {
    this.#settle = {resolve, reject};
  });

  constructor({args = [], env, stdin, stdout, stderr, module}) {
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
        given: stdin,
        isNode,
        ready: () => this.#call('_wio__web_stdin_ready'),
        turn: nextTurn,
        bytesOf,
        rests,
      },
      wake: () => this.#schedule(0),
      sigint: take => this.#sigint(take),
      exit: status => this.#end(status),
      glue: (looksFor, address) => {
        checkLooked(module, looksFor);
        this.host.address = address;
      },
    };
  }

  start(module) {
    if (!module._wio__web_step)
      throw new Error('the program could not be loaded: ' +
        'nothing in it calls wasyncio');
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
    if (error && !this.isWatched)
      this.#outputs[1].write(bytesOf(`wasyncio: ${error.message}\n`));
    for (const output of this.#outputs) output.end();
    this.exited.catch(() => {}); // or it would end the process for a program
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
  // One may fail while the other is awaited.
  glue = Promise.resolve(glue);
  glue.catch(() => {});
  Promise.resolve(options?.wasm).catch(() => {});
  options = checked(options);
  const program = new Program(options);
  program.start(await load(glue, options.wasm, {
    ...options.module,
    wio: program.host,
    printErr() {}, // says what the error says
    // Of libc.  Node's own is left to emcc; a page's would ask by a dialog.
    stdin: isNode && !options.stdin ? undefined : () => null,
    stdout() {}, // of emcc's file system; library.js has something better
    stderr() {},
  }));
  return {
    get exited() {
      program.isWatched = true;
      return program.exited;
    },
    module: program.module,
    interrupt: () => program.interrupt(),
  };
}
