// SPDX-License-Identifier: MIT
/// <reference lib="esnext.disposable" />
import type { Pool } from './pool.mjs';

// Where neither the DOM's types nor Node's are, these are names, and no more.
declare global {
  interface AbortSignal {}
  interface Blob {}
  interface ReadableStream<R = any> {}
  interface Response {}
  interface URL {}
  interface WritableStream<W = any> {}
  namespace WebAssembly {
    interface Module {}
  }
}

/** What emcc writes beside the .wasm: a module whose default makes instances.  Name: of
 * the functions that it exports, as the .d.mts beside it has them. */
export interface Factory<Name extends string = string> {
  (settings: object): Promise<object>;
  /** Not there: for the compiler alone. */
  readonly exported?: Name;
}
export type Glue<Name extends string = string> =
  Factory<Name> | { readonly default: Factory<Name> };

export type Bytes = ArrayBuffer | SharedArrayBuffer | ArrayBufferView;
export type Chunk = string | Bytes | Blob;

/** What can be read as from a Readable of Node's. */
export interface NodeReadable {
  read(size?: number): any;
  unshift(chunk: any): void;
  on(event: string, listener: (...args: any[]) => void): this;
  [Symbol.asyncIterator](): AsyncIterator<any>;
}

/**
 * A function gets text, a character once it is whole; a stream of the web or of
 * Node's, or any object with `write`, gets bytes, and is not closed at the end.
 *
 * A stream that is full, and a promise that a function returns, make the whole
 * program wait, but for an interrupt: no iteration of its loop begins before they
 * are drained or fulfilled.  What it writes in one iteration is queued.
 *
 * When one throws, the write in C fails, with the errno of its `code` ("EPIPE",
 * "ENOSPC") or with EIO; when a promise is rejected, the next write does.
 */
export type Sink =
  | ((text: string) => unknown)
  | WritableStream<Uint8Array>
  | { write(bytes: Uint8Array): unknown };

/**
 * A null, an option that there is not, and what an option cannot be, such as an
 * argument with a NUL, a lone surrogate or a name of env's with "=", is refused by a
 * TypeError that names it, before anything starts.
 */
export interface Options {
  /** The program's .wasm, its address or the answer of a fetch; by default the
   * file beside the glue.  A module is what `import source wasm from './app.wasm'` gives.
   * Workerd compiles nothing: it needs the module, as an import of the .wasm is there. */
  wasm?: MaybePromise<
    string | URL | Response | Bytes | WebAssembly.Module>;

  /** The arguments of main, from argv[1]; argv[0] is the program's name. */
  args?: readonly string[];

  /** What getenv finds; by default the process's own, on a page nothing. */
  env?: { readonly [name: string]: string | undefined };

  /** What wio_stdin_read reads; by default the process's own, on a page
   * nothing.  Text and bytes are copied at once, and libc's stdin has them too.
   * All else is read as far as the program asks for it: a stream that it leaves
   * behind is not locked and has no listener, and the next program goes on where
   * it stopped, as others do with a stream of Node's; process.stdin is
   * unref'ed then, unless others listen.  An iterator is returned.
   *
   * What fails, or gives a chunk that is neither text nor bytes, fails the read in
   * C with EIO, or with the errno of its `code`. */
  stdin?: Chunk | Response | ReadableStream<Chunk> | NodeReadable |
    AsyncIterable<Chunk> | Iterable<Chunk | PromiseLike<Chunk>>;

  /** Gets the output as it is written; by default it goes to the process's
   * own, on a page by lines to the console. */
  stdout?: Sink;
  stderr?: Sink;

  /** An abort before the program is there rejects open, with the signal's reason, and
   * nothing of it starts; a later one is an interrupt of main.  Calls have signals of
   * their own. */
  signal?: AbortSignal;

  /** What emcc's Module has before anything of the program runs: functions and
   * values that its JavaScript library looks for there, and of emcc's own
   * settings those that it was linked to take.  What open sets itself, and a
   * setting that the program would not look at, is refused. */
  module?: { readonly [name: string]: unknown };

