// SPDX-License-Identifier: MIT
// A program in another thread: expose it there, connect to it here.  Both sides speak
// over a MessagePort, or what a worker has of one:
//
//     connect                                    expose
//     {hello, functions: names} ---------------> opens the program
//       <---------------- {ready, exports} or {refused, why}
//     {run | stream, id, ...} -----------------> program.run, program.stream
//       <-- {progress, id} {item, id} {done, id} {failed, id}
//     {interrupt | next | leave, id} ----------->
//       <------------------- {call, id}   a function of the page's
//     {returned | threw, id} {abort, id} <->
//     {close} ---------------------------------> program.close
//       <------------------------------ {closed}
import {makeError} from './errors.mjs';

const VERSION = 1;

/* ---- what both have ---- */

/* A port of the web's, Node's or a worker's own global. */
function listen(port, hear) {
  const heard = data => { if (data?.wasyncio !== undefined) hear(data); };
  if (port.on) port.on('message', heard);
  else port.addEventListener('message', ({data}) => heard(data));
  port.start?.();
}

const sayer = port => (message, transfer = []) =>
  port.postMessage({wasyncio: VERSION, ...message}, transfer);

/* Bytes that only we have are handed over. */
const owned = value => value instanceof Uint8Array && value.byteLength > 0 &&
  value.byteLength === value.buffer.byteLength ? [value.buffer] : [];

/* A clone of an error has its name and message, and not its code. */
function pack(error) {
  if (!(error instanceof Error)) return {value: error};
  const {name, message, code, status, cause, errors, stack} = error;
  return {
    name, message, stack,
    code: typeof code == 'string' ? code : undefined,
    status: typeof status == 'number' ? status : undefined,
    cause: cause === undefined ? undefined : pack(cause),
    errors: Array.isArray(errors) ? errors.map(pack) : undefined,
  };
}

const natives = {DOMException, EvalError, RangeError, ReferenceError, SyntaxError, TypeError,
  URIError};

function unpack(packed) {
  if ('value' in packed) return packed.value;
  const {name, message, stack, code, status, cause, errors} = packed;
  const options = cause ? {cause: unpack(cause)} : {};
  let error;
  if (name == 'WasyncioError') {
    error = makeError(code, message, options, errors?.map(unpack));
    if (status !== undefined) error.status = status;
  } else if (['AbortError', 'TimeoutError'].includes(name)) {
    error = new DOMException(message, name);
  } else {
    error = new (natives[name] ?? Error)(message, options);
    if (!natives[name]) error.name = name;
    if (code !== undefined) error.code = code;
  }
  try {
    error.stack = stack;
  } catch { /* of a DOMException it cannot be set everywhere */ }
  return error;
}

/* What cannot be cloned is an error of whoever gives it. */
function sayOr(say, message, transfer, refused) {
  try {
    say(message, transfer);
  } catch (error) {
    say({...refused, error: pack(error)});
  }
}

/* ---- where the program is ---- */

class Exposed {
  #program;
  #say;
  #calls = new Map(); // {interrupt, items} by their ids
  #asked = new Map(); // functions of the other side's that are waited for
  #next = 1;

  constructor(say) {
    this.#say = say;
  }

  async open(make, names) {
    const functions = Object.fromEntries(names.map(name =>
      [name, (...args) => this.#ask(name, args)]));
    this.#program = await (typeof make == 'function' ? make(functions) : make);
    this.#say({ready: true, exports: this.#program.exports});
  }

  #ask(name, args) {
    const {signal} = args.pop();
    const id = this.#next++;
    signal.addEventListener('abort', () => {
      this.#asked.delete(id);
      this.#say({abort: id});
    }, {once: true});
    return new Promise((resolve, reject) => {
      this.#asked.set(id, {resolve, reject});
      this.#say({call: id, name, args});
    });
  }

  /* The other side's options: its signal stays there, and comes as interrupts. */
  #options(id, {progress, ...options}) {
    if (progress) options.onProgress = part => this.#say({progress: id, part});
    return options;
  }

  #failed(id, error) {
    this.#calls.delete(id);
    this.#say({failed: id, error: pack(error)});
  }

