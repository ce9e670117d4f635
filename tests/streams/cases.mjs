// SPDX-License-Identifier: MIT
// Streams of JavaScript's that C reads and writes: the same in Node and in a page.  Each
// case gets `open`, which opens the program of exports.c.
import {equal, later, matches, thrown, until} from '../web/tools.mjs';

const encode = text => new TextEncoder().encode(text);
const decode = bytes => new TextDecoder().decode(bytes);

/* A stream of these chunks, that notes what it is asked and told. */
function source(chunks, {error, open} = {}) {
  const noted = {pulls: 0};
  const left = [...chunks];
  noted.stream = new ReadableStream({
    pull(controller) {
      noted.pulls++;
      if (left.length) controller.enqueue(left.shift());
      else if (error) controller.error(error);
      else if (!open) controller.close();
      else return new Promise(() => {});
    },
    cancel(reason) {
      noted.reason = reason;
    },
  }, {highWaterMark: 0});
  return noted;
}

function sink({highWaterMark = 1, write = () => {}, close = () => {}} = {}) {
  const noted = {text: '', closed: false};
  noted.stream = new WritableStream({
    async write(chunk) {
      await write(chunk);
      noted.text += decode(chunk);
    },
    async close() {
      await close();
      noted.closed = true;
    },
    abort(reason) {
      noted.reason = reason;
    },
  }, {highWaterMark});
  return noted;
}

const long = 'äbc\n'.repeat(50_000);

