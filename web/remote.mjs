// SPDX-License-Identifier: MIT
// A program in another thread: expose it there, connect to it here.  Both sides speak
// over a MessagePort, or what a worker has of one:
//
//     connect                                    expose
//     {hello, functions: names} ---------------> opens the program
//       <---------------- {ready, exports} or {refused, why}
//     {run | stream, id, ...} -----------------> program.start, program.stream
//       <-- {progress, id} {item, id} {done, id} {failed, id}
//     {show: tasks | tree, id} ----------------> program.tasks, program.tree
//       <---------------------- {done, id} {failed, id}
//     {abort | interrupt | next | leave, id} --->
//     {flag: memory} --------------------------> where the first two come at once (flag.mjs)
//       <------------------- {call, id}   a function of the page's
//     {returned | threw, id} {abort, id} <->
//     {close} ---------------------------------> program.close
//       <------------------------------ {closed}
import {onAbort} from './abort.mjs';
import {areFunctions, callable, checkOptions, closing, isDuration, isSignal}
  from './callable.mjs';
import {makeError} from './errors.mjs';
import {flagOf, makeFlag, raise, take} from './flag.mjs';

const VERSION = 1;
const DEEPEST = 16; // errors of errors of errors

/* ---- what both have ---- */

/* A port of the web's, Node's or a worker's own global. */
function listen(port, hear) {
  const heard = data => { if (data?.wasyncio !== undefined) hear(data); };
  if (port.on) port.on('message', heard);
  else port.addEventListener('message', ({data}) => heard(data));
  port.start?.();
}

/* A browser's worker that is open lives on when nobody catches an error in it. */
export function listenForDeath(port, died, isOpen = () => true) {
  const [add, ...events] = port.on ? ['on', 'error', 'exit', 'close']
    : ['addEventListener', 'error', 'messageerror', 'close'];
  const lives = event => add != 'on' && event?.type == 'error' && isOpen();
  for (const event of events) port[add]?.(event, cause => lives(cause) || died(cause));
}

function checkPort(who, port) {
  if (typeof port?.postMessage != 'function' || !(port.on ?? port.addEventListener))
    throw new TypeError(`${who}: a ${port?.constructor?.name ?? port} is no port: it takes ` +
      'a MessagePort, a worker, or the port of a SharedWorker');
}

const sayer = port => (message, transfer = []) =>
  port.postMessage({wasyncio: VERSION, ...message}, transfer);

/* Bytes that only we have are handed over. */
const owned = value => value instanceof Uint8Array && value.byteLength > 0 &&
  value.byteLength === value.buffer.byteLength ? [value.buffer] : [];

/* What C reads of a response crosses without it; none is read as no bytes. */
const bodies = values => values.map(value => !(value instanceof Response) || value.bodyUsed
  ? value : value.body ?? new Uint8Array());

/* Streams cannot be cloned: they are handed over, and go on between the threads. */
const streams = values => values.filter(value =>
  value instanceof ReadableStream || value instanceof WritableStream);

const isStream = value => streams([value]).length > 0;

