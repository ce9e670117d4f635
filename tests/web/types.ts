// SPDX-License-Identifier: MIT
// Compiled only: what the types of web/ allow, and what they refuse.
import { open, WasyncioError, type Program, type ProgramError } from '../../web/index.mjs';

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
    functions: { double: (x: number) => x * 2,
      later: async (x: string, { signal }: { signal: AbortSignal }) => signal.aborted && x },
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

export async function calls(signal: AbortSignal) {
  await using app = await open('./x.mjs');
  const names: readonly string[] = app.exports;
  const sum: number = await app.run('add', [1, 2n]);
  const text = await app.run<string>('greet', ['you', null, { a: [1] }, new Uint8Array(1)]);
  await app.run('nap', undefined, { signal, grace: 1, timeout: 2.5,
    onProgress: part => part.toFixed() });
  const { result, interrupt } = app.start<number>('nap', [1]);
  const which: number = interrupt() + await result;
  for await (const item of app.stream<number>('numbers', [5], { highWaterMark: 8, signal }))
    item.toFixed();
  const stream = app.stream('numbers');
  const readable: ReadableStream<unknown> = stream.toReadable();
  const item: IteratorResult<unknown, undefined> = await stream.next();
  await stream.return();
  const [task] = await app.tasks();
  const shown: [number, string, number | undefined, readonly number[]] =
    [task.id, task.state, task.group, task.awaits];
  const tree: string = await app.tree();
  try {
    await app.close();
  } catch (error) {
    if (error instanceof WasyncioError) return [error.code, error.status, error.errors?.length];
  }
  throw new WasyncioError('WIO_EBUSY', 'no way', { cause: [names, sum, text, which, readable,
    item, shown, tree] });
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
  // @ts-expect-error: fields by name
  await open('x', { functions: { five: 5 } });
  // @ts-expect-error: by its name
  await app.run(1);
  // @ts-expect-error: not in an array
  await app.run('add', 1, 2);
  // @ts-expect-error: nothing that C can have
  await app.run('add', [Symbol('x')]);
  // @ts-expect-error: milliseconds
  await app.run('add', [], { timeout: '5s' });
  // @ts-expect-error: of a stream
  await app.run('add', [], { highWaterMark: 1 });
  // @ts-expect-error: has no promise of one result
  await app.stream('numbers').result;
  // @ts-expect-error: takes nothing
  app.interrupt(1);
  // @ts-expect-error: yes or no
  await open('x', { timeline: 'tasks' });
  // @ts-expect-error: a copy of what it is, not to be changed
  (await app.tasks())[0].name = 'x';
}
