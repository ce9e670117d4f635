// SPDX-License-Identifier: MIT
// Opens programs that were built with wasyncio, and runs their loops on the
// one of the host: a page, a worker, Node, Deno, Bun.
import {onAbort} from './abort.mjs';
import {callable, closing} from './callable.mjs';
import {makeError, WasyncioError} from './errors.mjs';
import {load} from './load.mjs';
import {bytesOf, checked, checkLooked} from './options.mjs';
import {listenForEnd, listenForSignal} from './process.mjs';
import {builtin, environment, isNode, isWorkerd, Output} from './stdio.mjs';

export {WasyncioError};

const LONGEST = 2 ** 31 - 1; // that setTimeout takes, in milliseconds
const IDLE = -1; // as in pump.h
const ALONE = -2;
const NOTHING = -3;
const SOON = -4;
const BURST = 4; // milliseconds of turns that the host does not have in between
const STEPS = 1000; // and as many, for workerd's clock stands still meanwhile
const LAP = 8; // steps for one item each, in which the clock is looked at once,
const SHORT = 0.1; // when those before took no longer than that
const WORKER_CALL = 'wio_worker_call';
const GRACE = 1000; // milliseconds that a job in a worker has when nobody waits for it

/* The next macrotask, which calls asked.turn; who is over meanwhile takes that away, and
 * the host holds nothing of it.  Never microtasks, which starve the page; and setTimeout,
 * which waits for 1 to 1000 ms elsewhere, only where there is nothing else, or, as in
 * workerd, a port belongs to the request that made it. */
function chooseTurn() {
  const begin = asked => asked.turn?.();
  if (globalThis.setImmediate) return asked => setImmediate(begin, asked);
  if (isWorkerd || !globalThis.MessageChannel) return asked => setTimeout(begin, 0, asked);
  const {port1, port2} = new MessageChannel();
  const waiting = [];
  port1.onmessage = () => begin(waiting.shift());
  return asked => {
    waiting.push(asked);
    port2.postMessage(0);
  };
}

let chosen; // when first used: workerd has no clocks and ports at an import
const nextTurn = asked => (chosen ??= chooseTurn())(asked);

const ready = Promise.resolve();
const clock = globalThis.performance; // which is looked up by a function of Node's

// What a program has left of a stream, for the next that reads it.
const rests = new WeakMap();

/* Whose values the functions that C calls are to find; a page has none. */
const {AsyncResource} = globalThis.process?.getBuiltinModule?.('node:async_hooks') ?? {};

/* Of a program that exports no function. */
const none = {
  exports: [], runner: () => ({close: async () => {}}), closeAll: async () => {},
};

class Program {
  module;
  look; // after each step and at the end, for the option timeline
  #turning = false; // the next turn is asked for
  #asked = {}; // what nextTurn has been given
  #stepping = false; // a step is the next job
  #timer; // or it comes by this
  #alone = false; // only the end of the process can bring one
  #listening = false; // for that
  #kept = false; // Node is kept alive for it
  #keeper;
  #over = false;
  #settle;
  #outputs;
  #held = false; // until one that is full has taken what it has
  #hurry = false; // not held: somebody interrupts
  #urgent = 0; // nor is it while so many calls and runners are to end
  #signal; // whose abort interrupts
  #unsignal; // no more
  #functions;
  #workers; // a pool
  #burst = 0; // when it began
  #steps = 0; // of it
  #looked = 0; // at the clock, when
  #nextLook = 0; // in which step
  #closing; // what close gives
  #status; // of main, when the program lives on
  #watchers = new Set(); // of check points

  isWatched = false; // somebody has looked at exited
  exited = new Promise((resolve, reject) => {
    this.#settle = {resolve, reject};
  });

