// SPDX-License-Identifier: MIT
// What web/stdin.c imports, as a library for emcc: standard input, read only as
// far as the program asks for it.  It is not in index.mjs because few programs ask.

addToLibrary({
  $wioInput: () => wioOpened ??= wioOpenInput(Module['wio']['stdin']),
  $wioInput__deps: ['$wioOpened', '$wioOpenInput'],
  $wioOpened: undefined,

  $wioOpenInput__deps: ['$wioErrno', '$wioReadable', '$wioReader', '$wioIterator'],
  $wioOpenInput: input => {
    const WAIT = -4096; // as in stdin.c
    const given = input['given'];
    const bytes = input['bytesOf'](given);
    let opened; // once somebody has asked
    let from; // gives its {value, done}
    let want = 65536; // bytes, in the last read that has to wait
    let rest = bytes ?? new Uint8Array(); // came and was not read yet
    let half = ''; // of a character that is cut in two
    let end = bytes && 0; // behind all that: 0, or an errno value below zero
    let error; // why
    let asked = false;
    let over = false; // is the program
    const none = !given && !input['isNode'];
    if (none) end = 0;

    // Nothing of a text is changed in silence.
    const bytesOf = async chunk => {
      if (chunk?.arrayBuffer) chunk = await chunk.arrayBuffer();
      if (typeof chunk == 'string') {
        chunk = half + chunk;
        half = /[\ud800-\udbff]$/.test(chunk) ? chunk.at(-1) : '';
        chunk = chunk.slice(0, chunk.length - half.length);
      } else if (half) {
        throw new TypeError('text ends within a character');
      }
      const bytes = input['bytesOf'](chunk);
      if (bytes) return bytes;
      throw new TypeError('a chunk is neither text nor bytes: ' +
        (chunk?.constructor?.name ?? chunk));
    };

    const source = () => {
      if (given)
        return !given.arrayBuffer ? given
          : given.body === undefined ? given.stream() : given.body ?? [];
      // For what is no file, pipe or terminal Node has a stream of nothing.
      const {stdin} = process;
      return stdin.constructor.name != 'Readable' ? stdin
        : process.getBuiltinModule('node:fs').createReadStream('',
          {fd: 0, autoClose: false});
    };

    const open = () => {
      opened = source();
      from = opened.getReader ? wioReader(opened)
        : opened.on && opened.read ? wioReadable(opened)
        : wioIterator(opened);
      const rests = input['rests']; // of earlier programs
      rest = rests.get(opened) ?? rest;
      rests.delete(opened);
    };

    input['end'] = () => {
      over = true;
      if (from && !from['end'](rest, end !== undefined) && rest.length)
        input['rests'].set(opened, rest);
    };

    const fill = async () => {
      await null; // whoever asks is to wait before it is told
      try {
        if (!from && !over) open();
        while (!over && end === undefined && !rest.length) {
          const {value, done} = await from['next'](want);
          rest = await bytesOf(done ? '' : await value);
          if (done && half) throw new TypeError('text ends within a character');
          if (done) end = 0;
          // Who gives nothing, for ever, is not alone here.
          else if (!rest.length) await new Promise(input['turn']);
        }
      } catch (why) {
        error = why;
        end = -wioErrno(why?.code);
      }
      asked = false;
      if (!over) input['ready']();
    };

    return {
      read: size => {
        if (!rest.length) {
          want = size;
          return end ?? WAIT;
        }
        const some = rest.subarray(0, size);
        rest = rest.subarray(size);
        return some;
      },
      watch: () => {
        if (none) return -1;
        if (rest.length || end !== undefined) return 1;
        if (!asked) fill();
        asked = true;
        return 0;
      },
      error: () => String(error),
    };
  },

  // A stream of Node's keeps what nobody has asked for.
  $wioReadable: source => {
    let wake;
    let failed;
    const on = {
      'readable': () => wake?.(),
      'end': () => wake?.(),
      'close': () => wake?.(),
      'error': error => {
        failed = {error};
        wake?.();
      },
    };
    for (const name in on) source.on(name, on[name]);
    return {
      'next': async want => {
        for (;;) {
          const size = source.readableLength;
          if (size)
            return {value: source.readableObjectMode ? source.read()
              : source.read(Math.min(size, want))};
          if (failed) throw failed.error;
          if (source.readableEnded) return {done: true};
          if (source.destroyed) throw source.errored ?? new Error('it was destroyed');
          source.read(0); // finds an end
          await new Promise(resolve => { wake = resolve; });
        }
      },
      'end': rest => {
        for (const name in on) source.off(name, on[name]);
        // It is to keep Node alive for others only.
        if (!source.listenerCount('readable') && !source.listenerCount('data'))
          source.unref?.();
        if (!rest.length || source.readableEnded || source.destroyed) return false;
        source.unshift(source.readableEncoding
          ? new TextDecoder().decode(rest) : rest);
        return true;
      },
    };
  },

  // A stream of the web takes nothing back.
  $wioReader: source => {
    const reader = source.getReader();
    return {
      'next': () => reader.read(),
      'end': () => reader.releaseLock(),
    };
  },

  $wioIterator: source => {
    const chunks = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]();
    return {
      'next': () => chunks.next(),
      'end': (rest, ended) => {
        // Nobody is there to whom an error could be told.
        if (!ended)
          (async () => chunks.return?.())().catch(() => {});
        return true; // with it, what it gave is gone
      },
    };
  },

  wio__web_stdin_read__deps: ['$wioInput'],
  wio__web_stdin_read__sig: 'ipp',
  wio__web_stdin_read: (to, size) => {
    const bytes = wioInput().read(size);
    if (typeof bytes == 'number') return bytes;
    HEAPU8.set(bytes, to);
    return bytes.length;
  },
  wio__web_stdin_watch__deps: ['$wioInput'],
  wio__web_stdin_watch: () => wioInput().watch(),
  wio__web_stdin_error__deps: ['$wioInput'],
  wio__web_stdin_error__sig: 'ppp',
  // encodeInto writes into no shared memory.
  wio__web_stdin_error: (to, room) => {
    const bytes = new Uint8Array(room);
    const {written} = new TextEncoder().encodeInto(wioInput().error(), bytes);
    HEAPU8.set(bytes.subarray(0, written), to);
    return written;
  },
});
