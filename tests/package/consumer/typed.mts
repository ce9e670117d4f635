// SPDX-License-Identifier: MIT
import {open, WasyncioError} from 'wasyncio';
import {pool} from 'wasyncio/pool';
import {connect} from 'wasyncio/remote';
import glue from './app.mjs';

const program = await open(glue, {functions: {double: (x: number) => 2 * x}});
const greeting: string = await program.run<string>('greet', ['you']);
for await (const item of program.stream<number>('numbers', [3])) item.toFixed();
// @ts-expect-error
await program.run('greet', ['you'], {timeout: 'long'});
// @ts-expect-error: there is no function of that name.
await program.run('greets', ['you']).catch(() => {});
// Of a program in a worker, which is not there when this is compiled.
export const there = (port: {postMessage(message: any): void}) =>
  connect<'greet'>(port).then(program => program.run('greet', ['you']));
try {
  await program.close();
} catch (error) {
  if (error instanceof WasyncioError) error.code.trim();
}
export {greeting};
export const pooled = async (make: () => {postMessage(message: any): void; terminate(): void}) => {
  await using workers = pool<'greet'>(make, {max: 2});
  await using program = await open(glue, {workers});
  // @ts-expect-error: it does one at a time.
  workers.stream;
  return workers.run<string>('greet', ['you'], {timeout: 5});
};