function isCloned(value) {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

/* Why a call cannot go there: which argument it was is looked for now, and what could be
 * handed over stays here. */
function refusal(name, args, options, cause) {
  let i = args.findIndex(arg => isStream(arg) ? arg.locked : !isCloned(arg));
  if (i < 0 && isCloned(options)) i = args.findIndex(isStream);
  const which = i < 0 ? 'an option' : `argument ${i + 1}`;
  return new TypeError(`${name}: ${which} cannot be cloned: ${cause.message}`, {cause});
}

/* What they are at the moment, for a call that is made later. */
export function cloned(name, args) {
  try {
    return structuredClone(args);
  } catch (cause) {
    throw refusal(name, args, {}, cause);
  }
}

/* A clone of an error has its name and message, and not its code.  reason: that of a
 * signal, which is the other side's own. */
function pack(error, reason, depth = 0) {
  if (reason !== undefined && error === reason) return {reason: true};
  if (!(error instanceof Error)) return {value: error};
  const {name, message, code, status, cause, errors, stack} = error;
  const next = each => pack(each, reason, depth + 1);
  return {
    name, message, stack,
    dom: error instanceof DOMException,
    code: typeof code == 'string' ? code : undefined,
    status: typeof status == 'number' ? status : undefined,
    cause: cause === undefined || depth == DEEPEST ? undefined : next(cause),
    errors: Array.isArray(errors) && depth < DEEPEST ? errors.map(next) : undefined,
  };
}

const natives = {EvalError, RangeError, ReferenceError, SyntaxError, TypeError,
  URIError};

function unpack(packed, reason) {
  if (packed.reason) return reason;
  if ('value' in packed) return packed.value;
  const {name, message, stack, dom, code, status, cause, errors} = packed;
  const options = cause ? {cause: unpack(cause, reason)} : {};
  let error;
  if (name == 'WasyncioError') {
    error = makeError(code, message, options, errors?.map(each => unpack(each, reason)));
    if (status !== undefined) error.status = status;
  } else if (dom) {
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

/* What cannot be looked at or cloned is told as an error that can. */
function sayError(say, message, error, reason) {
  try {
    say({...message, error: pack(error, reason)});
  } catch (refused) {
    say({...message, error: pack(refused)});
  }
}

/* The same of a value. */
function sayOr(say, message, transfer, failed) {
  try {
    say(message, transfer);
  } catch (error) {
    sayError(say, failed, error);
  }
}

/* ---- where the program is ---- */

class Exposed {
  #program;
  #say;
  #calls = new Map(); // {interrupt or items, controller, interrupts, left} by their ids
  #asked = new Map(); // functions of the other side's that are waited for
  #next = 1;
  #flag;
  #unwatch; // no more looks at it

  constructor(say) {
    this.#say = say;
  }

  async open(make, names) {
    const functions = Object.fromEntries(names.map(name =>
      [name, (...args) => this.#ask(name, args)]));
    this.#program = await (typeof make == 'function' ? make(functions) : make);
    this.#watch();
    this.#say({ready: true, exports: this.#program.exports});
  }

  share(memory) {
    this.#flag = flagOf(memory);
    this.#watch();
  }

  #watch() {
    if (this.#flag && this.#program)
      this.#unwatch ??= this.#program.onCheckPoint(() => this.#look());
  }

  #look() {
    if (this.#flag) take(this.#flag, id => this.#interrupt(id), id => this.#abort(id));
  }

  #ask(name, args) {
    const {signal} = args.pop();
    const id = this.#next++;
    signal.addEventListener('abort', () => this.#say({abort: id}), {once: true});
    return new Promise((resolve, reject) => {
      this.#asked.set(id, {resolve, reject});
      this.#say({call: id, name, args});
    });
  }

  /* The other side's signal comes as a message.  start: with which options. */
  #begin(id, {progress, ...options}, start) {
    const controller = new AbortController();
    const call = {controller, interrupts: 0, left: false};
    this.#calls.set(id, call);
    try {
      Object.assign(call, start({
        ...options,
        signal: controller.signal,
        onProgress: progress ? part => this.#say({progress: id, part}) : undefined,
      }));
    } catch (error) {
      this.#failed(id, error);
    }
    return call;
  }

  #done(id, value) {
    this.#calls.delete(id);
    sayOr(this.#say, {done: id, value}, owned(value), {failed: id});
  }

  #failed(id, error) {
    const {controller} = this.#calls.get(id);
    this.#calls.delete(id);
    sayError(this.#say, {failed: id}, error, controller.signal.reason);
  }

  run({id, name, args, options}) {
    this.#tell(id, this.#begin(id, options, given => this.#program.start(name, args, given)));
  }

  show({show, id}) {
    this.#tell(id, this.#begin(id, {}, () => ({result: this.#program[show]()})));
  }

  /* What it comes to, if it has begun. */
  #tell(id, {result}) {
    result?.then(value => this.#done(id, value), error => this.#failed(id, error));
  }

  stream({id, name, args, options}) {
    this.#begin(id, options, given => ({items: this.#program.stream(name, args, given)}));
  }

  /* So many items.  What was asked for behind the last one is told nothing more, nor is
   * it when the stream is left. */
  next(id, n) {
    const call = this.#calls.get(id);
    const isOver = () => call.left || this.#calls.get(id) !== call;
    while (n-- > 0 && call)
      call.items.next().then(({value, done}) => {
        if (isOver()) return;
        if (done) this.#done(id);
        else this.#say({item: id, value}, owned(value));
      }).catch(error => isOver() || this.#failed(id, error));
  }

  leave(id) {
    const call = this.#calls.get(id);
    if (!call) return;
    call.left = true;
    call.items.return().then(() => this.#done(id), error => this.#failed(id, error));
  }

  #interrupt(id) {
    const call = this.#calls.get(id);
    if (!call) return;
    call.interrupts++;
    call.interrupt();
  }

  #abort(id) {
    const call = this.#calls.get(id);
    if (!call || call.controller.signal.aborted) return;
    call.interrupts++;
    call.controller.abort();
  }

  /* So many by now; the flag has told of most before. */
  interrupt(id, n) {
    this.#look();
    while (this.#calls.get(id)?.interrupts < n) this.#interrupt(id);
  }

  abort(id) {
    this.#look();
    this.#abort(id);
  }

  settle(id, how, value) {
    this.#asked.get(id)?.[how](value);
    this.#asked.delete(id);
  }

  async close() {
    try {
      await this.#program.close();
      this.#unwatch?.();
      this.#say({closed: true});
    } catch (error) {
      sayError(this.#say, {closed: true}, error);
    }
  }
}

/* In a worker: serve a program, or what makes one of the page's functions. */
export function expose(program, port = globalThis) {
  checkPort('expose', port);
  const say = sayer(port);
  const exposed = new Exposed(say);
  listen(port, message => {
    if (message.hello) {
      if (message.wasyncio !== VERSION)
        say({refused: `it speaks version ${VERSION}, not ${message.wasyncio}`});
      else
        exposed.open(program, message.functions).catch(error =>
          sayError(say, {refused: String(error?.message ?? error)}, error));
    } else if (message.run) exposed.run(message);
    else if (message.stream) exposed.stream(message);
    else if (message.next) exposed.next(message.next, message.n);
    else if (message.leave) exposed.leave(message.leave);
    else if (message.show) exposed.show(message);
    else if (message.interrupt) exposed.interrupt(message.interrupt, message.n);
    else if (message.abort) exposed.abort(message.abort);
    else if (message.returned) exposed.settle(message.returned, 'resolve', message.value);
    else if (message.threw) exposed.settle(message.threw, 'reject', unpack(message.error));
    else if (message.flag) exposed.share(message.flag);
    else if (message.close) exposed.close();
  });
}

/* ---- where it is called ---- */

/* A call in flight there, whose signal stays here. */
class Call {
  #say;
  #raise;
  #signal;
  #unlisten;
  #items;
  #interrupts = 0;
  #isOver = false;
  #settle;
  result = new Promise((resolve, reject) => {
    this.#settle = {resolve, reject};
  });

  constructor(say, flag, id, {signal, onProgress}, items) {
    this.#say = verb => this.#isOver || say({[verb]: id});
    this.#raise = verb => {
      if (flag) raise(flag, id, verb == 'abort');
      say({[verb]: id, n: ++this.#interrupts});
    };
    this.#signal = signal;
    this.#items = items;
    this.id = id;
    this.progress = onProgress;
    this.ask = n => this.#isOver || say({next: id, n});
    this.#unlisten = signal && onAbort(signal, () => this.#raise('abort'));
  }

  /* What was not sent cannot be counted. */
  interrupt() {
    if (this.#isOver) return 0;
    this.#raise('interrupt');
    return this.#interrupts;
  }

  cancel() {
    this.#say('leave');
  }

  item(value) {
    this.#items.put(value);
  }

  #end() {
    this.#isOver = true;
    this.#unlisten?.();
  }

  succeed(value) {
    this.#end();
    this.#items?.end(false);
    this.#settle.resolve(value);
  }

  /* As it is, or told by the other side. */
  fail(error, packed) {
    this.#end();
    if (packed) error = unpack(packed, this.#signal?.reason);
    this.#items?.end(true, error);
    this.#settle.reject(error);
    return this;
  }
}

class Connection {
  #port;
  #say;
  #flag = makeFlag();
  #functions;
  #terminate; // milliseconds that a close may take
  #calls = new Map();
  #aborts = new Map(); // of our functions that the program waits for
  #next = 1;
  #ready;
  #isOpen = false;
  #closing;
  #dead; // why

  constructor(port, {functions = {}, terminate} = {}) {
    this.#port = port;
    this.#say = sayer(port);
    this.#functions = functions;
    this.#terminate = terminate;
    listen(port, message => this.#hear(message));
    listenForDeath(port, event => this.#die(makeError('WIO_ECLOSED',
      `the worker has ended: ${event?.message ?? event?.error?.message ?? 'without a word'}`)),
    () => this.#isOpen);
  }

  async open(signal) {
    if (signal?.aborted) throw signal.reason;
    const unlisten = signal && onAbort(signal, () => this.#die(signal.reason));
    try {
      return await this.#hello();
    } finally {
      unlisten?.();
    }
  }

  #hello() {
    return new Promise((resolve, reject) => {
      this.#ready = {resolve, reject};
      this.#say({hello: true, functions: Object.keys(this.#functions)});
      // Where it cannot be sent, the messages do.
      try {
        if (this.#flag) this.#say({flag: this.#flag.buffer});
      } catch { /* of another process */ }
    });
  }

  #die(error) {
    if (this.#dead) return;
    this.#dead = error;
    this.#ready?.reject(error);
    for (const call of this.#calls.values()) call.fail(error);
    this.#calls.clear();
    for (const controller of this.#aborts.values()) controller.abort(error);
    this.#closing?.done();
  }

  #hear(message) {
    const call = this.#calls.get(
      message.done ?? message.failed ?? message.item ?? message.progress);
    if (message.ready) {
      this.#isOpen = true;
      this.#ready.resolve(message.exports);
    } else if (message.refused) {
      const options = message.error ? {cause: unpack(message.error)} : {};
      this.#ready.reject(makeError('WIO_ENOTSUP',
        `the worker refuses: ${message.refused}`, options));
    } else if (message.call) this.#serve(message);
    else if (message.abort) this.#aborts.get(message.abort)?.abort(
      new DOMException('its task was cancelled', 'AbortError'));
    else if (message.closed) this.#closing?.done(message.error && unpack(message.error));
    else if (!call) return;
    else if (message.progress) call.progress?.(message.part);
    else if (message.item) call.item(message.value);
    else {
      this.#calls.delete(call.id);
      if (message.done) call.succeed(message.value);
      else call.fail(undefined, message.error);
    }
  }

  async #serve({call: id, name, args}) {
    const controller = new AbortController();
    this.#aborts.set(id, controller);
    try {
      const [value] = bodies([await this.#functions[name](...args,
        {signal: controller.signal})]);
      sayOr(this.#say, {returned: id, value}, streams([value]), {threw: id});
    } catch (error) {
      sayError(this.#say, {threw: id}, error);
    } finally {
      this.#aborts.delete(id);
    }
  }

  /* Ahead is what lies here. */
  begin(name, args = [], {signal, onProgress, highWaterMark, ...options} = {}, items) {
    const call = new Call(this.#say, this.#flag, this.#next++, {signal, onProgress}, items);
    if (this.#dead) return call.fail(this.#dead);
    if (signal?.aborted) return call.fail(signal.reason);
    try {
      args = bodies(args);
      this.#say({[items ? 'stream' : 'run']: true, id: call.id, name, args,
        options: {...options, progress: !!onProgress}}, streams(args));
    } catch (error) {
      return call.fail(refusal(name, args, options, error));
    }
    this.#calls.set(call.id, call);
    return call;
  }

  show(what) {
    const call = new Call(this.#say, this.#flag, this.#next++, {});
    if (this.#dead) return call.fail(this.#dead).result;
    this.#calls.set(call.id, call);
    this.#say({show: what, id: call.id});
    return call.result;
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

const takes = {
  functions: areFunctions,
  terminate: isDuration,
  signal: isSignal,
};

/* On a page: the program that a worker exposes. */
export async function connect(port, options) {
  checkPort('connect', port);
  if (options !== undefined) checkOptions('connect', options, takes);
  const connection = new Connection(port, options);
  const exports = await connection.open(options?.signal);
  return {
    exports,
    ...callable(exports, (...given) => connection.begin(...given)),
    ...closing(() => connection.close()),
    tasks: () => connection.show('tasks'),
    tree: () => connection.show('tree'),
  };
}
