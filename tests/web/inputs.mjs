// SPDX-License-Identifier: MIT
// Cases of standard input that JavaScript gives.
import {ended, equal, isNode, later, matches, thrown} from './tools.mjs';

const program = 'web_streams';
const abc = Uint8Array.of(97, 98, 99, 100, 101, 102, 103, 104);

/* Its bytes, from two before to two after them in their memory. */
function within() {
  const memory = new ArrayBuffer(abc.length + 4);
  new Uint8Array(memory).set(abc, 2);
  return memory;
}

const stream = (...chunks) => new ReadableStream({
  start(controller) {
    for (const chunk of chunks) controller.enqueue(chunk);
    controller.close();
  },
});

async function* later_(...chunks) {
  for (const chunk of chunks) {
    await later(1);
    yield chunk;
  }
}

/* The same eight bytes, in every way to give them. */
const eight = () => ({
  text: 'abcdefgh',
  'a view': new Uint8Array(within(), 2, 8),
  'a DataView': new DataView(within(), 2, 8),
  'words': new Uint16Array(within(), 2, 4),
  'clamped': new Uint8ClampedArray(within(), 2, 8),
  'a number': new Float64Array(abc.slice().buffer),
  'memory': abc.slice().buffer,
  ...globalThis.SharedArrayBuffer && {'shared memory': (() => {
    const memory = new SharedArrayBuffer(8);
    new Uint8Array(memory).set(abc);
    return memory;
  })()},
  'a Blob': new Blob(['abcd', abc.slice(4)]),
  'a File': new File(['abcdefgh'], 'name'),
  'a Response': new Response('abcdefgh'),
  'a stream of text': stream('abc', '', 'defgh'),
  'a stream of everything': stream(abc.slice(0, 2), 'c', new Blob(['d']),
    new DataView(abc.slice(4, 6).buffer), abc.slice(6).buffer),
  'a stream of bytes': new ReadableStream({
    type: 'bytes',
    start(controller) {
      controller.enqueue(abc.slice());
      controller.close();
    },
  }),
  'an array': ['abc', abc.slice(3)],
  'a generator': (function* () { yield 'abc'; yield Promise.resolve('defgh'); })(),
  'an asynchronous one': later_('abc', '', abc.slice(3)),
  'one that is nothing else': {[Symbol.iterator]: () => ['abc', 'defgh'].values()},
});

/* A stream that says what became of it. */
const source = (chunks, log) => ({
  [Symbol.asyncIterator]: () => {
    const left = chunks.values();
    return {
      next: async () => left.next(),
      return: async () => {
        log.push('let go');
        throw new Error('nobody is to hear of it');
      },
    };
  },
});