  /** What wio_host_call finds by its name. */
  functions?: { readonly [name: string]: HostFunction };

  /** What does what wio_worker_call of C asks for; it is closed when the program is,
   * behind all else. */
  workers?: Pool;

  /** Whether tasks are tracks of the performance panel of the browser's developer tools,
   * in the group "wasyncio": what each does and waits for, from one turn of the loop to
   * the next, by performance.measure.  Its entries are for who observes them (type
   * "measure"), and are not kept.  To be seen it takes a program with INSPECT, else open
   * rejects; it costs each turn a look at all tasks, and nothing where it is not set. */
  timeline?: boolean;
}

/**
 * A function that C calls by its name: it gets what C gives (see Returned), and last
 * an object with a signal, which is aborted when the task that waits for its promise
 * is cancelled; with wio_host_call_options.join C waits then until it is settled.  What it returns, or its promise comes to, is an Argument; without a
 * promise C goes on at once.
 *
 * What it throws is an error in C: its code is that of a `code` that names one there
 * (such as "ENOENT", "WIO_ETIMEDOUT"), or WIO_EHOST.  A call that ends with that error
 * rejects with the same object, unless it is a cancel or an exit.
 */
export type HostFunction = (...args: any[]) => unknown;

/**
 * What C can be given, copied: undefined and null are its undefined; a number that is
 * whole and exact, and a bigint of up to 64 bits, an int; another number a double;
 * text without lone surrogates; bytes, as in Bytes; all other objects, which have to
 * be plain ones or arrays, as JSON, with what JSON.stringify makes of all in them: bytes
 * there are objects.  What is larger than C's memory rejects with WIO_ENOMEM.
 *
 * Not copied, in a program that calls wio_call_reader and the like: a ReadableStream, whose
 * chunks are bytes or text, a Blob or a File, and a Response, which C reads, and a
 * WritableStream, which it writes.  It is locked when C asks for it.  What C has not
 * finished with when it lets go of it is cancelled or aborted, with the reason of the
 * call's signal if that was aborted; it never stays locked.
 */
export type Argument = undefined | null | boolean | number | bigint | string | object;

/** What C gives, copied: an int is a number where that is exact, else a bigint; bytes
 * are a Uint8Array, JSON is parsed. */
export type Returned =
  undefined | boolean | number | bigint | string | Uint8Array | object;

/** A null, an option that a call has not, and what an option cannot be is refused by a
 * TypeError that names it. */
export interface CallOptions {
  /**
   * Its abort is an interrupt of this call alone: the function is cancelled where it
   * waits, and cleans up.  The call ends when that is done: it rejects with the
   * signal's reason when the cancel is what ended it, or with the error that the
   * function made of it, or has the function's result.  One that is aborted before
   * rejects at once, and C is not called.
   */
  signal?: AbortSignal;

  /** Milliseconds from the abort of signal to a second interrupt, which ends what the
   * function computes between two check points, or what it waits for in its cleanup;
   * by default none comes. */
  grace?: number;

  /** Milliseconds until the function is cancelled where it waits.  When that is what
   * ended it, the call rejects with a DOMException, TimeoutError; by default it has for
   * ever.  What computes and never waits is ended by AbortSignal.timeout as signal. */
  timeout?: number;

  /** Values of the context variables that WIO_EXPORT_CONTEXTVAR has named, for this call
   * and the tasks that come of it. */
  context?: { readonly [name: string]: Argument };

  /** Gets what the function tells by wio_call_progress, while it runs.  What it throws
   * is reported, as what a listener throws. */
  onProgress?: (part: number) => void;
}

export interface StreamOptions extends CallOptions {
  /** How many items are made before somebody asks for them, whole; by default 0.  With
   * more the call begins at once, and goes on when half of them are taken. */
  highWaterMark?: number;
}

/** A call that has begun. */
export interface Call<Result = unknown> {
  /** As of Program.run. */
  readonly result: Promise<Result>;

