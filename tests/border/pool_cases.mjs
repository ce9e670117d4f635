// SPDX-License-Identifier: MIT
// Calls in a pool of workers, of JavaScript's and of C's: the same in a page and in Node.
// Each case gets `pool`, which counts the workers that it makes, and `play`, which opens
// the program of exports.c here.

import {equal, matches, thrown, until} from '../web/tools.mjs';

const told = error => [error.code, error.message];

/* A function that jobs wait in: who has come, in order, until each is let go. */
function gate() {
  const begun = [];
  const open = [];
  return {
    begun,
    open: id => open[id](),
    functions: {gate: id => new Promise(resolve => {
      open[id] = resolve;
      begun.push(id);
    })},
  };
}

/* Timers of so many milliseconds, which whoever holds them calls. */
function holdTimers(wanted) {
  const {setTimeout, clearTimeout} = globalThis;
  const timers = new Set();
  globalThis.setTimeout = (call, ms, ...more) => {
    if (ms !== wanted) return setTimeout(call, ms, ...more);
    timers.add(call);
    return call;
  };
  globalThis.clearTimeout = id => {
    if (!timers.delete(id)) clearTimeout(id);
  };
  return {timers, restore: () => Object.assign(globalThis, {setTimeout, clearTimeout})};
}

export const cases = {
  async 'calls, values, errors'({pool, WasyncioError}) {
    const {run, close, made} = pool({max: 3});
    equal(await run('number'), 42);
    for (const value of [undefined, true, 5, 'a\0b', {a: [1]}])
      equal(await run('echo', [value]), value);
    equal([...await run('invert', [new Uint8Array([255, 1])])], [0, 254]);
    const error = await thrown(() => run('fail'));
    equal(error instanceof WasyncioError, true);
    equal(told(error), ['WIO_EBUSY', 'no way']);
    matches((await thrown(() => run('nothing'))).message, /no function 'nothing'/);
    matches((await thrown(() => run('number', [], {retries: 1}))).message, /option retries/);
    for (const signal of [undefined, {}])
      matches((await thrown(() => run('echo', [1, Symbol('x')], {signal}))).message,
        signal ? /option signal/ : /argument 2/);
    const parts = [];
    equal(await run('nap', [1], {onProgress: part => parts.push(part)}), 1);
    equal(parts, [0.5, 1]);
    // One after the other need no more.
    equal(made(), 1);
    await close();
  },

  async 'each does one at a time, first come, first served'({pool}) {
    const {begun, open, functions} = gate();
    const {run, close, made} = pool({max: 2, functions});
    const calls = [0, 1, 2, 3].map(id => run('ask', ['gate', id]));
    await until(() => begun.length === 2);
    equal([begun.sort(), made()], [[0, 1], 2]);
    for (const id of [2, 3]) {
      open(begun[id - 2]);
      await until(() => begun.length === id + 1);
      equal(begun[id], id);
    }
    open(2);
    open(3);
    await Promise.all(calls);
    // Those that have nothing to do are taken.
    equal([await run('number'), made()], [42, 2]);
    await close();
  },

  async 'one that waits can be cancelled, and has its arguments'({pool}) {
    const {begun, open, functions} = gate();
    const {run, close} = pool({max: 1, functions});
    const first = run('ask', ['gate', 0]);
    const reason = new Error('enough');
    const controller = new AbortController();
    const {signal} = controller;
    const second = thrown(() => run('ask', ['gate', 1], {signal}));
    const bytes = new Uint8Array([1, 2]);
    const third = run('echo', [bytes]);
    bytes[0] = 9;
    await until(() => begun.length);
    controller.abort(reason);
    equal(await second === reason, true);
    equal(await thrown(() => run('number', [], {signal})) === reason, true);
    open(0);
    await first;
    equal([...await third], [1, 2]);
    equal(begun, [0]);
    await close();
  },

  async 'one that runs is interrupted'({pool}) {
    const {timers, restore} = holdTimers(54321);
    const {begun, open, functions} = gate();
    const {run, close, made} = pool({max: 1, terminate: 54321, functions});
    const reason = new Error('enough');
    const controller = new AbortController();
    const {signal} = controller;
    const first = thrown(() => run('hold', [5000],
      {signal, onProgress: () => controller.abort(reason)}));
    const next = run('ask', ['gate', 0]);
    equal(await first === reason, true);
    await until(() => begun.length);
    // It was given time to end, and has: the next is not ended in its place.
    for (const timer of [...timers]) timer();
    open(0);
    await next;
    equal([await run('cleaned'), made()], [1, 1]);
    await close();
    restore();
  },

  async 'one that does not end is ended with its worker'({pool}) {
    const {run, close, made} = pool({max: 1, terminate: 300});
    const reason = new Error('enough');
    const controller = new AbortController();
    const {signal} = controller;
    const error = await thrown(() => run('deaf', [],
      {signal, onProgress: () => controller.abort(reason)}));
    equal(told(error), ['WIO_ETIMEDOUT',
      'deaf: its worker was terminated: it had not ended 300 ms after the abort']);
    equal(error.cause === reason, true);
    equal([await run('number'), made()], [42, 2]);
    await close();
  },

  async 'one that dies is replaced'({pool}) {
    const {run, close, made, last} = pool({max: 1});
    const error = thrown(() => run('crash'));
    const next = run('number');
    equal((await error).code, 'WIO_ECLOSED');
    equal([await next, made()], [42, 2]);
    equal((await thrown(() => run('ends'))).code, 'WIO_ECLOSED');
    equal([await run('number'), made()], [42, 3]);
    // And one that had nothing to do; a page's lives on.
    const worker = last();
    if (worker.on) {
      const died = new Promise(resolve => {
        worker.on('error', resolve);
        worker.on('exit', resolve);
      });
      worker.postMessage({fail: true});
      await died;
      equal([await run('number'), made()], [42, 4]);
    }
    await close();
  },

  async 'one that cannot be made'({pool}) {
    const mine = new Error('mine');
    const {run, close} = pool({}, () => { throw mine; });
    equal(await Promise.all([run('number'), run('number')].map(each =>
      each.catch(error => error === mine))), [true, true]);
    await close();
    for (const [options, pattern] of [[{max: 0}, /option max/], [{workers: 1}, /workers/],
      [{functions: {log: 1}}, /functions/], [null, /no object/]])
      matches((await thrown(async () => pool(options))).message, pattern);
  },

  async 'a close waits for what there is'({pool}) {
    const {begun, open, functions} = gate();
    const {run, close} = pool({max: 1, functions});
    const first = run('ask', ['gate', 0]);
    const second = run('ask', ['gate', 1]);
    const order = [];
    const closed = close().then(() => order.push('closed'));
    equal(close() === close(), true);
    equal(told(await thrown(() => run('number'))), ['WIO_ESHUTDOWN', 'the pool was shut down']);
    await until(() => begun.length === 1);
    open(0);
    await first;
    await until(() => begun.length === 2);
    order.push('opened');
    open(1);
    await second;
    await closed;
    equal(order, ['opened', 'closed']);
  },

  async 'a close has a deadline'({pool}) {
    const {run, close} = pool({max: 1, terminate: 50});
    let first;
    await new Promise(onProgress => {
      first = thrown(() => run('deaf', [], {onProgress}));
    });
    const second = thrown(() => run('number'));
    equal(told(await thrown(close)), ['WIO_ETIMEDOUT',
      'the workers did not end in 50 ms; still there: deaf, number']);
    equal(told(await first), ['WIO_ETIMEDOUT',
      'deaf: its worker was terminated: it had not ended 50 ms after the close']);
    equal(told(await second), ['WIO_ECANCELED', 'number: it never began']);
  },

  async 'calls of C'({pool, play}) {
    const {begun, functions} = gate();
    const workers = pool({max: 1, functions});
    const program = await play({workers});
    equal(await program.run('ask_worker', ['add', 1, 2]), 3);
    equal([...await program.run('ask_worker', ['invert', new Uint8Array([1])])], [254]);
    equal(told(await thrown(() => program.run('ask_worker', ['fail']))),
      ['WIO_EBUSY', 'no way']);
    matches((await thrown(() => program.run('ask_worker', ['nothing']))).message,
      /no function 'nothing'/);
    equal((await thrown(() => program.run('ask_worker', ['crash']))).code, 'WIO_ECLOSED');

    // A cancel: of one that waits in the worker, and of one that waits for a worker.
    const controller = new AbortController();
    const {signal} = controller;
    const calls = [0, 1].map(id =>
      thrown(() => program.run('ask_worker', ['ask', 'gate', id], {signal})));
    await until(() => begun.length);
    controller.abort('enough');
    equal(await Promise.all(calls), ['enough', 'enough']);
    equal([await program.run('ask_worker', ['number']), begun], [42, [0]]);
    // And of one that only checks, which is interrupted twice.
    equal(await thrown(() => program.run('ask_worker', ['forever'], {timeout: 5})
      .catch(({name}) => { throw name; })), 'TimeoutError');
    equal(await program.run('ask_worker', ['number']), 42);
    equal(workers.made(), 2);

    // In flight, it is cancelled, and what it waits for ends before the close.
    const last = thrown(() => program.run('ask_worker', ['ask', 'gate', 2]));
    await until(() => begun.length === 2);
    await program.close();
    equal((await last).code, 'WIO_ECANCELED');
    equal((await thrown(() => workers.run('number'))).code, 'WIO_ESHUTDOWN');
  },

  async 'C asks, and there are no workers'({play}) {
    const program = await play({});
    equal(told(await thrown(() => program.run('ask_worker', ['number']))), ['WIO_ENOTSUP',
      'wio_worker_call: number: open was given no workers (a pool)']);
    matches((await thrown(() => play({workers: 4}))).message, /option workers/);
    await program.close();
  },
};