export const inputs = {
  async 'input of every kind is taken whole'(play) {
    for (const [name, stdin] of Object.entries(eight()))
      equal([name, await ended(await play('counts', {program, stdin}))],
        [name, {status: 0, stdout: '8 bytes, 804, 0\n', stderr: ''}]);
    for (const stdin of ['', new Uint8Array(), new Blob(), new Response(), [],
      stream(), stream('', new Uint8Array(), '')])
      equal((await ended(await play('counts', {program, stdin}))).stdout,
        '0 bytes, 0, 0\n');
  },

  async 'input that is bytes is read as it was when it was given'(play) {
    const stdin = abc.slice();
    const app = await play('counts', {program, stdin});
    stdin.fill(0);
    structuredClone(stdin, {transfer: [stdin.buffer]});
    equal((await ended(app)).stdout, '8 bytes, 804, 0\n');
  },

  async 'a character of the input that is cut in two'(play) {
    equal((await ended(await play('copies',
      {program, stdin: ['a\ud83d', '', '\ude00b']}))).stdout, 'a\u{1f600}b');
    for (const chunks of [['a\ud83d'], ['a\ud83d', 'b'], ['a\ud83d', abc],
      ['a', '\ude00']])
      matches((await ended(await play('counts', {program, stdin: chunks})))
        .stdout, /^1 bytes, 97, -29 standard input: TypeError: /);
  },

  async 'a chunk that is neither text nor bytes'(play) {
    for (const [chunk, name] of [[1, 'Number'], [null, 'null'], [{}, 'Object'],
      [undefined, 'undefined'], [[97], 'Array'], [new Date(), 'Date'],
      [stream('b'), 'ReadableStream'], [Symbol('s'), 'Symbol']])
      for (const stdin of [['a', chunk], stream('a', chunk)])
        equal((await ended(await play('counts', {program, stdin}))).stdout,
          '1 bytes, 97, -29 standard input: TypeError: a chunk is neither text ' +
          `nor bytes: ${name}\n`);
  },

  async 'input that fails in its middle'(play) {
    async function* input() {
      yield 'abc';
      throw new RangeError('the network is gone');
    }
    const failing = start => new ReadableStream({
      start(controller) { start(controller); },
      pull(controller) { controller.error(new RangeError('the network is gone')); },
    });
    for (const stdin of [input(), failing(c => c.enqueue('abc')),
      new Response(failing(c => c.enqueue(abc.slice(0, 3))))])
      equal((await ended(await play('counts', {program, stdin}))).stdout,
        '3 bytes, 294, -29 standard input: RangeError: the network is gone\n');
    const coded = Object.assign(new Error('no'), {code: 'EISDIR'});
    for (const stdin of [
      {[Symbol.asyncIterator]() { throw coded; }},
      {[Symbol.iterator]: () => ({next() { throw coded; }})},
    ])
      equal((await ended(await play('counts', {program, stdin}))).stdout,
        '0 bytes, 0, -31 standard input: Error: no\n');
  },

  async 'nothing without end leaves turns to others'(play) {
    const nothings = [
      {[Symbol.iterator]: () => ({next: () => ({value: '', done: false})})},
      new ReadableStream({pull(controller) { controller.enqueue(''); }}),
    ];
    for (const stdin of nothings) {
      let ticks = 0;
      const timer = setInterval(() => ticks++, 1);
      const app = await play('takes', {program, args: ['1'], stdin});
      matches((await ended(app)).stdout, /^-1\d{4}\n$/); // WIO_ETIMEDOUT
      clearInterval(timer);
      equal(ticks >= 10, true);
    }
  },

  async 'input is let go of at every end'(play) {
    for (const [how, left] of [['0', true], ['1', true], ['2', true], ['3', false]]) {
      const log = [];
      const app = await play('ends',
        {program, args: [how], stdin: source(['ab', 'c'], log)});
      await app.exited.catch(() => {});
      equal([how, log], [how, left ? ['let go'] : []]);
      const stdin = stream('ab', 'c');
      await (await play('ends', {program, args: [how], stdin}))
        .exited.catch(() => {});
      equal(stdin.locked, false);
    }
    // While it waits for more.
    const log = [];
    const stuck = source([], log);
    const never = {[Symbol.asyncIterator]: () => ({
      ...stuck[Symbol.asyncIterator](), next: () => new Promise(() => {}),
    })};
    const open = new ReadableStream();
    for (const stdin of [never, open]) {
      const app = await play('reads', {stdin});
      await app.says('name?');
      await later(5);
      app.interrupt();
      equal(await app.exited, 130);
    }
    equal([log, open.locked], [['let go'], false]);
  },

  async 'what was not read is there for the next program'(play) {
    const stdin = stream('x'.repeat(150), 'y'.repeat(65));
    const taken = [];
    for (let i = 0; i < 4; i++)
      taken.push((await ended(await play('takes',
        {program, args: ['100'], stdin}))).stdout);
    equal(taken, ['100\n', '50\n', '65\n', '0\n']);
  },

  async 'input that comes after the end'(play) {
    let more;
    const stdin = new ReadableStream({start(controller) { more = controller; }});
    const app = await play('takes', {program, args: ['5'], stdin});
    await app.exited;
    more.enqueue('late');
    equal((await stdin.getReader().read()).value, 'late');
    await later(5);
  },

  async 'streams of Node keep what is not asked for'(play) {
    if (!isNode) return;
    const {Readable} = process.getBuiltinModule('node:stream');
    const sum = async stdin =>
      (await ended(await play('counts', {program, stdin}))).stdout;
    const text = Readable.from([Buffer.from('abcdefgh')], {objectMode: false});
    text.setEncoding('utf8');
    for (const stdin of [Readable.from([abc], {objectMode: false}), text,
      Readable.from(['abc', abc.slice(3)]), Readable.from([new Blob([abc])])])
      equal(await sum(stdin), '8 bytes, 804, 0\n');
    equal(await sum(Readable.from([])), '0 bytes, 0, 0\n');
    matches(await sum(Readable.from(['a', 5])), /-29 .*TypeError.*Number/);

    // Errors, and a stream that ends without an end.
    const failing = new Readable({read() { this.destroy(new Error('broken')); }});
    equal(await sum(failing), '0 bytes, 0, -29 standard input: Error: broken\n');
    const gone = new Readable({read() {}});
    gone.destroy();
    matches(await sum(gone), /^0 bytes, 0, -29 /);
    const going = new Readable({read() { this.destroy(); }});
    matches(await sum(going), /^0 bytes, 0, -29 /);

    // The rest is for others, and nobody listens any more.
    for (const [stdin, left] of [
      [Readable.from([Buffer.from('abcdefgh')], {objectMode: false}), 'fgh'],
      [Readable.from(['abc', 'defgh', 'i']), 'defghi'], // whole chunks
    ]) {
      const before = stdin.eventNames().length;
      equal((await ended(await play('takes', {program, args: ['2'], stdin}))).stdout,
        '2\n');
      await (await play('takes', {program, args: ['3'], stdin})).exited;
      equal(stdin.eventNames().length, before);
      let rest = '';
      for await (const chunk of stdin) rest += Buffer.from(chunk);
      equal(rest, left);
    }
    const all = Readable.from(['abcdefgh']); // it has ended before a program has
    for (const [size, taken] of [['2', '2\n'], ['9', '6\n'], ['1', '0\n']])
      equal((await ended(await play('takes',
        {program, args: [size], stdin: all}))).stdout, taken);
    const coded = Readable.from([Buffer.from('abc\u00fcdef')], {objectMode: false});
    coded.setEncoding('utf8');
    equal((await ended(await play('takes', {program, args: ['5'], stdin: coded})))
      .stdout, '5\n');
    let rest = '';
    for await (const chunk of coded) rest += chunk;
    equal(rest, 'def');
  },

  async 'libc reads what is given, as far as it cannot wait'(play) {
    const files = {program: 'web_streams_files'};
    for (const stdin of ['abcdefgh', abc])
      equal((await ended(await play('libc', {...files, stdin}))).stdout, '8, 0\n');
    const stdin = stream('abc');
    equal((await ended(await play('libc', {...files, stdin}))).stdout,
      '0, 6\n'); // EAGAIN
    await later(5);
    equal(stdin.locked, false);
    if (!isNode) equal((await ended(await play('libc', files))).stdout, '0, 0\n');
  },

  async 'input that is refused'(play) {
    const read = new Response('abc');
    await read.text();
    const locked = stream('abc');
    locked.getReader();
    const half = new Response('abc');
    half.body.getReader();
    for (const stdin of [null, 1, true, 1n, {}, () => 'abc', new Date(),
      Promise.resolve('abc'), 'a\ud800', read, locked, half, Symbol('s')]) {
      const error = await thrown(() => play('counts', {program, stdin}));
      equal([error.constructor.name, error.option], ['TypeError', 'stdin']);
      matches(error.message, /^the option stdin is /);
    }
  },
};