  /** An interrupt of this call alone, as by its signal; each further one ends what it
   * computes or waits for with WIO_EINTERRUPTED.  Returns which one it is, from 1; 0
   * when the call is over.  Throws nothing. */
  interrupt(): number;
}

/**
 * Items, each of which the function gives by wio_call_yield when it is asked for; the
 * function is called when the first is.  Its error rejects the next call here, and then
 * the stream is done.  To leave it, as a `break` does, cancels the function and waits
 * for its cleanup, whose error rejects.
 */
export interface Stream<Item = unknown> extends AsyncIterableIterator<Item, undefined> {
  next(): Promise<IteratorResult<Item, undefined>>;
  return(value?: any): Promise<IteratorResult<Item, any>>;
  throw(error?: any): Promise<IteratorResult<Item, undefined>>;
  [Symbol.asyncIterator](): this;
  [Symbol.asyncDispose](): Promise<void>;

  /** The same as a stream of the web: its cancel leaves it. */
  toReadable(): ReadableStream<Item>;
}

/** A task that is not done, as it is at the moment: a copy. */
export interface Task {
  /** Of this task alone, while the program lives. */
  readonly id: number;

  /** That of wio_task_set_name, of the function that was called, or "Task-N". */
  readonly name: string;

  /** "running" is one that has given the host a turn in the midst of computing. */
  readonly state: 'not started' | 'ready' | 'running' | 'waiting';

  /** The state in words, with what it waits in and for: "in wio_await, for leaf". */
  readonly does: string;

  /** The ids of the tasks that it waits for: that it awaits, that are in a group, a gather
   * or the like of its, or that hold a lock that it wants. */
  readonly awaits: readonly number[];

  /** The id of the task whose group it is in. */
  readonly group: number | undefined;

  /** The id of the main task of the call that it came of, which may be itself; undefined
   * of main's, and when that task has ended. */
  readonly run: number | undefined;

  /** The same number for tasks of one loop. */
  readonly loop: number;

  /** How many cancels were asked of it, as wio_task_cancelling says. */
  readonly cancelling: number;

  /** What it has open, the last one first, each with its place: "timeout (app.c:7)". */
  readonly open: readonly string[];

  /** Where it was made, "app.c:12", if that is known. */
  readonly place: string | undefined;
}

/** What can be seen of a program that was linked with INSPECT, also while it waits or
 * computes; to look costs it nothing, and who never does loads nothing for it. */
export interface Inspectable {
  /** Its tasks that are not done, of all loops, in the order in which they were made.
   * Rejects when the program is not linked with INSPECT. */
  tasks(): Promise<Task[]>;

  /** Who waits for whom, as the text of `wasyncio-ps pstree`.  Rejects as tasks does. */
  tree(): Promise<string>;
}

export type MaybePromise<T> = T | PromiseLike<T>;

/** An error that a call has ended with: the message is that of C's record, and cause
 * what it was raised from or after.  That of a group is an AggregateError, too, and
 * still an instance of this. */
export class WasyncioError extends Error {
  constructor(code: string, message?: string, options?: { cause?: unknown });

  /** Its name in C: one of WIO_, of the program's own, or "errno 44". */
  readonly code: string;

  /** Of WIO_EEXIT: what wio_exit was given. */
  readonly status?: number;

  /** Of WIO_EGROUP: those of its tasks. */
  readonly errors?: readonly unknown[];
}

/** An error of the program's runtime. */
export interface ProgramError extends WasyncioError {
  /** Its name in C. */
  code: `WIO_${string}`;
}

/**
 * What calls functions of C: many at once, on one loop, each a run of its own, so that
 * they may wait for each other.  Functions that they call find the values that
 * AsyncLocalStorage has where they were called.
 */