  constructor({args = [], env, stdin, stdout, stderr, module, signal, functions = {},
    workers}) {
    const drained = () => this.#drained();
    this.#outputs = [new Output(stdout, 'stdout', console.log, drained),
      new Output(stderr, 'stderr', console.error, drained)];
    this.#signal = signal;
    this.#workers = workers;
    this.#functions = Object.assign(Object.create(null), functions);
    // Of src/call/workers.c.  It is nobody's own, so no list of functions has it.
    Object.defineProperty(this.#functions, WORKER_CALL, {value: (name, ...rest) => {
      const {signal} = rest.pop();
      if (!workers) throw makeError('WIO_ENOTSUP', `wio_worker_call: ${name}: open was ` +
        'given no workers (a pool)');
      return workers.run(name, rest, {signal, grace: GRACE});
    }});
    // What library.js calls.
    this.host = {
      args,
      isNode,
      env: env ?? environment(),
      isTerminal: fd => isNode && [stdin, stdout, stderr][fd] === undefined &&
        builtin('tty').isatty(fd),
      write: (fd, bytes) => this.#outputs[fd - 1].write(bytes),
      stdin: {
        given: stdin,
        isNode,
        ready: () => this.module._wio__web_stdin_ready(),
        turn: turn => nextTurn({turn}),
        bytesOf,
        rests,
      },
      wake: delay => delay == SOON ? this.#soon() : this.#schedule(delay),
      sigint: on => listenForSignal('SIGINT', on, this.interrupt),
      // Of programs that take other signals (web/signal.c), which have a send.
      listen: listenForSignal,
      hurry: () => { this.#hurry = true; },
      checkPoint: () => { for (const look of this.#watchers) look(); },
      exit: status => this.#end(this.#status ?? status),
      mainEnded: status => {
        this.host.stdin.end?.(); // it would keep Node alive
        this.#settle.resolve(this.#status = status);
      },
      glue: (looksFor, address) => {
        checkLooked(module, looksFor);
        this.host.address = address;
      },
      died: cause => this.#die(cause),
      atEnd: [], // functions, which let go of what would outlive it
    };
  }

  start(module) {
    this.module = module;
    this.calls = this.host.border?.({
      functions: this.#functions,
      bytesOf,
      error: makeError,
      onAbort,
      closed: why => makeError('WIO_ECLOSED', why),
      soon: () => this.#soon(),
      urgent: on => { this.#urgent += on ? 1 : -1; },
      now: () => this.#now(),
      // AsyncLocalStorage.snapshot takes a hundred times as long.
      place: AsyncResource &&
        (() => new AsyncResource('wasyncio', {requireManualDestroy: true})),
    }) ?? none;
    if (this.#signal?.aborted) this.interrupt();
    this.#unsignal = this.#signal && onAbort(this.#signal, this.interrupt);
    this.#schedule(0);
  }

  /* The same function twice is two. */
  onCheckPoint(look) {
    const own = () => {
      // None of its errors flies through C.
      try {
        look();
      } catch (error) {
        queueMicrotask(() => { throw error; });
      }
    };
    this.#watchers.add(own);
    return () => { this.#watchers.delete(own); };
  }

  interrupt = () => {
    this.host.hurry();
    return this.module._wio__web_interrupt() ?? 0;
  };

  /* A turn after so many milliseconds.  Below zero: when woken.  Then a timer,
   * as late as can be, keeps Node alive; but not for a program that is ALONE,
   * and has a last turn when nothing else does, nor for one with NOTHING to do. */
  #schedule(delay) {
    if (this.#turning || this.#stepping || this.#over) return;
    this.#unschedule();
    this.#turning = delay == 0;
    if (this.#turning) nextTurn(this.#asked = {turn: this.#turn});
    else if (delay > 0) this.#timer = setTimeout(this.#turn, Math.min(delay, LONGEST));
    else this.#wait(delay);
  }

  /* Until it is woken.  It is idle or alone many times: what keeps Node alive, or
   * listens for its end, stays. */
  #wait(how) {
    this.#alone = how == ALONE;
    this.#keep(how == IDLE);
    if (how != IDLE) this.#listen(this.#alone);
  }

  #keep(on) {
    if (!isNode || on == this.#kept) return;
    this.#kept = on;
    if (!on) clearInterval(this.#keeper);
    else this.#keeper = setInterval(() => {}, LONGEST);
  }

  #listen(on) {
    if (on == this.#listening) return;
    this.#listening = on;
    listenForEnd(on, this.#lastTurn);
  }

  /* Before the host goes on, for what it has just brought; but not for ever, when
   * that brings more. */
  #soon() {
    if (this.#stepping) return;
    if (this.#isLong()) this.#schedule(0);
    else this.#stepNext();
  }

  /* The same at once, for who waits for it. */
  #now() {
    if (this.#over || this.#held || this.#isLong(LAP)) this.#schedule(0);
    else this.#step(false, this.#looked);
  }

  /* To look at the clock takes as long as a third of a step of #now. */
  #isLong(lap = 1) {
    if (++this.#steps > STEPS) return true;
    if (lap > 1 && this.#steps < this.#nextLook) return false;
    const before = this.#looked;
    this.#looked = clock.now();
    this.#nextLook = this.#steps + (this.#looked - before < SHORT ? lap : 1);
    return this.#looked - this.#burst > BURST;
  }

  /* As Runner.close: each call is cancelled, and has cleaned up, when this is over. */
  close() {
    return this.#closing ??= this.#close();
  }

  async #close() {
    try {
      await this.calls.closeAll();
    } catch (error) {
      if (error.code == 'WIO_ERUNNING') this.#closing = undefined; // not from here
      else {
        this.#finish();
        await this.#workers?.close();
      }
      throw error;
    }
    this.#finish();
    await this.exited.catch(() => {});
    await this.#workers?.close();
  }

  /* What main still does is interrupted; without one this is the end. */
  #finish() {
    if (this.#over) return;
    if (this.#status === undefined && this.interrupt() > 0) return;
    this.module._wio__web_exit?.(this.#status ?? 0);
  }

  #unschedule() {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#alone = false;
  }

  /* The program waits for who reads its output, as in a write natively: a write
   * that fills a sink ends the turn (host.c), and no other begins before that has
   * room.  What is written until then, in one iteration, is queued. */
  #drained() {
    this.#hurry = false;
    if (this.#held) this.#schedule(0);
  }

  #lastTurn = () => {
    const alone = this.#alone;
    if (alone) this.#step(true);
    return alone;
  };

  /* As a promise's job: outside of one V8 makes a message for each exception that
   * C throws and catches, which takes as long as the throw, and twenty times that
   * where a console is open. What queueMicrotask calls is outside in a page. */
  #stepNext() {
    if (this.#stepping || this.#over) return;
    this.#stepping = true;
    ready.then(this.#step);
  }

  #turn = () => {
    this.#turning = false;
    this.#looked = this.#burst = clock.now();
    this.#steps = this.#nextLook = 0;
    this.#stepNext();
  };

  /* The program asks for the next one, unless it is over. */
  #step = (last = false, now = 0) => {
    this.#stepping = false;
    this.#held = !this.#hurry && !this.#urgent && (this.#outputs[0].full || this.#outputs[1].full);
    if (this.#held) this.#schedule(IDLE);
    // Within a step the host asks for something; it comes behind.
    else if (this.module._wio__web_step(last, now)) this.#stepNext();
    if (!this.#over) this.look?.();
  };

  #die(cause) {
    if (this.#over) return;
    this.#end(undefined, makeError('WIO_ECLOSED',
      `WIO_ECLOSED: the program is dead${this.#suspect()}: ${cause}`, {cause}));
  }

  #suspect() {
    try {
      return this.module.UTF8ToString(this.module._wio__web_suspect());
    } catch {
      return '';
    }
  }

  #end(status, error) {
    if (this.#over) return;
    this.#over = true;
    this.#asked.turn = undefined;
    this.look?.(true);
    this.#unschedule();
    this.#wait(NOTHING);
    this.host.sigint(false);
    this.#unsignal?.();
    for (const letGo of this.host.atEnd) letGo(error);
    this.host.stdin.end?.();
    if (error && !this.isWatched)
      this.#outputs[1].write(bytesOf(`wasyncio: ${error.message}\n`));
    for (const output of this.#outputs) output.end();
    this.exited.catch(() => {}); // or it would end the process for a program
    if (error) this.#settle.reject(error);
    else this.#settle.resolve(status);
  }
}

export async function open(glue, given = {}) {
  // One may fail while the other is awaited.
  glue = Promise.resolve(glue);
  glue.catch(() => {});
  Promise.resolve(given?.wasm).catch(() => {});
  const options = checked(given);
  const program = new Program(options);
  const module = await load(glue, options.wasm, {
    ...options.module,
    wio: program.host,
    printErr() {}, // says what the error says
    // Of libc.  Node's own is left to emcc; a page's would ask by a dialog.
    stdin: isNode && !options.stdin ? undefined : () => null,
    stdout() {}, // of emcc's file system; library.js has something better
    stderr() {},
  }, options.signal);
  // Of no use to most, and not loaded for them.
  if (options.timeline?.on)
    program.look = (await import('./timeline.mjs')).watch(module);
  program.start(module);
  const {calls} = program;
  const runner = () => {
    const own = calls.runner();
    return {...callable(calls.exports, own.begin), ...closing(own.close)};
  };
  return {
    ...runner(),
    get exited() {
      program.isWatched = true;
      return program.exited;
    },
    module,
    interrupt: program.interrupt,
    onCheckPoint: look => program.onCheckPoint(look),
    terminate: () => program.host.send?.(2) ?? 0,
    hangup: () => program.host.send?.(4) ?? 0,
    exports: calls.exports,
    runner,
    tasks: async () => (await import('./tasks.mjs')).tasks(module),
    tree: async () => (await import('./tasks.mjs')).tree(module),
    reopen: () => open(program.host.factory, {...given, wasm: program.host.compiled}),
    ...closing(() => program.close()),
  };
}
