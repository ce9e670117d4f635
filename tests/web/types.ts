// SPDX-License-Identifier: MIT
// Compiled only: what the types of web/ allow, and what they refuse.
import { open, type Program, type ProgramError } from '../../web/index.mjs';

/** As @types/node has it. */
declare const node: {
  write(chunk: any, cb?: (error: Error | null | undefined) => void): boolean;
  write(chunk: any, encoding: string, cb?: () => void): boolean;
};

declare const readable: {
  read(size?: number): any;
  unshift(chunk: any, encoding?: string): void;
  on(event: 'close', listener: () => void): typeof readable;
  on(event: string | symbol, listener: (...args: any[]) => void): typeof readable;
  [Symbol.asyncIterator](): AsyncIterator<any>;
};

export async function allowed(bytes: Uint8Array<ArrayBuffer>) {
  const app: Program = await open('./x.mjs');
  const status: number = await app.exited;
  const count: number = app.interrupt() + app.terminate() + app.hangup();
  app.module._anything(1);
  await open(new URL('x.mjs', import.meta.url), {});
  await open(async (settings: object) => settings, {
    wasm: fetch('x.wasm'),
    args: ['a'] as const,
    env: { A: 'a', B: undefined },
    stdin: bytes,
    stdout: text => text.length,
    stderr: new WritableStream<Uint8Array>(),
    signal: new AbortController().signal,
    module: { openInput: async (name: string) => name, answer: 42 },
  });
  await open('x', { wasm: bytes, stdin: new ReadableStream<Uint8Array>() });
  await open('x', { wasm: WebAssembly.compile(bytes), stdin: 'text' });
  await open('x', { stdout: { write: part => bytes.set(part) }, stderr: node });
  for (const stdin of [new Response('x'), new Blob(['x']), new DataView(bytes.buffer),
    new Uint16Array(4), bytes.buffer, ['x', bytes], new SharedArrayBuffer(1), readable])
    await open('x', { stdin });
  const error = new Error() as ProgramError;
  const code: string = error.code;
  return [status, count, code];
}

export async function refused(app: Program) {
  // @ts-expect-error: there is nothing to open
  await open();
  // @ts-expect-error: not a program
  await open(1);
  // @ts-expect-error: a text, not a number
  await open('x', { args: [1] });
  // @ts-expect-error: not yet there
  await open('x', { stdin: Promise.resolve('x') });
  // @ts-expect-error: an empty one is ''
  await open('x', { stdin: null });
  // @ts-expect-error: bytes
  await open('x', { stdout: { write: (text: string) => text } });
  // @ts-expect-error: no such option
  await open('x', { arguments: [] });
  // @ts-expect-error: not its controller
  await open('x', { signal: new AbortController() });
  // @ts-expect-error: fields by name
  await open('x', { module: 'field' });
  // @ts-expect-error: not to be assigned
  app.exited = Promise.resolve(1);
  // @ts-expect-error: takes nothing
  app.interrupt(1);
}