export interface Callable<Name extends string = string> {
  /**
   * Call a function of C by its name.  Resolves with what it has given by
   * wio_call_return, else with the number that it returns.  Rejects with a
   * TypeError when the name, an argument or an option is none, and nothing is called
   * then; with a WasyncioError of the function's code; with what an abort or the timeout
   * gives (see CallOptions); with what a HostFunction has thrown, as it is; with
   * WIO_ECLOSED when the program has ended, ends meanwhile or is closing, and
   * WIO_ECANCELED when a close cancels it; with WIO_ENOMEM.
   */
  run<Result = unknown>(
    name: Name, args?: readonly Argument[], options?: CallOptions): Promise<Result>;

  /** The same, with a way to interrupt it that is no signal.  Throws the TypeError. */
  start<Result = unknown>(
    name: Name, args?: readonly Argument[], options?: CallOptions): Call<Result>;

  /** Call a function that gives one item after the other.  Throws the TypeError. */
  stream<Item = unknown>(
    name: Name, args?: readonly Argument[], options?: StreamOptions): Stream<Item>;
}

export interface Runner<Name extends string = string> extends Callable<Name> {
  /** As Program.close: of the calls of this runner alone. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Program<Name extends string = string>
  extends Callable<Name>, Inspectable {
  /**
   * Resolves with the exit status.  Rejects with a ProgramError, WIO_ECLOSED,
   * when a trap or a foreign exception killed the program, and so do all calls; a trap
   * does that also below a HostFunction which catches it.  That is never an
   * unhandled rejection: if nobody has looked at exited by then, the program's
   * stderr says it.  On Node a program waits for whatever else keeps the process
   * alive; when nothing does, its run ends with WIO_EDEADLK.
   *
   * A program that exports functions lives on when its main has returned, whose
   * status this is, and until close when it has none.
   */
  readonly exited: Promise<number>;

  /**
   * What Ctrl-C does: the first in a run cancels its main task, the next ones
   * end what is running.  What comes before the first run is that one's.
   * Returns which one it is, from 1; 0 when there is nothing to interrupt: main
   * is between two runs, or the program has ended.  Throws nothing.
   */
  interrupt(): number;

  /**
   * What SIGTERM and SIGHUP do natively: a stream of wio_signals_open gets them, and
   * a terminate ends a run with the option terminate, as an interrupt would, with
   * status 143.  Returns 1; 0 when the program does not take it at the moment, and
   * then nothing happens.  Throws nothing.  On Node those of the process are sent to
   * each program while it takes them, unless they have listeners of their own.
   */
  terminate(): number;
  hangup(): number;

  /**
   * Have a function called while C computes, about once a millisecond, at a check point
   * and without a turn of the host's: it may look at memory that another thread shares,
   * and interrupt calls.  Only in a program that exports functions.  What it throws is
   * reported, as what a listener throws.  Returns what ends this.
   */
  onCheckPoint(look: () => void): () => void;

  /** The names of the functions that WIO_EXPORT has made callable. */
  readonly exports: readonly Name[];

  /**
   * Another runner, with a loop of its own, in the same memory: for calls that are to
   * end together, such as those of a request.  Its calls wait for each other's locks
   * and queues, and not for those of others.
   */
  runner(): Runner<Name>;

  /** A new instance of what was compiled, with the options of open; mostly after this
   * one has died. */
  reopen(): Promise<Program<Name>>;

  /**
   * End the program as a runner does: what is in flight is cancelled and cleans up, no
   * more can be called, and main is interrupted.  Resolves when all that is over; once
   * more gives the same promise.  Rejects with a WasyncioError: WIO_ERUNNING in a
   * HostFunction, where it does nothing; of a step of wio_loop_at_close, that step's.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;

  /**
   * emcc's module, with what the program exports.  Any event may call that, and
   * gives the loop a turn by it.  A call in which the program ends, and every
   * one after that, does nothing and returns undefined.
   */
  readonly module: any;
}

/**
 * Make an instance of a program.  Its main starts in a later turn of the
 * host's loop.  Rejects when it cannot be loaded, with the address and what came
 * from there, or when the glue and the .wasm are not of one build.
 */
export function open<Name extends string = string>(
  glue: MaybePromise<Glue<Name> | string | URL>, options?: Options): Promise<Program<Name>>;