  async run({id, name, args, options}) {
    try {
      const {result, interrupt} =
        this.#program.start(name, args, this.#options(id, options));
      this.#calls.set(id, {interrupt});
      const value = await result;
      this.#calls.delete(id);
      sayOr(this.#say, {done: id, value}, owned(value), {failed: id});
    } catch (error) {
      this.#failed(id, error);
    }
  }

  stream({id, name, args, options}) {
    try {
      const controller = new AbortController();
      this.#calls.set(id, {
        interrupt: () => controller.abort(makeError('WIO_EINTERRUPTED', 'interrupted')),
        items: this.#program.stream(name, args,
          {...this.#options(id, options), signal: controller.signal}),
      });
    } catch (error) {
      this.#failed(id, error);
    }
  }

  async next(id, how, value) {
    const call = this.#calls.get(id);
    if (!call) return;
    try {
      const {value: item, done} = await call.items[how](value);
      if (done) this.#calls.delete(id);
      this.#say({item: id, value: item, last: done}, owned(item));
    } catch (error) {
      this.#failed(id, error);
    }
  }

  interrupt(id) {
    this.#calls.get(id)?.interrupt();
  }

  settle(id, how, value) {
    this.#asked.get(id)?.[how](value);
    this.#asked.delete(id);
  }

  async close() {
    try {
      await this.#program.close();
      this.#say({closed: true});
    } catch (error) {
      this.#say({closed: true, error: pack(error)});
    }
  }
}

/* In a worker: serve a program, or what makes one of the page's functions. */
export function expose(program, port = globalThis) {
  const say = sayer(port);
  const exposed = new Exposed(say);
  listen(port, message => {
    if (message.hello) {
      if (message.wasyncio !== VERSION)
        say({refused: `it speaks version ${VERSION}, not ${message.wasyncio}`});
      else
        exposed.open(program, message.functions).catch(error =>
          say({refused: error.message, error: pack(error)}));
    } else if (message.run) exposed.run(message);
    else if (message.stream) exposed.stream(message);
    else if (message.next) exposed.next(message.next, 'next');
    else if (message.leave) exposed.next(message.leave, 'return');
    else if (message.interrupt) exposed.interrupt(message.interrupt);
    else if (message.returned) exposed.settle(message.returned, 'resolve', message.value);
    else if (message.threw) exposed.settle(message.threw, 'reject', unpack(message.error));
    else if (message.close) exposed.close();
  });
}

/* ---- where it is called ---- */

class Connection {
  #port;
  #say;
  #functions;
  #terminate; // milliseconds that a close may take
  #calls = new Map();
  #aborts = new Map(); // of our functions that the program waits for
  #next = 1;
  #ready;
  #closing;
  #dead; // why

