// SPDX-License-Identifier: MIT
// What web/streams.c imports, as a library for emcc: streams of JavaScript's that C reads
// and writes.  It is linked with programs that do, and wioState has it then.

addToLibrary({
  $wioHeld: 'new Map()', // streams that C was given, by their numbers
  $wioHeld__deps: ['$wioState', '$wioHold', '$wioLetGo', 'wio__web_stream_drop'],
  $wioHeld__postset: `wioState.hold = wioHold;
    wioState.unwanted = value => {
      const held = typeof value == 'object' && value && wioHold(value);
      if (held) _wio__web_stream_drop(held.id);
    };
    Module['wio']['atEnd'].push(error => {
      for (const held of [...wioHeld.values()]) wioLetGo(held, false, error);
    });`,

  // Of what is no stream nothing.
  $wioHold__deps: ['$wioHeld', '$wioNumber'],
  $wioHold: value => {
    const is = (method, of = value) => typeof of[method] == 'function';
    const body = value.body; // of a Response
    if (!is('getReader') && !is('getWriter') &&
        !(is('arrayBuffer') && (is('stream') || body === null || (body && is('getReader', body)))))
      return undefined;
    const held = {
      id: wioNumber(wioHeld), given: value,
      call: undefined, // that it is an argument of
      from: undefined, to: undefined, // its reader or writer, once C has asked for one
      rest: undefined, // of the last chunk
      filling: undefined, closing: undefined, // promises
      ended: false, failed: undefined,
      // Its call is over.
      leave: () => {
        if (!held.open) wioHeld.delete(held.id);
      },
      open: false,
    };
    wioHeld.set(held.id, held);
    return held;
  },

  // Never locked any more, and told why, unless it is at its end.
  $wioLetGo__deps: ['$wioHeld'],
  $wioLetGo: (held, finished, why) => {
    const {from, to, call} = held;
    wioHeld.delete(held.id);
    const signal = call?.signal;
    why ??= signal?.aborted ? signal.reason
      : new DOMException('the program has let go of it', 'AbortError');
    // Whoever made it may have it throw, or fail: that is told to nobody.
    try {
      from?.cancel(why).catch(() => {});
      if (to && !finished) to.abort(why).catch(() => {});
    } catch {}
    try {
      from?.releaseLock();
      to?.releaseLock();
    } catch {}
  },

  wio__web_stream_open__deps: ['$wioHeld', '$wioThrown'],
  wio__web_stream_open__sig: 'iiip',
  wio__web_stream_open: (id, writes, to) => {
    const held = wioHeld.get(id);
    try {
      if (!held || held.open)
        throw Object.assign(new TypeError('the stream was asked for before'),
          {'code': 'WIO_ESTATE'});
      const {given} = held;
      if (typeof given.getWriter == 'function' ? !writes : writes)
        throw Object.assign(new TypeError(
          `a ${given.constructor?.name ?? 'stream'} is nothing to ${writes ? 'write to' : 'read from'}`),
        {'code': 'WIO_EINVAL'});
      if (writes) {
        held.to = given.getWriter();
      } else {
        const stream = given.getReader ? given : given.stream ? given.stream() : given.body;
        if (stream) held.from = stream.getReader();
        else if (given.bodyUsed) throw new TypeError('its body was read before');
        else held.ended = true;
      }
      held.open = true;
      return 0;
    } catch (error) {
      return wioThrown(error, to);
    }
  },

  // ---- reading ----

  $wioChunk__deps: ['$wioState', '$HEAPU8'],
  $wioChunk: chunk => {
    const bytes = typeof chunk == 'string' && chunk['isWellFormed']()
      ? new TextEncoder().encode(chunk) : wioState.host['bytesOf'](chunk);
    if (!bytes) throw new TypeError('a chunk is neither text nor bytes: ' +
      (chunk?.constructor?.name ?? chunk));
    // A view of C's own memory is none any more when that has grown.
    return bytes.buffer == HEAPU8.buffer ? bytes.slice() : bytes;
  },
  // One chunk with something in it, or the end.
  $wioFill__deps: ['$wioChunk'],
  $wioFill: async held => {
    try {
      for (;;) {
        const {value, done} = await held.from.read();
        if (done) {
          held.ended = true;
          return;
        }
        held.rest = wioChunk(value);
        if (held.rest.length) return;
        // Who gives nothing, for ever, is not alone here.
        await new Promise(resolve => { setTimeout(resolve); });
      }
    } catch (error) {
      held.failed = {error};
      throw error;
    } finally {
      held.filling = undefined;
    }
  },
  wio__web_stream_fill__deps: ['$wioHeld', '$wioFill', '$wioPromised', '$wioThrown', '$HEAPU32'],
  wio__web_stream_fill__sig: 'iip',
  wio__web_stream_fill: (id, to) => {
    const held = wioHeld.get(id);
    if (held.rest?.length || held.ended) return 0;
    if (held.failed) return wioThrown(held.failed.error, to);
    held.filling ??= wioFill(held);
    HEAPU32[to + 16 >>> 2] = wioPromised('a stream', held.filling);
    return 1;
  },
  wio__web_stream_take__deps: ['$wioHeld', '$HEAPU8'],
  wio__web_stream_take__sig: 'iipp',
  wio__web_stream_take: (id, to, size) => {
    const held = wioHeld.get(id);
    if (!held.rest?.length) return 0;
    const some = held.rest.subarray(0, size);
    HEAPU8.set(some, to);
    held.rest = held.rest.subarray(size);
    return some.length;
  },

  // ---- writing ----

  wio__web_stream_room__deps: ['$wioHeld', '$wioPromised', '$wioThrown', '$HEAPU32'],
  wio__web_stream_room__sig: 'iip',
  wio__web_stream_room: (id, to) => {
    const held = wioHeld.get(id);
    if (held.failed) return wioThrown(held.failed.error, to);
    if (held.to.desiredSize > 0) return 0;
    HEAPU32[to + 16 >>> 2] = wioPromised('a stream', held.to.ready.then(() => {}));
    return 1;
  },
  wio__web_stream_write__deps: ['$wioHeld', '$HEAPU8'],
  wio__web_stream_write__sig: 'iipp',
  wio__web_stream_write: (id, from, size) => {
    const held = wioHeld.get(id);
    const n = Math.min(size, 1 << 20);
    // What it fails with the next write is told.
    held.to.write(HEAPU8.slice(from, from + n)).catch(error => {
      held.failed ??= {error};
    });
    return n;
  },
  wio__web_stream_finish__deps: ['$wioHeld', '$wioPromised', '$HEAPU32'],
  wio__web_stream_finish__sig: 'iip',
  wio__web_stream_finish: (id, to) => {
    const held = wioHeld.get(id);
    held.closing ??= held.to.close();
    HEAPU32[to + 16 >>> 2] = wioPromised('a stream', held.closing.then(() => {}));
    return 1;
  },

  // ---- the end ----

  wio__web_stream_end__deps: ['$wioHeld', '$wioLetGo'],
  wio__web_stream_end: (id, finished) => {
    wioLetGo(wioHeld.get(id), finished);
  },

  // C never asked for what was its own.
  wio__web_stream_drop__deps: ['$wioHeld'],
  wio__web_stream_drop: id => {
    const held = wioHeld.get(id);
    if (!held) return;
    wioHeld.delete(id);
    const {given} = held;
    (async () => {
      const why = new DOMException('the program does not want it', 'AbortError');
      if (given.getWriter) await given.abort(why);
      else await (given.getReader ? given : given.body)?.cancel(why);
    })().catch(() => {});
  },
});
