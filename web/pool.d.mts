// SPDX-License-Identifier: MIT
import type { Argument, CallOptions, HostFunction } from './index.mjs';
import type { Port } from './remote.mjs';

/** A Worker of the web or of Node, whose script exposes a program. */
export interface PoolWorker extends Port {
  terminate(): unknown;
}

/** An option that there is not, or that is of a wrong kind, is refused by a TypeError
 * that names it. */
export interface PoolOptions {
  /** How many workers there are at most; by default one for each processor. */
  max?: number;

  /** Milliseconds from the abort of a call, or from close, until the worker of a call
   * that has not ended is terminated; by default 300 seconds, as asyncio's executors
   * have.  Infinity: it never is.  Bun does not stop a worker in the midst of
   * computing: it goes on there, and nobody hears of it. */
  terminate?: number;

  /** Functions of this side that the programs may call, as for connect. */
  functions?: { readonly [name: string]: HostFunction };
}

/** Mirrors a ProcessPoolExecutor: nothing is shared but what is given and returned. */
export interface Pool<Name extends string = string> {
  /**
   * Call a function of C in one of the workers, which does nothing else meanwhile; the
   * calls begin in the order in which they were made.  As Program.run; arguments are
   * cloned when it is called.  An abort before it begins rejects at once, and nothing
   * is called; one that comes later is an interrupt, and rejects with WIO_ETIMEDOUT when
   * the worker had to be terminated.  Also rejects with WIO_ECLOSED when the worker has
   * died, with what connect rejects with when it could not be made, and with
   * WIO_ESHUTDOWN when the pool is closed or closing.
   */
  run<Result = unknown>(
    name: Name, args?: readonly Argument[], options?: CallOptions): Promise<Result>;

  /**
   * Take no more calls, wait for those that there are, and close and end the workers.
   * When the time is over the rest is rejected, and this with WIO_ETIMEDOUT, which
   * names them; also rejects with what the close of a worker's program does.  Once more
   * gives the same promise.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Workers for calls that compute, each with an instance of the program and memory of its
 * own.  make gives one when it is needed; one that died is replaced.  Those that have
 * nothing to do keep no process alive.
 *
 *     const workers = pool(() => new Worker(
 *       new URL('./worker.mjs', import.meta.url), {type: 'module'}));
 *
 * As `open(glue, {workers})` it is what wio_worker_call of C has.
 */
export function pool<Name extends string = string>(
  make: () => PoolWorker, options?: PoolOptions): Pool<Name>;