  constructor(port, {functions = {}, terminate} = {}) {
    this.#port = port;
    this.#say = sayer(port);
    this.#functions = functions;
    this.#terminate = terminate;
    listen(port, message => this.#hear(message));
    const died = event => this.#die(makeError('WIO_ECLOSED',
      `the worker has ended: ${event?.message ?? event?.error?.message ?? 'without a word'}`));
    for (const [add, events] of [['on', ['error', 'exit', 'close']],
      ['addEventListener', ['error', 'messageerror', 'close']]])
      if (port[add]) {
        for (const event of events) port[add](event, died);
        break;
      }
  }

  open() {
    return new Promise((resolve, reject) => {
      this.#ready = {resolve, reject};
      this.#say({hello: true, functions: Object.keys(this.#functions)});
    });
  }

  #die(error) {
    if (this.#dead) return;
    this.#dead = error;
    this.#ready?.reject(error);
    for (const call of this.#calls.values()) call.fail(error);
    this.#calls.clear();
    this.#closing?.done();
  }

  #hear(message) {
    const call = this.#calls.get(
      message.done ?? message.failed ?? message.item ?? message.progress);
    if (message.ready) this.#ready.resolve(message.exports);
    else if (message.refused) {
      const options = message.error ? {cause: unpack(message.error)} : {};
      this.#ready.reject(makeError('WIO_ENOTSUP',
        `the worker refuses: ${message.refused}`, options));
    } else if (message.call) this.#serve(message);
    else if (message.abort) this.#aborts.get(message.abort)?.abort(
      new DOMException('its task was cancelled', 'AbortError'));
    else if (message.closed) this.#closing?.done(message.error && unpack(message.error));
    else if (!call) return;
    else if (message.progress) call.progress?.(message.part);
    else if (message.item) call.item(message);
    else {
      this.#calls.delete(message.done ?? message.failed);
      if (message.done) call.succeed(message.value);
      else call.fail(call.reason(unpack(message.error)));
    }
  }

  async #serve({call: id, name, args}) {
    const controller = new AbortController();
    this.#aborts.set(id, controller);
    try {
      const value = await this.#functions[name](...args, {signal: controller.signal});
      sayOr(this.#say, {returned: id, value}, [], {threw: id});
    } catch (error) {
      this.#say({threw: id, error: pack(error)});
    } finally {
      this.#aborts.delete(id);
    }
  }

  /* Tell of a call; its signal stays here.  call: what is told of it. */
  #begin(kind, name, args, {signal, grace, onProgress, ...options}, call) {
    if (this.#dead) throw this.#dead;
    if (signal?.aborted) throw signal.reason;
    const id = this.#next++;
    let timer;
    const interrupt = () => this.#say({interrupt: id});
    const abort = () => {
      interrupt();
      if (grace !== undefined) timer = setTimeout(interrupt, grace);
    };
    this.#say({[kind]: true, id, name, args, options: {...options, progress: !!onProgress}});
    this.#calls.set(id, call);
    signal?.addEventListener('abort', abort);
    call.id = id;
    call.progress = onProgress;
    call.reason = error => signal?.aborted &&
      ['WIO_EINTERRUPTED', 'WIO_ECANCELED'].includes(error?.code) ? signal.reason : error;
    call.over = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
  }

  start(name, args = [], options = {}) {
    const call = {};
    const result = new Promise((resolve, reject) => {
      call.succeed = value => { call.over(); resolve(value); };
      call.fail = error => { call.over(); reject(error); };
      this.#begin('run', name, args, options, call);
    });
    return {result, interrupt: () => this.#say({interrupt: call.id})};
  }

  stream(name, args = [], options = {}) {
    const waiting = [];
    const call = {
      item: ({value, last}) => {
        if (last) finish();
        waiting.shift()?.resolve({value, done: last});
      },
      fail: error => {
        finish();
        waiting.shift()?.reject(error);
        for (const {resolve} of waiting.splice(0)) resolve({value: undefined, done: true});
      },
    };
    let begun;
    let over = false;
    const finish = () => {
      over = true;
      this.#calls.delete(call.id);
      call.over();
    };
    const ask = verb => {
      if (over) return Promise.resolve({value: undefined, done: true});
      if (!begun) this.#begin('stream', name, args, options, call);
      begun = true;
      return new Promise((resolve, reject) => {
        waiting.push({resolve, reject});
        this.#say({[verb]: call.id});
      });
    };
    const leave = async () => {
      if (begun) await ask('leave');
      over = true;
    };
    return {
      next: async () => ask('next'),
      return: async value => {
        await leave();
        return {value, done: true};
      },
      throw: async error => {
        await leave();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
      async [Symbol.asyncDispose]() {
        await leave();
      },
    };
  }

  close() {
    return this.#closing?.promise ?? this.#close();
  }

  #close() {
    this.#closing = {};
    const {promise} = Object.assign(this.#closing, {promise: new Promise((resolve, reject) => {
      let timer;
      this.#closing.done = error => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
        // Node is not to be kept alive for it.
        this.#port.unref?.();
      };
      if (this.#dead) {
        this.#closing.done();
        return;
      }
      this.#say({close: true});
      if (this.#terminate !== undefined && this.#port.terminate)
        timer = setTimeout(() => {
          const error = makeError('WIO_ETIMEDOUT', 'the worker was terminated: it had not ' +
            `closed after ${this.#terminate} ms`);
          // First: the end of the worker may be told at once.
          this.#closing.done(error);
          this.#die(error);
          this.#port.terminate();
        }, this.#terminate);
    })});
    return promise;
  }
}

/* On a page: the program that a worker exposes. */
export async function connect(port, options) {
  const connection = new Connection(port, options);
  const exports = await connection.open();
  return {
    exports,
    run: async (name, args, options) => connection.start(name, args, options).result,
    start: (name, args, options) => connection.start(name, args, options),
    stream: (name, args, options) => connection.stream(name, args, options),
    close: () => connection.close(),
    [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]: () => connection.close(),
  };
}
