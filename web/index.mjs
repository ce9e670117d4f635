// SPDX-License-Identifier: MIT
// Opens programs that were built with wasyncio, and runs their loops on the
// one of the host: a page, a worker, Node, Deno, Bun.

const isNode = !!globalThis.process?.versions?.node;
const builtin = name => process.getBuiltinModule(`node:${name}`);

const LONGEST = 2 ** 31 - 1; // of what setTimeout takes, in milliseconds

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

const resolve = url => new URL(url, isNode
  ? builtin('url').pathToFileURL(`${process.cwd()}/`)
  : globalThis.document?.baseURI ?? globalThis.location?.href);

async function factoryOf(glue) {
  glue = await glue;
  if (typeof glue == 'string' || glue instanceof URL)
    glue = await import(/* @vite-ignore */ resolve(glue).href);
  return typeof glue == 'function' ? glue : glue.default;
}

async function compile(wasm) {
  wasm = await wasm;
  if (typeof wasm == 'string' || wasm instanceof URL) {
    const url = resolve(wasm);
    wasm = await (url.protocol == 'file:' ?
      builtin('fs').promises.readFile(url) : fetch(url));
  }
  if (globalThis.Response && wasm instanceof Response) {
    if (!wasm.ok) throw new Error(`${wasm.status} for ${wasm.url}`);
    if (wasm.headers.get('content-type') == 'application/wasm')
      return WebAssembly.compileStreaming(wasm);
    wasm = await wasm.arrayBuffer();
  }
  return wasm instanceof WebAssembly.Module ? wasm : WebAssembly.compile(wasm);
}

/* Text that the program writes: exactly that, or by lines to the console. */
class Output {
  #decoder = new TextDecoder();
  #rest = '';
  #single = [];
  #sink;

  constructor(given, stream, line) {
    this.#sink = given ?? (isNode
      ? text => process[stream].write(text)
      : text => {
        const lines = (this.#rest + text).split('\n');
        this.#rest = lines.pop();
        lines.forEach(line);
      });
  }

