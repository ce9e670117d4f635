// SPDX-License-Identifier: MIT
// A program in a worker, called from here: the same in a page and in Node.  Each case
// gets `connect`, with what makes a worker that exposes exports.c.

import {abortsIn, equal, later, matches, thrown, until} from '../web/tools.mjs';

const told = error => [error.name, error.code, error.message];

const collect = async stream => {
  const all = [];
  for await (const item of stream) all.push(item);
  return all;
};

export const cases = {
  async 'calls, values, errors'({connect, WasyncioError}) {
    await using(connect, {}, async program => {
      equal(program.exports.slice(0, 3), ['empty', 'number', 'echo']);
      equal(await program.run('number'), 42);
      for (const value of [undefined, true, 5, 'a\0b', {a: [1]}])
        equal(await program.run('echo', [value]), value);
      equal([...await program.run('echo', [new Uint8Array([1, 2])])], [1, 2]);
      const error = await thrown(() => program.run('fail'));
      equal(error instanceof WasyncioError, true);
      equal(told(error), ['WasyncioError', 'WIO_EBUSY', 'no way']);
      equal(told(error.cause), ['WasyncioError', 'WIO_ETIMEDOUT', 'the deep one']);
      const group = await thrown(() => program.run('fail_together'));
      equal(group instanceof AggregateError, true);
      equal(group.errors.map(each => each.message), ['first', 'second']);
      matches((await thrown(() => program.run('nothing'))).message, /no function 'nothing'/);
      equal((await thrown(() => program.run('echo', [new Map()]))).constructor, TypeError);
      for (const context of [undefined, {tenant: () => 1}]) {
        const given = context ? [[1], /option/] : [[1, Symbol('x')], /argument 2/];
        const refused = await thrown(() => program.run('echo', given[0], {context}));
        equal([refused.constructor === TypeError, refused.cause.name],
          [true, 'DataCloneError']);
        matches(refused.message, given[1]);
      }
      equal((await thrown(() => program.run('echo', Array(2)).then(() => {
        throw 'holes are undefined';
      }))), 'holes are undefined');
      const parts = [];
      equal(await program.run('nap', [1], {onProgress: part => parts.push(part)}), 1);
      equal(parts, [0.5, 1]);
    });
  },

  async 'a signal ends the call, and its reason comes back'({connect}) {
    await using(connect, {}, async program => {
      const reason = new Error('enough');
      const controller = new AbortController();
      const {signal} = controller;
      const onProgress = () => controller.abort(reason);
      equal(await thrown(() => program.run('hold', [5000], {signal, onProgress})) === reason,
        true);
      equal(await program.run('cleaned'), 1);
      equal(await thrown(() => program.run('number', [], {signal})) === reason, true);
      equal(await thrown(() =>
        program.run('forever', [], {signal: abortsIn(10, reason), grace: 5})) === reason, true);
      equal((await thrown(() => program.run('hold', [5000], {timeout: 5}))).name,
        'TimeoutError');
      const {result, interrupt} = program.start('stubborn', [3],
        {onProgress: () => interrupt()});
      equal(await result, 3);
    });
  },

  async 'interrupts reach what gives its host no turn, by shared memory'({connect}) {
    const {program, end} = await connect({terminate: 50});
    const reason = new Error('enough');
    const controller = new AbortController();
    const call = thrown(() => program.run('holds_the_host', [],
      {signal: controller.signal, grace: 5, onProgress: () => controller.abort(reason)}));
    if (!globalThis.SharedArrayBuffer) {
      // A page without COOP and COEP: no message comes through.
      await later(50);
      equal((await thrown(() => program.close())).code, 'WIO_ETIMEDOUT');
      equal((await call).code, 'WIO_ETIMEDOUT');
      return;
    }
    equal(await call === reason, true);
    const twice = program.start('holds_the_host', [], {onProgress() {
      equal([twice.interrupt(), twice.interrupt()], [1, 2]);
    }});
    matches((await thrown(() => twice.result)).code, /WIO_EINTERRUPTED|WIO_ECANCELED/);
    // One that comes by both ways is one.
    let onProgress;
    const begun = new Promise(resolve => { onProgress = resolve; });
    const {result, interrupt} = program.start('forever', [], {onProgress});
    const ended = thrown(() => result);
    await begun;
    interrupt();
    equal(await Promise.race([ended, later(30)]), undefined);
    interrupt();
    equal((await ended).code, 'WIO_EINTERRUPTED');
    await program.close();
    end();
  },

  async 'functions of this side'({connect}) {
    const aborted = [];
    const controller = new AbortController();
    const functions = {
      double: x => x * 2,
      async rejects() { throw Object.assign(new RangeError('mine'), {code: 'ENOENT'}); },
      never: (x, {signal}) => new Promise(() => {
        signal.onabort = () => aborted.push(signal.reason.name);
        controller.abort('enough');
      }),
      strange: () => Symbol('x'),
    };
    await using(connect, {functions}, async program => {
      equal(await program.run('ask', ['double', 4]), 8);
      const error = await thrown(() => program.run('ask', ['rejects']));
      equal(told(error), ['RangeError', 'ENOENT', 'mine']);
      equal((await thrown(() => program.run('ask', ['strange']))).name, 'DataCloneError');
      await thrown(() => program.run('ask', ['never', 1], {signal: controller.signal}));
      await until(() => aborted.length, 'the function is told');
      equal(aborted, ['AbortError']);
    });
  },

  async 'a cancel waits for the end of a function of this side'({connect}) {
    const said = [];
    const controller = new AbortController();
    const functions = {
      cleansUp: ({signal}) => new Promise(resolve => {
        signal.onabort = async () => {
          await later(5);
          said.push('settled');
          resolve();
        };
        controller.abort('enough');
      }),
    };
    await using(connect, {functions}, async program => {
      equal(await thrown(() => program.run('ask_and_join', ['cleansUp'],
        {signal: controller.signal})), 'enough');
      equal(said, ['settled']);
    });
  },

  async 'streams'({connect}) {
    await using(connect, {}, async program => {
      equal(await collect(program.stream('numbers', [3])), [0, 1, 2]);
      const got = [];
      const error = await thrown(async () => {
        for await (const item of program.stream('numbers', [2, 1])) got.push(item);
      });
      equal([got, error.message], [[0, 1], 'at the end']);
      for await (const item of program.stream('numbers', [5])) if (item === 2) break;
      equal(await program.run('cleaned'), 3);
      const reason = new Error('enough');
      equal(await thrown(() => collect(
        program.stream('numbers', [1e9], {signal: abortsIn(20, reason)}))) === reason, true);
    });
  },

  async 'a stream of the web'({connect}) {
    await using(connect, {}, async program => {
      const reader = program.stream('numbers', [3]).toReadable().getReader();
      equal([await reader.read(), await reader.read()],
        [{value: 0, done: false}, {value: 1, done: false}]);
      await reader.cancel();
      equal(await program.run('cleaned'), 1);
    });
  },

  async 'streams of the web, there and back'({connect}) {
    const source = text => new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    });
    const functions = {body: () => new Response('from a body'), source: () => source('mine')};
    await using(connect, {functions}, async program => {
      let written = '';
      const sink = () => new WritableStream({
        write(bytes) { written += new TextDecoder().decode(bytes); },
        close() { written += '.'; },
      });
      if (globalThis.Bun) {
        // Its streams cannot go to another thread.
        matches((await thrown(() => program.run('copy_stream', [source('x'), sink()]))).message,
          /argument 1 cannot be cloned/);
        return;
      }
      const sources = [source('in pieces'), new Response('of a response'), new Response(null),
        new Blob(['of a blob']), new TextEncoder().encode('bytes'), 'body', 'source'];
      for (const each of sources) await program.run('copy_stream', [each, sink()]);
      const all = 'in pieces.of a response..of a blob.bytes.from a body.mine.';
      await until(() => written.length === all.length, 'the last one is closed');
      equal(written, all);
      // What is left goes back through both threads.
      const left = [];
      const endless = new ReadableStream({
        pull: controller => controller.enqueue(new Uint8Array(9000)),
        cancel: reason => { left.push(reason); },
      }, {highWaterMark: 0});
      const full = new WritableStream({write: () => new Promise(() => {})});
      await thrown(() => program.run('copy_stream', [endless, full], {timeout: 20}));
      await until(() => left.length, 'the source is cancelled');
      const taken = source('x');
      taken.getReader();
      matches((await thrown(() => program.run('copy_stream', [taken, sink()]))).message,
        /^copy_stream: argument 1 cannot be cloned/);
    });
  },

  async 'many ask at once'({connect}) {
    await using(connect, {}, async program => {
      const stream = program.stream('numbers', [3]);
      equal((await Promise.all(Array.from({length: 5}, () => stream.next())))
        .map(({value}) => value), [0, 1, 2, undefined, undefined]);
      const left = program.stream('numbers', [1, 'and fails']);
      equal((await left.next()).value, 0);
      // Who leaves is told of the error, and who waited that it is over.
      const asked = left.next();
      await left.return().catch(() => {});
      equal((await asked).done, true);
      equal(await program.run('cleaned'), 2);
    });
  },

  async 'items are made ahead'({connect}) {
    await using(connect, {}, async program => {
      const ahead = program.stream('numbers', [3], {highWaterMark: 5});
      // It has begun, and is over, before anybody asks.
      while (await program.run('cleaned') === 0) await later(1);
      equal(await collect(ahead), [0, 1, 2]);
    });
  },

  async 'a second interrupt ends a stream, too'({connect}) {
    await using(connect, {}, async program => {
      const reason = new Error('enough');
      equal(await thrown(() => collect(program.stream('forever', [],
        {signal: abortsIn(10, reason), grace: 5}))) === reason, true);
    });
  },

  async 'what is refused before it is sent'({connect}) {
    await using(connect, {}, async program => {
      for (const begin of [() => program.start('nothing'), () => program.stream('nothing'),
        () => program.start('number', 'x'), () => program.start('number', [], {retries: 1}),
        () => program.stream('numbers', [1], {highWaterMark: -1})]) {
        let error;
        try {
          begin();
        } catch (refused) {
          error = refused;
        }
        equal(error?.constructor, TypeError);
      }
    });
  },

  async 'a close cancels what is in flight'({connect}) {
    const {program, end} = await connect({});
    const call = program.run('hold', [5000]).catch(error => error.code);
    await later(5);
    await program.close();
    equal(await call, 'WIO_ECANCELED');
    end();
  },

  async 'a program that dies'({connect}) {
    const {program, end} = await connect({});
    const other = thrown(() => program.run('nap', [5000]));
    matches((await thrown(() => program.run('crash'))).message, /the program is dead/);
    equal((await other).code, 'WIO_ECLOSED');
    await program.close().catch(() => {});
    end();
  },

  async 'a worker that does not end in time'({connect}) {
    const {program} = await connect({terminate: 50});
    let call;
    await new Promise(onProgress => {
      call = thrown(() => program.run('deaf', [], {onProgress}));
    });
    matches((await thrown(() => program.close())).message,
      /^the worker was terminated: it had not closed after 50 ms$/);
    equal((await call).code, 'WIO_ETIMEDOUT');
    equal((await thrown(() => program.run('number'))).code, 'WIO_ETIMEDOUT');
  },

  async 'an error that nobody catches in the worker'({connect}) {
    const {program, worker, end} = await connect({});
    const call = program.run('nap', [20]).catch(error => error.code);
    worker.postMessage({fail: true});
    // It ends one of Node's, and none of a browser's.
    equal(await call, worker.on ? 'WIO_ECLOSED' : 20);
    end();
  },

  async 'errors that cannot be cloned'({connect}) {
    const ring = new Error('a ring');
    ring.cause = ring;
    const throws = {
      ring: () => ring,
      getter: () => Object.defineProperty(new Error('x'), 'message', {get() { throw ring; }}),
      value: () => Symbol('x'),
      cause: () => new Error('x', {cause: () => {}}),
    };
    const functions = Object.fromEntries(Object.entries(throws).map(([name, make]) =>
      [name, async () => { throw make(); }]));
    await using(connect, {functions}, async program => {
      for (const name of Object.keys(functions)) {
        const error = await thrown(() => program.run('ask', [name]));
        equal(error instanceof Error, true);
      }
      equal(await program.run('number'), 42);
    });
  },

  async 'nobody waits for a function when the worker has ended'({connect}) {
    const aborted = [];
    const functions = {
      never: ({signal}) => new Promise(() => {
        signal.onabort = () => aborted.push(signal.reason.name);
      }),
    };
    const {program, end} = await connect({functions});
    const call = thrown(() => program.run('ask', ['never']));
    await thrown(() => program.run('crash'));
    equal((await call).code, 'WIO_ECLOSED');
    await until(() => aborted.length, 'it is told');
    end();
  },

  async 'what is no port, and no option, is refused by name'({connectTo}) {
    for (const port of [undefined, 'worker.mjs', Promise.resolve(), {postMessage() {}}]) {
      const error = await thrown(() => connectTo(port));
      equal(error.constructor === TypeError, true);
      matches(error.message, /^connect: .*no port/);
    }
    const {port1} = new MessageChannel();
    for (const [options, pattern] of [[null, /no object/], [{fuctions: {}}, /fuctions/],
      [{functions: {log: 1}}, /functions/], [{terminate: '5'}, /terminate/], [{signal: {}}, /signal/]])
      matches((await thrown(() => connectTo(port1, options))).message, pattern);
    port1.close();
  },

  async 'who does not want to wait for a worker any more says so'({connectTo}) {
    const {port1, port2} = new MessageChannel(); // where nobody answers
    const controller = new AbortController();
    const {signal} = controller;
    const waits = thrown(() => connectTo(port1, {signal}));
    controller.abort('enough');
    equal(await waits, 'enough');
    equal(await thrown(() => connectTo(port1, {signal})), 'enough');
    for (const port of [port1, port2]) port.close();
  },

  async 'an error of the platform is one here, too'({connect}) {
    const functions = {
      throws: () => { throw new DOMException('full', 'QuotaExceededError'); },
    };
    await using(connect, {functions}, async program => {
      const error = await thrown(() => program.run('ask', ['throws']));
      equal([error instanceof DOMException, error.name, error.message],
        [true, 'QuotaExceededError', 'full']);
    });
  },

  async 'another version is refused'({speak}) {
    const answer = await speak({wasyncio: 99, hello: true, functions: []});
    equal(answer.refused, 'it speaks version 1, not 99');
  },
};

/* Connect, use, close. */
async function using(connect, options, use) {
  const {program, end} = await connect(options);
  try {
    await use(program);
    await program.close();
  } finally {
    end();
  }
}
