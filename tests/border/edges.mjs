// SPDX-License-Identifier: MIT
// The edges of what cases.mjs has: what ends while something else begins, errors that
// resist, and texts of all letters.
import {equal, later, matches, thrown, until, using} from '../web/tools.mjs';

export const edges = {
  async 'many tasks that compute leave the host its turns'(play) {
    const TASKS = 40_000; // a clock that stands still has a turn of 32,760
    let times = 0;
    const functions = {computed() { times++; }};
    await using(() => play({functions}), async program => {
      const controller = new AbortController();
      const call = program.run('busy', [TASKS], {signal: controller.signal});
      await later(1);
      const then = times;
      controller.abort('enough');
      equal(await thrown(() => call), 'enough');
      equal([then, then < TASKS], [then, true]);
    });
  },

  async 'items one after the other leave the host its turns'(play) {
    await using(play, async program => {
      // With a clock that stands still a turn ends by how many there were.
      const stands = globalThis.navigator?.userAgent === 'Cloudflare-Workers';
      let other = false;
      setTimeout(() => { other = true; });
      for await (const item of program.stream('numbers', [stands ? 5000 : 200])) {
        if (other) break;
        const end = performance.now() + 1;
        while (!stands && performance.now() < end);
        equal(item >= 0, true);
      }
      equal(other, true);
    });
  },

  async 'errors in all letters'(play) {
    await using(play, async program => {
      for (const text of ['a "b" \\c\\', 'a tab\t, a line\n, \x01 and \x1f', 'gr\u00fcn \u{1f600}'])
        equal((await thrown(() => program.run('says', [text]))).message, text);
      const bare = await thrown(() => program.run('bare'));
      equal([bare.code, bare.message === 'an older one'], ['WIO_EBUSY', false]);
      equal((await thrown(() => program.run('broken_json'))).message,
        'wio_call_return: a text is no JSON');
    });
  },

  async 'what would end a run, or stop its loop, does neither'(play) {
    const said = [];
    await using(() => play({stderr: text => said.push(text)}), async program => {
      equal(await program.run('callback_leaves'), 0);
      matches(said.join(''), /a callback was to leave a run, and none is driven here/);
      equal(await program.run('nap', [1]), 1);
    });
  },

  async 'a runner is made while another ends'(play) {
    let program, other, call;
    const functions = {
      atEnd() {
        other = program.runner();
        call = other.run('nap', [1]);
      },
    };
    await using(async () => program = await play({functions}), async () => {
      const runner = program.runner();
      await new Promise(onProgress => {
        runner.run('asks_at_end', [1], {onProgress}).catch(() => {});
      });
      await runner.close();
      equal(await call, 1);
      await other.close();
    });
  },

  async 'a function asks for an item of another runner'(play) {
    let stream;
    const functions = {asks: async () => (await stream.next()).value};
    await using(() => play({functions}), async program => {
      await program.run('number');
      stream = program.runner().stream('numbers', [3]);
      equal((await stream.next()).value, 0);
      equal(await program.run('ask', ['asks']), 1);
      await stream.return();
    });
  },

  async 'an argument with nothing behind it any more is named'(play) {
    await using(play, async program => {
      const given = new Uint8Array(8);
      structuredClone(given, {transfer: [given.buffer]});
      const small = new ArrayBuffer(8, {maxByteLength: 16});
      const views = [new Uint8Array(small, 4), new Uint8Array(small, 4, 4),
        new DataView(small, 4, 4)];
      small.resize?.(2); // what has none keeps all eight
      const shrunk = small.byteLength === 2 ? views : [];
      for (const bad of [given, given.buffer, ...shrunk]) {
        const error = await thrown(() => program.run('echo', [1, bad]));
        equal(error.constructor === TypeError, true);
        matches(error.message, /^echo: argument 2 .*(detached|shrunk)/);
      }
      const {proxy, revoke} = Proxy.revocable({}, {});
      revoke();
      matches((await thrown(() => program.run('echo', [proxy]))).message, /^echo: argument 1 /);
      matches((await thrown(() => program.run(Symbol('x')))).message, /function 'Symbol\(x\)'/);
      // Holes are undefined, and a name alone makes no bytes.
      equal(await program.run('echo', Array(3)), undefined);
      for (const name of ['AudioBuffer', 'ArrayBuffer'])
        equal(await program.run('echo', [{length: 5, [Symbol.toStringTag]: name}]), {length: 5});
      const {buffer} = new Uint8Array([1, 2, 3]);
      equal([...await program.run('echo', [buffer])], [1, 2, 3]);
      equal([...await program.run('echo', [new DataView(buffer, 1)])], [2, 3]);
      equal([...await program.run('echo', [new Uint16Array()])], []);
    });
  },

  async 'more than C can count is no memory, and breaks none'(play) {
    await using(play, async program => {
      const part = new Uint8Array(2 ** 24);
      equal((await thrown(() => program.run('echo', [1, ...Array(257).fill(part)]))).code,
        'WIO_ENOMEM');
      equal(await program.run('echo', ['all is well']), 'all is well');
    });
  },

  async 'many calls have one listener at a signal'(play) {
    await using(play, async program => {
      const controller = new AbortController();
      const {signal} = controller;
      const seen = [];
      for (const verb of ['addEventListener', 'removeEventListener']) {
        signal[verb] = (...given) => {
          seen.push(verb[0]);
          AbortSignal.prototype[verb].apply(signal, given);
        };
      }
      await program.run('nap', [1], {signal});
      const calls = Array.from({length: 20}, () => program.run('nap', [5000], {signal})
        .catch(error => error));
      await program.run('number', [], {signal});
      controller.abort('enough');
      equal([...new Set(await Promise.all(calls))], ['enough']);
      equal(seen.join(''), 'arar');
    });
  },

  async 'a trap below a function of the host ends all, and is told once'(play, {WasyncioError}) {
    const said = [];
    let program, below;
    const functions = {
      async traps() {
        try {
          program.module._wio__web_ask(0xffffff00, 1); // as any export may
        } catch (error) {
          below = error;
        }
        return program.run('number').catch(error => error.code);
      },
    };
    program = await play({functions, stderr: text => said.push(text)});
    const calls = [program.run('nap', [5000]), program.run('ask', ['traps']),
      program.stream('numbers', [5]).next()];
    const errors = await Promise.all(calls.map(call => thrown(() => call)));
    for (const error of errors) {
      equal(error.code, 'WIO_ECLOSED');
      equal(error instanceof WasyncioError, true);
      equal(error.cause === below, true);
    }
    equal(said.join(''), `wasyncio: ${errors[0].message}\n`);
    await program.close();
  },

  async 'an error that resists'(play) {
    let controller;
    const mine = [Object.freeze(new Error('frozen')), Object.assign(new Error('x'), {}),
      new Error('y')];
    Object.defineProperty(mine[1], 'code', {get() { throw new Error('no code'); }});
    Object.defineProperty(mine[2], 'cause', {set() { throw new Error('no cause'); }});
    const functions = {
      throws(i) {
        controller.abort('enough');
        throw mine[i];
      },
      aborts: () => controller.abort('enough'),
    };
    await using(() => play({functions}), async program => {
      for (const i of mine.keys()) {
        controller = new AbortController();
        equal(await thrown(() =>
          program.run('ask', ['throws', i], {signal: controller.signal})) === mine[i], true);
      }
      // What C makes of an abort has its reason.
      controller = new AbortController();
      const raised = await thrown(() => program.run('ask_and_raise', ['aborts'],
        {signal: controller.signal}));
      equal([raised.code, raised.cause], ['WIO_EBUSY', 'enough']);
      const odd = {toJSON() { throw undefined; }};
      matches((await thrown(() => program.run('echo', [odd]))).message,
        /^echo: argument 1 is no JSON/);
      const context = {get tenant() { throw mine[0]; }};
      const stream = program.stream('whose', [], {context});
      equal(await stream.next().catch(error => error) === mine[0], true);
      equal((await stream.next()).done, true);
    });
  },

  async 'a stream is left twice'(play) {
    const said = [];
    const functions = {
      async atEnd({signal}) {
        said.push('cleans up');
        await later(5);
        said.push(signal.aborted);
      },
    };
    await using(() => play({functions}), async program => {
      let stream, next;
      await new Promise(onProgress => {
        stream = program.stream('asks_at_end', [1], {onProgress});
        next = stream.next();
      });
      const first = stream.return();
      await until(() => said.length, 'it cleans up');
      await Promise.all([first, stream.return(), stream.throw('x').catch(() => {})]);
      equal(said, ['cleans up', false]);
      equal(await next, {value: undefined, done: true});
    });
  },

  async 'a close that fails waits for the others'(play) {
    const said = [];
    let program;
    const functions = {
      async atEnd() {
        said.push(await program.runner().run('number').catch(error => error.code));
        await later(5);
        said.push('cleaned up');
      },
    };
    program = await play({functions});
    await program.runner().run('cannot_close');
    const call = new Promise(onProgress => {
      program.run('asks_at_end', [1], {onProgress}).catch(() => {});
    });
    await call;
    equal((await thrown(() => program.close())).message, 'it does not close');
    equal(said, ['WIO_ECLOSED', 'cleaned up']);
    equal(await program.exited, 0);
  },

  async 'nobody waits for a function when the program has ended'(play) {
    for (const how of ['crash', 'ends']) {
      const aborted = [];
      const functions = {
        never: ({signal}) => new Promise(() => {
          signal.onabort = () => aborted.push(signal.reason.name);
        }),
      };
      const program = await play({functions});
      program.exited.catch(() => {});
      const call = thrown(() => program.run('ask', ['never']));
      await thrown(() => program.run(how));
      equal((await call).code, 'WIO_ECLOSED');
      await until(() => aborted.length, 'it is told');
      equal(aborted, ['AbortError']);
    }
  },

  async 'calls of two runners wake each other'(play) {
    await using(play, async program => {
      const runners = [program, program.runner()];
      for (const runner of runners) await runner.run('number');
      for (const [a, b] of [runners, [...runners].reverse()]) {
        let call;
        await new Promise(onProgress => {
          call = a.run('waits_for_event', [], {onProgress});
        });
        await later(1);
        equal(await b.run('sets_event'), 0);
        equal(await call, 0);
      }
    });
  },

  async 'items out of a generator'(play) {
    await using(play, async program => {
      for (const options of [{}, {timeout: 9000}]) {
        const items = [];
        for await (const item of program.stream('from_generator', [], options)) items.push(item);
        equal(items, [0, 1, 2]);
      }
      matches((await thrown(() => program.stream('from_generator', [1]).next())).message,
        /^wio_call_yield: a timeout that was opened in it is still open/);
    });
  },

  async 'who gives an item after the stream was left'(play) {
    await using(play, async program => {
      for (const highWaterMark of [0, 3]) {
        const stream = program.stream('yields_on', [], {highWaterMark});
        equal((await stream.next()).value, 1);
        const error = await thrown(() => stream.return());
        equal([error.code, error.message],
          ['WIO_ESTATE', 'wio_call_yield: yields_on yields after it was left']);
      }
    });
  },

  async 'output that nobody takes holds no call that is to end'(play) {
    for (const [how, code] of [['abort'], ['interrupt', 'WIO_EINTERRUPTED'],
      ['close', 'WIO_ECANCELED'], ['runner', 'WIO_ECANCELED']]) {
      const stdout = new WritableStream({write: () => new Promise(() => {})});
      const program = await play({stdout});
      const runner = how === 'runner' ? program.runner() : program;
      const controller = new AbortController();
      const {signal} = controller;
      let call;
      await new Promise(onProgress => {
        call = runner.start('prints', [], {signal, onProgress});
      });
      const failed = thrown(() => call.result);
      await later(1);
      if (how === 'abort') controller.abort('enough');
      else if (how === 'interrupt') call.interrupt();
      else await runner.close();
      equal((await failed)?.code, code);
      await program.close();
    }
  },
};
