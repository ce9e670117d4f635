// SPDX-License-Identifier: MIT
import {open, WasyncioError} from 'wasyncio';
import glue from './app.mjs';

const program = await open(glue, {functions: {double: (x: number) => 2 * x}});
const greeting: string = await program.run<string>('greet', ['you']);
for await (const item of program.stream<number>('numbers', [3])) item.toFixed();
// @ts-expect-error
await program.run('greet', ['you'], {timeout: 'long'});
try {
  await program.close();
} catch (error) {
  if (error instanceof WasyncioError) error.code.trim();
}
export {greeting};