export const cases = {
  async 'a stream, a blob, a file, a response, bytes and text are read'(open) {
    const program = await open();
    for (const piece of [7, 5000, 100_000])
      for (const make of [
        () => source([encode(long.slice(0, 100)), encode(''), encode(long.slice(100))]).stream,
        () => source(['', long]).stream,
        () => source([encode(long).buffer]).stream,
        () => new Blob([long]),
        () => new File([long], 'a name'),
        () => new Response(long),
        () => encode(long),
        () => long,
      ]) equal(decode(await program.run('collect', [make(), piece])) === long, true);
    for (const none of [new Response(null), new Blob([]), source([]).stream, ''])
      equal((await program.run('collect', [none, 10])).length, 0);
    await program.close();
  },

  async 'what is read is asked for, and no more'(open) {
    const program = await open();
    const given = source(['one\ntwo\n', 'three\n', 'four\n']);
    const items = program.stream('lines', [given.stream, 100]);
    equal(decode((await items.next()).value), 'one\n');
    equal(decode((await items.next()).value), 'two\n');
    await later(5);
    // The function is at its third line, for which nobody has asked.
    equal(given.pulls, 2);
    equal(given.stream.locked, true);
    equal(decode((await items.next()).value), 'three\n');
    await later(5);
    equal(given.pulls, 3);
    // Who leaves it cancels what it reads.
    await items.return();
    equal(given.stream.locked, false);
    equal(given.reason.name, 'AbortError');
    await program.close();
  },

  async 'what is let go of is cancelled, and not locked'(open) {
    const program = await open();
    const given = source(['one\ntwo\n', 'three\n']);
    for await (const line of program.stream('lines', [given.stream, 1]))
      equal(decode(line), 'one\n');
    equal(given.stream.locked, false);
    matches(given.reason.message, /has let go of it/);
    // At its end there is nothing to cancel.
    const ended = source(['one\n']);
    equal(decode(await program.run('collect', [ended.stream, 9])), 'one\n');
    equal(ended.stream.locked, false);
    equal(ended.reason, undefined);
    // By the signal of its call, with its reason.
    const waiting = source(['one'], {open: true});
    const controller = new AbortController();
    const call = program.run('collect', [waiting.stream, 9], {signal: controller.signal});
    await until(() => waiting.pulls === 2);
    const reason = new Error('enough');
    controller.abort(reason);
    equal(await thrown(() => call) === reason, true);
    equal(waiting.reason === reason, true);
    equal(waiting.stream.locked, false);
    await program.close();
  },

  async 'a read that is given up loses nothing'(open) {
    const program = await open();
    let controller;
    const stream = new ReadableStream({start(c) { controller = c; }});
    const call = program.run('impatient', [stream, 5]);
    await later(20);
    controller.enqueue('late');
    equal(decode(await call), 'late');
    equal(stream.locked, false);
    await program.close();
  },

  async 'errors are the same objects'(open) {
    const program = await open();
    const error = new RangeError('of the stream');
    const given = source(['one'], {error});
    equal(await thrown(() => program.run('collect', [given.stream, 9])) === error, true);
    equal(given.stream.locked, false);
    for (const chunk of [7, null, {}, '\ud800']) {
      const wrong = await thrown(() => program.run('collect', [source([chunk]).stream, 9]));
      equal(wrong.constructor, TypeError);
      matches(wrong.message, /a chunk is neither text nor bytes/);
    }
    const locked = source(['x']).stream;
    locked.getReader();
    equal((await thrown(() => program.run('collect', [locked, 9]))).constructor, TypeError);
    const used = new Response('x');
    await used.text();
    equal((await thrown(() => program.run('collect', [used, 9]))).constructor, TypeError);
    await program.close();
  },

  async 'what cannot be a stream, and is asked for twice'(open) {
    const program = await open();
    for (const value of [undefined, 7, {a: 1}]) {
      const error = await thrown(() => program.run('collect', [value, 9]));
      equal(error.code, 'WIO_EINVAL');
      equal(error.message, 'collect: argument 1 is nothing to read from');
    }
    const given = source(['x']);
    matches((await thrown(() => program.run('asks', [given.stream, 2]))).message,
      /asked for before/);
    // What is not asked for stays as it was, and may be given again.
    const kept = source(['x']);
    equal(await program.run('asks', [kept.stream, 0]), 0);
    equal(kept.reason, undefined);
    matches((await thrown(() => program.run('asks', [kept.stream, 1]))).message,
      /is nothing to write to/);
    matches((await thrown(() => program.run('asks', [sink().stream, 2]))).message,
      /is nothing to read from/);
    equal(decode(await program.run('collect', [kept.stream, 9])), 'x');
    // Nor when another argument is refused.
    const other = source(['x']);
    equal((await thrown(() => program.run('collect', [other.stream, Symbol('x')])))
      .constructor, TypeError);
    equal(other.stream.locked, false);
    await program.close();
  },

  async 'writing waits for who reads'(open) {
    const program = await open();
    let let_go;
    const slow = sink({write: () => new Promise(resolve => { let_go = resolve; })});
    const given = source(Array.from({length: 10}, (_, i) => `${i}`));
    const call = program.run('copy', [given.stream, slow.stream]);
    await until(() => let_go);
    await later(10);
    const {pulls} = given;
    equal(pulls < 5, true);
    for (let i = 0; i < 10; i++) {
      await until(() => let_go);
      const go = let_go;
      let_go = undefined;
      go();
    }
    equal(await call, 10);
    equal(slow.text, '0123456789');
    equal(slow.closed, true);
    equal(slow.stream.locked, false);
    await program.close();
  },

  async 'errors of a writer, and what is not finished'(open) {
    const program = await open();
    const error = new RangeError('full');
    for (const broken of [sink({write: () => { throw error; }}),
      sink({close: () => { throw error; }})]) {
      const given = source(['a', 'b', 'c']);
      equal(await thrown(() => program.run('copy', [given.stream, broken.stream])) === error,
        true);
      equal(broken.stream.locked, false);
      equal(broken.closed, false);
    }
    const controller = new AbortController();
    const waiting = source(['one'], {open: true});
    const cut = sink();
    const call = program.run('copy', [waiting.stream, cut.stream],
      {signal: controller.signal});
    await until(() => cut.text === 'one');
    controller.abort();
    await thrown(() => call);
    equal(cut.closed, false);
    equal(cut.reason === controller.signal.reason, true);
    equal(waiting.stream.locked || cut.stream.locked, false);
    await program.close();
  },

  async 'a function gives a stream'(open) {
    let given;
    const program = await open({functions: {gives: () => given}});
    for (const make of [() => new Response('one\ntwo'), async () => new Blob(['one\ntwo']),
      () => source(['one\n', 'two']).stream, () => 'one\ntwo', () => encode('one\n')]) {
      given = make();
      equal(decode(await program.run('from_page', [1])), 'one\n');
    }
    const unwanted = source(['x']);
    given = unwanted.stream;
    equal(await program.run('from_page', [0]), 0);
    await until(() => unwanted.reason);
    matches(unwanted.reason.message, /does not want it/);
    equal(unwanted.stream.locked, false);
    await program.close();
  },

  async 'a stream that comes too late is cancelled'(open) {
    for (const when of ['before', 'after']) {
      const given = source(['x']);
      let give;
      const functions = {gives: () => new Promise(resolve => { give = resolve; })};
      const program = await open({functions});
      const controller = new AbortController();
      const call = program.run('from_page', [1], {signal: controller.signal});
      await until(() => give);
      if (when === 'before') give(given.stream);
      controller.abort();
      await thrown(() => call);
      give(given.stream);
      await until(() => given.reason);
      matches(given.reason.message, /does not want it/);
      await program.close();
    }
  },

  async 'a program that ends locks nothing'(open) {
    const program = await open();
    const waiting = source(['one'], {open: true});
    const call = program.run('collect', [waiting.stream, 9]);
    call.catch(() => {});
    await until(() => waiting.pulls === 2);
    await program.close();
    await thrown(() => call);
    equal(waiting.stream.locked, false);
    equal(waiting.reason.name, 'AbortError');
  },
};
