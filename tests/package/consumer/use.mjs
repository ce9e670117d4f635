// SPDX-License-Identifier: MIT
// What a user does with a program that lies beside this.
import {open, WasyncioError} from 'wasyncio';
import glue from './app.mjs';

export async function use(options) {
  const program = await open(glue, {functions: {double: async x => 2 * x}, ...options});
  const items = [];
  for await (const item of program.stream('numbers', [3])) items.push(item);
  const told = [
    await program.run('greet', ['you']), await program.run('ask', ['double', 4]), items,
    await program.run('fail').catch(error => error instanceof WasyncioError && error.code),
  ];
  await program.close();
  return JSON.stringify(told);
}
