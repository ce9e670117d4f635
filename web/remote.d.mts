// SPDX-License-Identifier: MIT

/** A program in another thread.  Nothing is promised of the order in which calls that
 * are made one after the other begin there. */
import type { Callable, HostFunction, Inspectable, MaybePromise, Program } from './index.mjs';

/** A MessagePort of the web or of Node, a worker, or a worker's own global. */
export interface Port {
  postMessage(message: any, transfer?: any): void;
}

/**
 * In a worker: serve a program to whoever connects, or what opens one with the functions
 * of the other side.  port: by default the worker's own.  What connects with another
 * version of these messages is refused.
 */
export function expose<Name extends string>(
  program: MaybePromise<Program<Name>> |
    ((functions: { [name: string]: HostFunction }) => MaybePromise<Program<Name>>),
  port?: Port): void;

/** An option that there is not, or that is of a wrong kind, is refused by a TypeError
 * that names it. */
export interface ConnectOptions {
  /** Functions of this side that the program may call; what they get and give is
   * cloned, or handed over as arguments are. */
  functions?: { readonly [name: string]: HostFunction };

  /** An abort before the program is there rejects connect, with the signal's reason; the
   * worker is left to whoever made it.  Calls have signals of their own. */
  signal?: AbortSignal;

  /** Milliseconds that close may take, before the worker is terminated and all that is
   * in flight is rejected with WIO_ETIMEDOUT; by default it waits. */
  terminate?: number;
}

/** As the Program there.  Arguments are cloned, but for streams, which are handed over
 * where the host can (Bun cannot), and responses, of which the body is; bytes that C gives
 * are handed over.  What can be neither is a TypeError, as of Program.run, with what the
 * host says of it as cause.  Errors are clones, but for a signal's reason, which is the same.
 *
 * Interrupts come as messages, when the loop there has a turn; where memory can be shared
 * (Node, Deno, Bun, pages with COOP and COEP) check points see them at once. */
export interface Connection<Name extends string = string>
  extends Callable<Name>, Inspectable {
  readonly exports: readonly Name[];

  /** Close the program there.  Rejects as its close does, and with WIO_ETIMEDOUT. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Connect to what a worker exposes.  Rejects when the program could not be opened
 * there, or the worker speaks another version; one that exposes nothing never answers,
 * which is what the option signal is for.  When the worker ends, all that is in
 * flight is rejected with WIO_ECLOSED.
 */
export function connect<Name extends string = string>(
  port: Port, options?: ConnectOptions): Promise<Connection<Name>>;
