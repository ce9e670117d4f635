// SPDX-License-Identifier: MIT
// What JavaScript calls of C, and C of JavaScript: the same on every host.  Each case
// gets a `play`, which opens the program of exports.c.

import {equal, later, matches, thrown, until, using} from '../web/tools.mjs';

const told = error => [error.name, error.code, error.message];

/* A signal that is aborted later, or by `abort`. */
function aborts(delay, reason) {
  const controller = new AbortController();
  const listeners = new Set();
  const {signal} = controller;
  for (const [verb, change] of [['add', 'add'], ['remove', 'delete']]) {
    const method = `${verb}EventListener`;
    const own = signal[method];
    signal[method] = (type, listener) => {
      listeners[change](listener);
      own.call(signal, type, listener);
    };
  }
  const abort = () => controller.abort(reason);
  if (delay !== undefined) setTimeout(abort, delay);
  return {signal, listeners, abort};
}

/* Options of a run that is aborted by its own first progress: a timer of some
 * milliseconds may come before the run has begun. */
function whenItBegins() {
  const {signal, abort} = aborts();
  return {signal, onProgress: abort};
}

const collect = async stream => {
  const all = [];
  for await (const item of stream) all.push(item);
  return all;
};

export const cases = {
  async 'the names'(play) {
    const program = await play();
    equal(program.exports.slice(0, 4), ['empty', 'number', 'echo', 'add']);
    const error = await thrown(() => program.run('nothing'));
    equal(error.constructor, TypeError);
    matches(error.message, /^the program exports no function 'nothing', but empty, number/);
    await program.close();
    equal(await program.exited, 0);
  },

  async 'values go there and back'(play) {
    await using(play, async program => {
      for (const value of [true, false, 0, 5, -1, 1.5, -1e300, 2 ** 53, Number.MAX_SAFE_INTEGER,
        '', 'grün', 'a\0b', '\u{1f600}', {a: [1, {b: null}]}, [], [1, 'x']])
        equal(await program.run('echo', [value]), value);
      for (const value of [undefined, null])
        equal(await program.run('echo', [value]), undefined);
      equal(Object.is(await program.run('echo', [-0]), -0), true);
      equal(Number.isNaN(await program.run('echo', [NaN])), true);
      for (const value of [2n ** 63n - 1n, -(2n ** 63n)])
        equal(await program.run('echo', [value]) === value, true);
      for (const value of [12n, -1n, -(2n ** 32n), 2n ** 53n - 1n, 1n - 2n ** 53n])
        equal(await program.run('echo', [value]), Number(value));
      for (const value of [2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n), -(2n ** 53n) - 1n])
        equal(await program.run('echo', [value]) === value, true);
      const bytes = new Uint8Array([0, 1, 255]);
      for (const value of [bytes, bytes.buffer, new DataView(bytes.buffer),
        new Uint8Array([9, 0, 1, 255]).subarray(1)])
        equal([...await program.run('echo', [value])], [0, 1, 255]);
      equal([...await program.run('echo', [new Uint8Array(0)])], []);
      const large = new Uint8Array(3_000_000).fill(1);
      equal((await program.run('invert', [large])).every(byte => byte === 254), true);
      equal(await program.run('add', [2 ** 40, 2]), 2 ** 40 + 2);
      equal(await program.run('number'), 42);
      equal(await program.run('count', [1, undefined, 3]), 3);
    });
  },

  async 'what cannot be given to C'(play) {
    await using(play, async program => {
      class Own {}
      const ring = {};
      ring.ring = ring;
      for (const [value, why] of [
        [2n ** 63n, 'has more than 64 bits'],
        ['\ud800', 'has half a character'],
        [Symbol('x'), 'is a symbol'],
        [() => {}, 'is a function'],
        [new Own(), 'is a Own'],
        [new Map(), 'is a Map'],
        [ring, 'is no JSON'],
        [[1n], 'is no JSON'],
      ]) {
        const error = await thrown(() => program.run('echo', [0, value]));
        equal(error.constructor, TypeError);
        matches(error.message, new RegExp(`^echo: argument 2 ${why}`));
      }
      for (const [args, options, why] of [
        ['x', {}, /its arguments are no array/],
        [[], {signal: 1}, /the option signal is of a wrong kind/],
        [[], {grace: -1}, /the option grace/],
        [[], {timeout: 'long'}, /the option timeout/],
        [[], {onProgress: 1}, /the option onProgress/],
        [[], {retries: 1}, /the option retries is none/],
        [[], 7, /its options are no object/],
      ]) {
        const error = await thrown(() => program.run('empty', args, options));
        equal(error.constructor, TypeError);
        matches(error.message, why);
      }
      equal(told(await thrown(() => program.run('greet', [7]))), ['WasyncioError',
        'WIO_EINVAL', 'greet: argument 1 is a whole number, not a string']);
      // Nobody looked at that; the call fails all the same.
      equal((await thrown(() => program.run('add', [1, '2']))).message,
        'add: argument 2 is a string, not a whole number');
      equal((await thrown(() => program.run('broken_text'))).code, 'WIO_EINVAL');
    });
  },

  async 'a hundred at once'(play) {
    await using(play, async program => {
      const began = performance.now();
      const naps = await Promise.all(Array.from({length: 100}, (_, i) =>
        program.run('nap', [100 + i % 7])));
      equal(naps.reduce((sum, nap) => sum + nap), 10_295);
      if (performance.now() - began > 5000) throw new Error('one after the other');
    });
  },

  async 'progress'(play) {
    await using(play, async program => {
      const told = [];
      await program.run('nap', [1], {onProgress: part => told.push(part)});
      equal(told, [0.5, 1]);
    });
  },

  async 'errors are objects'(play, {WasyncioError}) {
    await using(play, async program => {
      const error = await thrown(() => program.run('fail'));
      equal(told(error), ['WasyncioError', 'WIO_EBUSY', 'no way']);
      equal(error instanceof WasyncioError, true);
      equal(told(error.cause), ['WasyncioError', 'WIO_ETIMEDOUT', 'the deep one']);
      const group = await thrown(() => program.run('fail_together'));
      equal(group instanceof AggregateError && group instanceof WasyncioError, true);
      equal(group.errors.map(told), [['WasyncioError', 'WIO_ESTATE', 'first'],
        ['WasyncioError', 'WIO_ESTATE', 'second']]);
      const left = await thrown(() => program.run('leave'));
      equal([left.code, left.status], ['WIO_EEXIT', 3]);
      equal(await program.run('number'), 42);
    });
  },

  async 'an abort is an interrupt, and waits for the cleanup'(play) {
    await using(play, async program => {
      const reason = new Error('enough');
      const {signal, listeners, abort} = aborts(undefined, reason);
      const other = program.run('hold', [300]);
      equal(await thrown(() => program.run('hold', [5000], {signal, onProgress: abort}))
        === reason, true);
      equal(listeners.size, 0);
      equal(await program.run('cleaned'), 1);
      equal(await other, 0);
      const before = AbortSignal.abort(reason);
      equal(await thrown(() => program.run('crash', [], {signal: before})) === reason, true);
      // What C made of it counts.
      equal(await program.run('stubborn', [1], whenItBegins()), 1);
      equal(await program.run('stubborn', [2], {...whenItBegins(), grace: 10}), 2);
      const quick = aborts(1000);
      await program.run('empty', [], {signal: quick.signal});
      equal(quick.listeners.size, 0);
    });
  },

  async 'a loop that only checks is ended, and others go on'(play) {
    await using(play, async program => {
      const other = program.run('nap', [30]);
      const error = await thrown(() =>
        program.run('forever', [],
        {signal: aborts(10, 'enough').signal, grace: 5}));
      equal(error, 'enough');
      equal(await other, 30);
      const counts = [];
      const {result, interrupt} = program.start('stubborn', [4],
        {onProgress: () => counts.push(interrupt())});
      equal([await result, counts], [4, [1, 2, 3, 4, 5]]);
      equal(interrupt(), 0);
    });
  },

  /* As workerd's does, and coarse ones do for a while. */
  async 'a clock that stands still while code runs'(play) {
    const {now} = performance;
    const time = performance.now();
    performance.now = () => time;
    try {
      await using(() => play({functions: {async soon() {}}}), async program => {
        for (const [name, ...args] of [['forever'], ['yields'], ['ask_for_ever', 'soon']]) {
          const {signal} = aborts(5, 'enough');
          equal(await thrown(() => program.run(name, args, {signal, grace: 5})), 'enough');
        }
      });
    } finally {
      performance.now = now;
    }
  },

  async 'check points look about, also where the host has no turn'(play) {
    const program = await play();
    let call, looks = 0;
    const end = program.onCheckPoint(() => {
      looks++;
      call.interrupt();
    });
    call = program.start('holds_the_host');
    matches((await thrown(() => call.result)).code, /WIO_EINTERRUPTED|WIO_ECANCELED/);
    equal(looks, 2);
    end();
    await thrown(() => program.run('forever', [], {signal: aborts(10).signal, grace: 5}));
    equal(looks, 2);
    await program.close();
  },

  async 'a timeout'(play) {
    await using(play, async program => {
      const error = await thrown(() => program.run('hold', [5000], {timeout: 20}));
      equal(error.name, 'TimeoutError');
      equal(error instanceof DOMException, true);
      equal(await program.run('cleaned'), 1);
      equal(await program.run('nap', [1], {timeout: 5000}), 1);
    });
  },

  async 'functions of the host'(play) {
    const never = [];
    const mine = new RangeError('mine');
    const reason = new Error('enough');
    const {signal, abort} = aborts(undefined, reason);
    const functions = {
      double: x => x * 2,
      later: async x => ({x}),
      thenable: () => ({then(resolve) { resolve(5); resolve(6); throw new Error('late'); }}),
      never: (x, {signal}) => new Promise(() => {
        signal.addEventListener('abort', () => never.push(signal.reason.name));
        setTimeout(abort);
      }),
      throws() { throw mine; },
      undefined() { throw undefined; },
      async rejects() { throw mine; },
      async noFile() { throw Object.assign(new Error('no file'), {code: 'ENOENT'}); },
      strange: () => Symbol('x'),
      get() { return {get then() { throw mine; }}; },
    };
    await using(() => play({functions}), async program => {
      const ask = (...args) => program.run('ask', args);
      equal(await ask('double', 4), 8);
      equal(await ask('later', 'y'), {x: 'y'});
      equal(await ask('thenable'), 5);
      for (const name of ['throws', 'rejects', 'get'])
        equal(await thrown(() => ask(name)) === mine, true);
      equal(await thrown(() => ask('undefined')), undefined);
      equal((await thrown(() => program.run('ask_and_raise', ['noFile']))).message,
        'after errno 44');
      const raised = await thrown(() => program.run('ask_and_raise', ['throws']));
      equal(raised.message, 'after WIO_EHOST');
      equal(raised.cause === mine, true);
      matches((await thrown(() => ask('missing'))).message,
        /^there is no function 'missing': open was given double, later/);
      matches((await thrown(() => ask('strange'))).message,
        /^strange: its result is a symbol/);
      equal((await thrown(() => ask('toString'))).code, 'WIO_ELOOKUP');
      // A plain one costs no turn.
      equal(await program.run('ask_often', ['double']), 0);
      equal(await thrown(() => program.run('ask', ['never', 1], {signal})) === reason, true);
      equal(never, ['AbortError']);
    });
    await using(play, async program => {
      matches((await thrown(() => program.run('ask', ['any']))).message,
        /open was given none$/);
    });
  },

  async 'a cancel waits for the end of a function, or does not'(play) {
    const said = [];
    let abort, settle;
    const cleansUp = ({signal}) => new Promise((resolve, reject) => {
      signal.addEventListener('abort', async () => {
        said.push('aborted');
        await later(5);
        said.push('settled');
        reject(signal.reason);
      });
      setTimeout(abort);
    });
    const functions = {
      cleansUp,
      quick: () => 'a result that nobody wants',
      fails: async () => { throw Object.assign(new Error('gone'), {code: 'EPIPE'}); },
      deaf: () => new Promise(() => { setTimeout(abort); }),
      // Settled when the cancel comes to C.
      both: () => new Promise(resolve => { settle = resolve; setTimeout(() => abort()); }),
    };
    await using(() => play({functions}), async program => {
      const cancelled = async (name, f, options) => {
        const controller = new AbortController();
        abort = () => {
          controller.abort('enough');
          settle?.('late');
        };
        equal(await thrown(() =>
          program.run(name, [f], {signal: controller.signal, ...options})), 'enough');
        said.push('rejected');
      };
      await cancelled('ask_and_join', 'cleansUp');
      equal(said.splice(0), ['aborted', 'settled', 'rejected']);
      await cancelled('ask', 'cleansUp');
      equal(said, ['aborted', 'rejected']);
      await until(() => said.length === 3, 'it settles, and nobody minds');
      // A further interrupt ends that wait.
      await cancelled('ask_and_join', 'deaf', {grace: 5});
      await cancelled('ask_and_join', 'both');
      equal(await program.run('ask_and_join', ['quick']), 0);
      matches((await thrown(() => program.run('ask_and_join', ['fails']))).message, /^gone$/);
    });
  },

  async 'JavaScript beside C'(play) {
    await using(() => play({functions: {beside: () => 'of the page'}}), async program => {
      const ask = (...args) => program.run('ask_beside', args);
      equal(await ask('twice', 4), 8);
      equal(await ask('calls'), 2);
      equal(await ask('true'), true);
      equal(await ask('url', 'http'), 'http://x');
      equal(await ask('json', 'aa'), {a: ['aa', null], b: true});
      equal(await program.run('add_often', [1000]), 1000);
      const mine = await thrown(() => ask('throws'));
      equal([mine.name, mine.message], ['RangeError', "it's mine"]);
      equal(await thrown(() => ask('throws')) === mine, true);
      equal((await thrown(() => ask('busy'))).message, 'busy');
      equal((await thrown(() => program.run('ask_broken'))).constructor, TypeError);
      equal((await thrown(() => program.run('ask_broken', [1]))).message,
        'broken: args is NULL');
      const {signal, abort} = aborts(undefined, new Error('enough'));
      const call = ask('never', 1).catch(() => {});
      equal(await thrown(() => Promise.all([program.run('ask_beside', ['never'], {signal}),
        later(5).then(abort)])) === signal.reason, true);
      equal(globalThis.aborted, 'AbortError');
      const joined = aborts(undefined, new Error('enough'));
      const cleans = () => Promise.all([
        program.run('join_beside', ['cleans', 'all'], {signal: joined.signal}),
        later(5).then(joined.abort)]);
      equal(await thrown(cleans) === joined.signal.reason, true);
      equal(globalThis.cleaned, 'all');
      delete globalThis.cleaned;
      await program.close();
      await call;
      // Another program has its own.
      await using(play, async program => {
        equal(await program.run('ask_beside', ['calls']), 1);
      });
    });
  },

  async 'context variables'(play) {
    await using(play, async program => {
      const whose = context => program.run('whose', [], {context});
      equal(await Promise.all([whose({tenant: 'a'}), whose({tenant: {b: 1}, locale: 2})]),
        ['a', {b: 1}]);
      equal((await thrown(() => whose())).code, 'WIO_ELOOKUP');
      equal((await thrown(() => whose({other: 1}))).message,
        "whose: the program exports no context variable 'other', but tenant, locale");
    });
  },

  async 'another runner in the same memory'(play) {
    await using(play, async program => {
      const runner = program.runner();
      const calls = [program.run('nap', [30]), runner.run('nap', [20]),
        runner.run('hold', [5000]).catch(error => error.code)];
      equal(await calls[1], 20);
      await runner.close();
      equal(await calls[2], 'WIO_ECANCELED');
      equal((await thrown(() => runner.run('number'))).code, 'WIO_ECLOSED');
      equal(await program.run('cleaned'), 1);
      equal(await calls[0], 30);
      equal(await program.runner().run('number'), 42);
      // What waits for longer in one keeps none of another's.
      const controller = new AbortController();
      const long = thrown(() => program.run('nap', [1e8], {signal: controller.signal}));
      equal(await program.runner().run('nap', [1]), 1);
      controller.abort('enough');
      equal(await long, 'enough');
    });
  },

  async 'functions find the values of who has called'(play) {
    const {AsyncLocalStorage} =
      globalThis.process?.getBuiltinModule?.('node:async_hooks') ?? {};
    if (!AsyncLocalStorage) return; // a page has none
    const storage = new AsyncLocalStorage();
    const functions = {
      who: () => storage.getStore(),
      later: async () => storage.getStore(),
    };
    await using(() => play({functions}), async program => {
      const ask = (who, name) => storage.run(who, () => program.run('ask', [name]));
      equal(await Promise.all([ask('a', 'who'), ask('b', 'who'), ask('c', 'later')]),
        ['a', 'b', 'c']);
      const told = [];
      await storage.run('d', () => program.run('nap', [1],
        {onProgress: () => told.push(storage.getStore())}));
      equal(told, ['d', 'd']);
    });
  },

  async 'a host function that calls the program'(play) {
    let program;
    const seen = [];
    const functions = {
      nested: () => program.run('number'),
      closes: () => { program.close().catch(error => seen.push(error.code)); },
    };
    program = await play({functions});
    equal(await program.run('ask', ['nested']), 42);
    await program.run('ask', ['closes']);
    await later(1);
    equal(seen, ['WIO_ERUNNING']);
    await program.close();
    equal(await program.exited, 0);
  },

  async 'a stream'(play) {
    await using(play, async program => {
      equal(await collect(program.stream('numbers', [5])), [0, 1, 2, 3, 4]);
      equal(await collect(program.stream('numbers', [50], {highWaterMark: 8})),
        Array.from({length: 50}, (_, i) => i));
      equal(await collect(program.stream('numbers', [0])), []);
      const got = [];
      const error = await thrown(async () => {
        for await (const item of program.stream('numbers', [2, 1])) got.push(item);
      });
      equal([got, error.message], [[0, 1], 'at the end']);
      equal((await thrown(() => collect(program.stream('open_scope')))).code, 'WIO_ESTATE');
      equal((await thrown(() => program.run('numbers', [1]))).code, 'WIO_ESTATE');
      matches((await thrown(() => program.stream('nothing'))).message, /exports no function/);
    });
  },

  async 'items are made when they are asked for, or ahead'(play) {
    await using(play, async program => {
      for (const [highWaterMark, ...begun] of [[0, 2, 3, 4, 5], [1, 3, 4, 5, 6],
        [4, 6, 6, 8, 8, 10]]) {
        let last;
        const stream = program.stream('numbers', [20],
          {highWaterMark, onProgress: i => { last = i + 1; }});
        for (const [i, count] of begun.entries()) {
          equal((await stream.next()).value, i);
          await later(1);
          equal([highWaterMark, i, last], [highWaterMark, i, count]);
        }
        await stream.return();
      }
      // They come in their order, whoever asks.
      const stream = program.stream('numbers', [9], {highWaterMark: 3});
      await later(1);
      const items = await Promise.all(Array.from({length: 7}, () => stream.next()));
      equal(items.map(({value}) => value), [0, 1, 2, 3, 4, 5, 6]);
      equal(await collect(stream), [7, 8]);
    });
  },

  async 'a stream that is left'(play) {
    await using(play, async program => {
      for await (const item of program.stream('numbers', [5])) if (item === 2) break;
      equal(await program.run('cleaned'), 1);
      const stream = program.stream('numbers', [5]);
      equal([await stream.next(), await stream.return('x'), await stream.next()],
        [{value: 0, done: false}, {value: 'x', done: true}, {value: undefined, done: true}]);
      equal(await program.run('cleaned'), 2);
      // It was never begun, and nothing is to be cleaned up.
      await program.stream('numbers', [5]).return();
      equal(await program.run('cleaned'), 2);
      const reason = new Error('enough');
      equal(await thrown(() => collect(program.stream('numbers', [1e9],
        {signal: aborts(20, reason).signal})))
        === reason, true);
    });
  },

  async 'many ask at once'(play) {
    await using(play, async program => {
      const stream = program.stream('numbers', [3]);
      equal((await Promise.all(Array.from({length: 5}, () => stream.next())))
        .map(({value}) => value), [0, 1, 2, undefined, undefined]);
      const reader = program.stream('numbers', [3]).toReadable().getReader();
      equal([await reader.read(), await reader.read()],
        [{value: 0, done: false}, {value: 1, done: false}]);
      await reader.cancel();
      equal(await program.run('cleaned'), 2);
    });
  },

  async 'a close cancels what is in flight'(play) {
    const program = await play();
    const calls = [program.run('hold', [5000]), program.run('hold', [5000])]
      .map(call => call.catch(error => error.code));
    await later(5);
    const closing = program.close();
    equal((await thrown(() => program.run('number'))).code, 'WIO_ECLOSED');
    await closing;
    equal(await Promise.all(calls), ['WIO_ECANCELED', 'WIO_ECANCELED']);
    equal(await program.exited, 0);
    equal((await thrown(() => program.run('number'))).code, 'WIO_ECLOSED');
    await program.close();
  },

  async 'the end of the program is that of its calls'(play, {WasyncioError}) {
    for (const [how, pattern] of [['crash', /^WIO_ECLOSED: the program is dead/],
      ['ends', /^the program has ended/]]) {
      const program = await play();
      const exited = program.exited.then(status => status, error => error.code);
      const other = program.run('nap', [5000]).catch(error => error);
      const error = await thrown(() => program.run(how));
      equal([error.code, error instanceof WasyncioError], ['WIO_ECLOSED', true]);
      matches(error.message, pattern);
      equal((await other).code, 'WIO_ECLOSED');
      equal(await exited, how === 'crash' ? 'WIO_ECLOSED' : 9);
      equal((await thrown(() => program.run('number'))).code, 'WIO_ECLOSED');
    }
  },

  async 'a program that died is opened again'(play) {
    const program = await play({functions: {double: x => x * 2}});
    program.exited.catch(() => {});
    await thrown(() => program.run('crash'));
    const again = await program.reopen();
    equal(await again.run('ask', ['double', 4]), 8);
    await again.close();
  },

  async 'a program with main, too'(play) {
    const said = [];
    const program = await play({program: 'exports_main', stdout: text => said.push(text)});
    await until(() => said.length, 'it says something');
    equal(await program.run('number'), 42);
    equal(await program.exited, 7);
    equal(said.join(''), 'main runs\n');
    equal(await program.run('number'), 42);
    await program.close();
  },
};
