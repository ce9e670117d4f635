// SPDX-License-Identifier: MIT
// What a debug build makes of jumps that leave their task.
import assert from 'node:assert/strict';

/* run: plays tests/jumps/astray with these arguments. */
export async function goAstray(run) {
  // To another task: the one that jumps ends.
  const {stdout} = await run(['task']);
  assert.equal(stdout, `deferred: local
jumper: WIO_ESTATE: longjmp from task 'jumper' to a setjmp of task 'lander': a jump stays inside of its task
`);
  // Out of a generator: that ends.
  assert.equal((await run(['generator'])).stdout, `deferred: local
jumper: WIO_ESTATE: longjmp from a generator in task 'jumper' to a setjmp of task 'jumper': a jump stays inside of its task
`);
  // Out of a callback: the program does.
  const {status, stderr} = await run(['callback']);
  assert.match(stderr, /longjmp from a callback to a setjmp of task 'lander'/);
  assert.notEqual(status, 0);
}