  bytes(bytes) {
    this.text(this.#decoder.decode(bytes, {stream: true}));
  }

  /* emcc's file system gives them one by one. */
  byte = byte => {
    this.#single.push(byte);
    if (byte == 10) this.flush();
  };

  flush() {
    if (this.#single.length > 0)
      this.bytes(Uint8Array.from(this.#single.splice(0)));
  }

  text(text) {
    if (text == '') return;
    try {
      this.#sink(text);
    } catch (error) {
      // The program below us is not to blame.
      queueMicrotask(() => { throw error; });
    }
  }

  end() {
    this.flush();
    this.text(this.#decoder.decode());
    if (this.#rest) this.text('\n');
  }
}

/* Standard input, read only as far as the program asks. */
class Input {
  #source;
  #next;
  #chunk = new Uint8Array();
  #reading = false;
  #watched = false;
  #over; // 0 at the end, WAIT before
  #ready;

  static WAIT = -1;
  static FAILED = -2;

  constructor(source, ready) {
    this.#source = source;
    this.#over = source ? Input.WAIT : 0;
    this.#ready = ready;
  }

  /* Bytes, or one of the codes above, or 0. */
  read(size) {
    if (this.#chunk.length == 0) return this.#over;
    const bytes = this.#chunk.subarray(0, size);
    this.#chunk = this.#chunk.subarray(size);
    return bytes;
  }

  /* 1: there is something to read, 0: ready will be called. */
  watch() {
    if (!this.#source) return Input.FAILED;
    if (this.#chunk.length > 0 || this.#over != Input.WAIT) return 1;
    this.#watched = true;
    this.#fill();
    return 0;
  }

  unwatch() {
    this.#watched = false;
    this.#source?.unref?.();
  }

  async #fill() {
    if (typeof this.#source == 'function') this.#source = this.#source();
    this.#source.ref?.();
    if (this.#reading) return;
    this.#reading = true;
    try {
      this.#next ??= nextOf(this.#source);
      let chunk;
      do chunk = await this.#next(); while (!chunk.done && !chunk.value.length);
      if (chunk.done) this.#over = 0;
      else this.#chunk = typeof chunk.value == 'string'
        ? new TextEncoder().encode(chunk.value) : chunk.value;
    } catch {
      this.#over = Input.FAILED;
    }
    this.#reading = false;
    if (!this.#watched) return;
    this.unwatch();
    this.#ready();
  }
}

function nextOf(source) {
  if (typeof source == 'string' || source instanceof Uint8Array)
    source = [source];
  const reader = source.getReader?.();
  if (reader) return () => reader.read();
  const iterator = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]();
  return () => iterator.next();
}

/* One instance of a program, and the pump that calls its step. */
class Program {
  module;
  out;
  err;
  #hop = false;
  #timer;
  #over; // the error of later calls, once it has ended
  #settle;
  #onSigint = () => this.interrupt();

  exited = new Promise((resolve, reject) => {
    this.#settle = {resolve, reject};
  });

  constructor({args = [], env, stdin, stdout, stderr}) {
    this.out = new Output(stdout, 'stdout', line => console.log(line));
    this.err = new Output(stderr, 'stderr', line => console.error(line));
    this.host = {
      isPage: !isNode,
      args: ['program', ...args],
      env: env ?? (isNode ? process.env : {}),
      log: text => this.err.text(text),
      write: (fd, bytes) => (fd == 2 ? this.err : this.out).bytes(bytes),
      stdin: new Input(stdin ?? (isNode ? () => process.stdin : undefined),
        () => this.#call('_wio__web_stdin_ready')),
      wake: () => this.#schedule(0),
      sigint: take => this.#sigint(take),
      exit: status => this.#end(status),
    };
  }

  start(module) {
    this.module = module;
    this.#schedule(0);
  }

  interrupt() {
    const count = this.#call('_wio__web_interrupt');
    if (count < 0) throw this.#error(count);
    return count;
  }

  /* After so many milliseconds; less than 0: when woken, as late as can be,
   * for it is that timer that keeps Node alive. */
  #schedule(delay) {
    if (this.#hop || this.#over) return;
    clearTimeout(this.#timer);
    this.#hop = delay == 0;
    if (this.#hop) nextTurn(this.#turn);
    else this.#timer = setTimeout(this.#turn,
      delay < 0 ? LONGEST : Math.min(delay, LONGEST));
  }

  #turn = () => {
    this.#hop = false;
    if (this.#over) return;
    let delay;
    try {
      delay = this.#call('_wio__web_step');
    } catch {
      return; // #call has told those who wait
    }
    this.out.flush();
    this.err.flush();
    this.#schedule(delay);
  };

  /* Nothing may be called any more after an exception flew through. */
  #call(name, ...args) {
    if (this.#over) throw this.#over;
    try {
      return this.module[name](...args);
    } catch (cause) {
      if (!this.#over)
        this.#end(undefined, failure('WIO_ECLOSED',
          `the program is dead: ${cause}`, cause));
      throw this.#over;
    }
  }

  #end(status, error) {
    if (this.#over) return;
    this.#over = error ?? failure('WIO_ENOTRUNNING',
      `the program has exited with status ${status}`);
    clearTimeout(this.#timer);
    this.#sigint(false);
    this.host.stdin.unwatch();
    this.out.end();
    this.err.end();
    if (error) this.#settle.reject(error);
    else this.#settle.resolve(status);
  }

  #error(code) {
    const text = what =>
      this.module.UTF8ToString(this.#call(`_wio__web_error_${what}`, code));
    return failure(text('name'), text('text'));
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
    printErr() {},
    stdin: isNode ? undefined : () => null,
    stdout: program.out.byte,
    stderr: program.err.byte,
  };
  let module;
  try {
    const wasm = options.wasm && await compile(options.wasm);
    module = await new Promise((resolve, reject) => {
      if (wasm) settings.instantiateWasm = (imports, done) => {
        WebAssembly.instantiate(wasm, imports).then(done).catch(reject);
      };
      factory(settings).then(resolve, reject);
    });
  } catch (cause) {
    throw new Error(`the program could not be loaded: ${cause.message}`, {cause});
  }
  program.start(module);
  const {exited} = program;
  return {exited, module, interrupt: () => program.interrupt()};
}
