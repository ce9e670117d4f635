// SPDX-License-Identifier: MIT
// A peer, and the yardstick: V8's promises and async functions.  On Node and in
// pages.  Prints "op n total_ns", as bench.c does.
const RUNS = 5;
const FEW = 2; // of what takes long
const TASKS = 1000;

const now = () => performance.now() * 1e6;

async function yields(n) {
  for (let i = 0; i < n; i++) await null;
}

async function down(n) {
  const k = n * 3;
  return k + (n ? await down(n - 1) : await null) + n;
}

async function nothing() {}

/* An object that is awaited until somebody resolves it. */
const future = () => {
  const it = {};
  it.promise = new Promise((resolve, reject) => Object.assign(it, {resolve, reject}));
  return it;
};

async function timed(body) {
  const start = now();
  await body();
  return now() - start;
}

/* As bench.c: all are set before the first one fires, most when they are due
 * already.  The host rounds to milliseconds. */
const timers = n => timed(() => new Promise(resolve => {
  let left = n;
  const ring = () => { if (--left == 0) resolve(); };
  for (let i = 0, random = 1; i < n; i++) {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    setTimeout(ring, (random >>> 10) / 1e6);
  }
}));

const OPS = {
  await_null: [3e5, n => timed(() => yields(n))],

  switch16: [20_000, n => timed(async () => {
    for (let i = 0; i < n; i++) await down(16);
  })],

  yield1_timer: [3e5, async n => {
    const timer = setTimeout(() => {}, 3_600_000);
    const took = await timed(() => yields(n));
    clearTimeout(timer);
    return took;
  }],

  yield1000: [3e5, n => timed(() =>
    Promise.all(Array.from({length: TASKS}, () => yields(n / TASKS))))],

  spawn: [2e5, n => timed(async () => {
    for (let i = 0; i < n; i++) await nothing();
  })],

  generator: [2e5, n => timed(async () => {
    const numbers = async function* () {
      for (let i = 0; i < n; i++) yield i;
    };
    for await (const _ of numbers());
  })],

  gather1000: [1e5, n => timed(async () => {
    for (let left = n; left > 0; left -= TASKS)
      await Promise.all(Array.from({length: TASKS}, nothing));
  })],

  handover: [2e5, n => timed(async () => {
    const balls = [future(), future()];
    const play = async me => {
      for (let i = 0; i < n / 2; i++) {
        await balls[me].promise;
        balls[me] = future();
        balls[1 - me].resolve();
      }
    };
    const players = [play(0), play(1)];
    balls[0].resolve();
    await Promise.all(players);
  })],

  /* An abort signal for each task, as fetch and its like take one. */
  cancel: [10_000, async n => {
    const park = signal => new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), {once: true}));
    const wait = async signal => { await park(signal); };
    const controllers = Array.from({length: n}, () => new AbortController());
    const tasks = controllers.map(({signal}) => wait(signal));
    await null;
    return timed(async () => {
      for (const controller of controllers) controller.abort();
      await Promise.allSettled(tasks);
    });
  }],

  timers100k: [100_000, timers],
};

/* Bytes of async functions that wait for a promise each; on Node only, which
 * can be told to collect what is no longer used. */
async function park(n) {
  const wait = async promise => { await promise; };
  const inUse = () => {
    globalThis.gc();
    return process.memoryUsage().heapUsed;
  };
  const all = Array.from({length: n}, () => null);
  const before = inUse();
  for (let i = 0; i < n; i++) {
    const it = future();
    wait(it.promise);
    all[i] = it.resolve;
  }
  await null;
  const bytes = inUse() - before;
  for (const resolve of all) resolve();
  return bytes;
}

export async function run(wanted, print) {
  for (const [op, [n, body]] of Object.entries(OPS)) {
    if (wanted.length && !wanted.includes(op) && op != 'await_null') continue;
    await body(n / 10); // warm
    for (let k = 0; k < (op == 'timers100k' ? FEW : RUNS); k++)
      print(`${op} ${n} ${Math.round(await body(n))}`);
  }
  if (globalThis.gc && (!wanted.length || wanted.includes('park_bytes')))
    print(`park_bytes 100000 ${await park(100_000)} bytes`);
}

if (globalThis.process?.argv[1]?.endsWith('promises.mjs'))
  await run(process.argv.slice(2), console.log);
