// SPDX-License-Identifier: MIT

/** What emcc writes beside the .wasm: a module whose default makes instances. */
export type Factory = (settings: object) => Promise<object>;
export type Glue = Factory | { readonly default: Factory };

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
   * file beside the glue. */
  wasm?: MaybePromise<
    string | URL | Response | BufferSource | WebAssembly.Module>;

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

  /** Its abort is an interrupt; one that was aborted before is so for the first
   * run. */
  signal?: AbortSignal;

  /** What emcc's Module has before anything of the program runs: functions and
   * values that its JavaScript library looks for there, and of emcc's own
   * settings those that it was linked to take.  What open sets itself, and a
   * setting that the program would not look at, is refused. */
  module?: { readonly [name: string]: unknown };
}

export type MaybePromise<T> = T | PromiseLike<T>;

/** An error of the program's runtime. */
export interface ProgramError extends Error {
  /** Its name in C. */
  code: `WIO_${string}`;
}

export interface Program {
  /**
   * Resolves with the exit status.  Rejects with a ProgramError, WIO_ECLOSED,
   * when a trap or a foreign exception killed the program.  That is never an
   * unhandled rejection: if nobody has looked at exited by then, the program's
   * stderr says it.  On Node a program waits for whatever else keeps the process
   * alive; when nothing does, its run ends with WIO_EDEADLK.
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
export function open(
  glue: MaybePromise<Glue | string | URL>, options?: Options): Promise<Program>;
