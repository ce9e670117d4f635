// SPDX-License-Identifier: MIT
// The yardstick: await null, in V8. Prints "op n total_ns", as bench.c does.
const RUNS = 7;
const N = 1000000;

async function awaitNull(n) {
  const start = performance.now();
  for (let i = 0; i < n; i++) await null;
  return Math.round((performance.now() - start) * 1e6);
}

await awaitNull(N / 10);
for (let k = 0; k < RUNS; k++)
  console.log(`await_null ${N} ${await awaitNull(N)}`);
