// SPDX-License-Identifier: MIT
// Cases of what goes into a program and what comes out of it.
import {ended, equal, isNode, later, matches, until} from './tools.mjs';

const program = 'web_streams';
const both = [program, 'web_streams_files']; // with emcc's file system
const all = Uint8Array.from({length: 256}, (_, i) => i);
const [EIO, ENOSPC, EPIPE] = [29, 51, 64];

const joined = parts => {
  const whole = [];
  for (const part of parts) whole.push(...part);
  return whole;
};

/* A sink of bytes of each kind, which adds them to a list. */
const sinks = parts => [
  {write: bytes => { parts.push(bytes); }},
  {write: async bytes => { parts.push(bytes); }},
  new WritableStream({write: bytes => { parts.push(bytes); }}),
];

const coded = code => Object.assign(new Error(code), {code});

/* A stream that somebody takes after the first write. */
function lockedLater() {
  const stream = new WritableStream({write() { stream.getWriter(); }});
  return stream;
}

export const streams = {
  async 'bytes come out as they are'(play) {
    for (const program of both)
      for (const [which, times] of [['stdout', 2], ['stderr', 1]])
        for (const i of sinks([]).keys()) {
          const parts = [];
          const app = await play('bytes', {program, [which]: sinks(parts)[i]});
          equal(await app.exited, 0);
          await until(() => joined(parts).length == times * 256);
          equal(joined(parts), Array(times).fill([...all]).flat());
        }
  },

  async 'text keeps a mark at its start'(play) {
    const stdin = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0xff);
    equal((await ended(await play('copies', {program, stdin}))).stdout,
      '\ufeffa\ufffd');
  },

  async 'the last character is cut off'(play) {
    const stdin = Uint8Array.of(0x61, 0xc3);
    equal((await ended(await play('copies', {program, stdin}))).stdout,
      'a\ufffd');
  },

  async 'a sink fails'(play) {
    // The write that it refuses, and no other.
    let count;
    const failing = (error, fail) =>
      () => { if (++count == 2) return fail(error); };
    const throwing = error => { throw error; };
    for (const [error, errno] of [[new TypeError('mine'), EIO],
      [coded('ENOSPC'), ENOSPC], [coded('EPIPE'), EPIPE], [undefined, EIO]])
      for (const [stdout, errors] of [
        [failing(error, throwing), `0 ${errno} 0 0 `],
        [{write: failing(error, throwing)}, `0 ${errno} 0 0 `],
        [failing(error, e => Promise.reject(e)), `0 0 ${errno} 0 `],
        [{write: failing(error, e => Promise.reject(e))}, `0 0 ${errno} 0 `],
      ])
        for (const program of both) {
          count = 0;
          equal(await ended(await play('writes',
            {program, args: ['4'], stdout})),
          {status: 0, stdout: '', stderr: errors});
        }
  },

  async 'a stream fails for good'(play) {
    let count = 0;
    const stdout = new WritableStream({
      write() { if (++count == 2) throw coded('ENOSPC'); },
    });
    matches((await ended(await play('writes',
      {program, args: ['5'], stdout}))).stderr,
    new RegExp(`^0 0 (${ENOSPC} ){3}$`));
    stdout.getWriter().closed.catch(() => {});
    // It belongs to somebody else now.
    equal((await ended(await play('writes',
      {program, args: ['2'], stdout: lockedLater()}))).stderr,
    `0 ${EIO} `);
  },

  async 'the last write fails after the end'(play) {
    const stdout = () => later(5).then(() => { throw new Error('late'); });
    equal((await ended(await play('writes',
      {program, args: ['1'], stdout}))).status, 0);
    await later(20);
  },

  async 'standard error fails'(play) {
    const stderr = () => { throw new Error('no'); };
    const app = await play('awaits_ticket', {stderr});
    await app.says('waiting');
    app.interrupt();
    equal(await app.exited, 130);
  },

  async 'a program waits for who reads'(play) {
    // At most one chunk more than what the reader has asked for.
    const slow = taken => ({
      async write(bytes) {
        taken.now += bytes.length;
        taken.most = Math.max(taken.most, taken.now);
        await later(1);
        taken.now -= bytes.length;
        taken.all += bytes.length;
      },
    });
    const taken = () => ({now: 0, most: 0, all: 0});
    for (const make of [slow, taken => {
      const {write} = slow(taken);
      return bytes => write(bytes);
    }]) {
      const seen = taken();
      const app = await play('floods', {program, args: ['20'], stdout: make(seen)});
      equal(await app.exited, 0);
      await until(() => seen.now == 0);
      equal(seen, {now: 0, most: 65536, all: 20 * 65536});
    }
    let written = 0;
    const stream = new TransformStream({transform(bytes, controller) {
      written += bytes.length;
      controller.enqueue(bytes);
    }});
    const app = await play('floods', {program, args: ['100'], stdout: stream.writable});
    await later(50);
    equal(written < 4 * 65536, true);
    let got = 0;
    const reader = stream.readable.getReader();
    while (got < 100 * 65536) got += (await reader.read()).value.length;
    equal(await app.exited, 0);
  },

  async 'an interrupt does not wait for who reads'(play) {
    const app = await play('floods',
      {program, args: ['100'], stdout: () => new Promise(() => {})});
    await later(10);
    equal(app.interrupt(), 1);
    equal(await app.exited, 130);
  },

  async 'a character that is written in parts'(play) {
    equal(await ended(await play('writes_parts')),
      {status: 0, stdout: 'ü', stderr: 'ü'});
  },

  async 'standard input'(play) {
    let more;
    const stdin = new ReadableStream({
      start(controller) { more = controller; },
    });
    const app = await play('reads_twice', {stdin});
    await app.says('WIO_EBUSY');
    more.enqueue(new TextEncoder().encode('Ada Lovelace'));
    await app.says('4: lace');
    more.enqueue('ü');
    await app.says('2: ü');
    more.close();
    equal(await ended(app), {
      status: 0, stderr: '',
      stdout: 'first: WIO_ETIMEDOUT\nname? second: WIO_EBUSY\n' +
        '8: Ada Love\n4: lace\n2: ü\nend: 0\n',
    });
  },

  async 'standard input that is text'(play) {
    matches((await ended(await play('reads', {stdin: 'abc'}))).stdout,
      /3: abc\nend: 0/);
  },

  async 'standard input that fails'(play) {
    const stdin = async function* () { throw new Error('no'); }();
    matches((await ended(await play('reads', {stdin}))).stdout, /end: -29/);
  },

  async 'output on a page goes to the console'(play) {
    if (isNode) return;
    const {log} = console;
    const lines = [];
    console.log = line => { lines.push(line); };
    try {
      const app = await play('exits', {stdout: undefined});
      equal(await app.exited, 5);
      await (await play('sleeps', {stdout: undefined})).exited;
    } finally {
      console.log = log;
    }
    equal(lines, ['at exit, no newline', 'sleeping', 'main: slept']);
  },

  async 'what is no terminal'(play) {
    equal((await ended(await play('terminals', {stdin: 'text'}))).stdout,
      '0 0 0 0\n');
  },
};
