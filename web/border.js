// SPDX-License-Identifier: MIT
// What web/border.c imports, as a library for emcc: calls of C from JavaScript, and of
// JavaScript from C.  It is linked with programs that export functions or call the
// host's, and gives index.mjs what a program can do then.

addToLibrary({
  wio__web_border__deps: ['$wioBorder'],
  wio__web_border: () => {},

  $wioBorder__deps: ['$UTF8ToString', '$stringToNewUTF8', '$wioStart', '$wioClose',
    '$wioCalls', '$wioState', 'wio__web_take'],
  $wioBorder__postset: `Module['wio']['border'] = wioBorder;`,
  // host: what index.mjs gives; runs when the program is there.
  $wioBorder: host => {
    wioState.host = host;
    const names = wioState.names;
    for (let i = 0, at; (at = _wio__web_name(i, 0)); i++) names.set(UTF8ToString(at), at);
    for (let i = 0, at; (at = _wio__web_name(i, 1)); i++)
      wioState.variables.push(UTF8ToString(at));
    Module['wio']['atEnd'].push(error => {
      wioState.over = () => error ?? host['closed']('the program has ended');
      for (const call of [...wioCalls.values()]) call.fail(wioState.over());
      for (const {settle} of wioState.runners.values()) settle?.reject(wioState.over());
      for (const {abort, outcome} of wioState.promises.values()) if (!outcome) abort?.();
      wioState.promises.clear();
    });
    return {
      'exports': [...names.keys()],
      // One of those that share the program's memory, with a loop of its own.
      'runner': () => {
        const runner = {at: 0, closing: undefined, settle: undefined};
        return {
          'begin': (name, args, options, items) => wioStart(runner, name, args, options, items),
          'close': () => wioClose(runner),
        };
      },
      // Of one whose close fails the others are waited for all the same.
      'closeAll': async () => {
        const closes = [...wioState.runners.values()].map(wioClose);
        // Unless it was refused.
        wioState.closing = [...wioState.runners.values()].every(({closing}) => closing);
        for (const {reason, status} of await Promise.allSettled(closes))
          if (status == 'rejected') throw reason;
      },
    };
  },

  $wioCalls: 'new Map()', // in flight, by their addresses
  $wioState: `{
    host: undefined,
    runners: new Map(), // that are open, by their addresses
    names: new Map(), // of functions, where C has them
    variables: [], // names, too
    over: undefined, // gives why nothing can be called any more
    closing: false, // nor begun
    promises: new Map(), // of functions that C waits for
    errors: new Map(), // that C has records of
    aborted: new Set(), // calls that are to be interrupted once more
    own: Object.create(null), // functions beside C, by their names
    next: 0,
  }`,
  // For one more in a map; C has it as an int.
  $wioNumber__deps: ['$wioState'],
  $wioNumber: map => {
    do wioState.next = wioState.next + 1 & 0x7fffffff || 1;
    while (map.has(wioState.next));
    return wioState.next;
  },

  // ---- values ----

  // Of value.h.
  $wioKinds: `{UNDEFINED: 0, BOOL: 1, INT: 2, DOUBLE: 3, STRING: 4, BYTES: 5, JSON: 6,
    STREAM: 7}`,

  // What C is to have: {kind, bytes}, {kind, integer} or {kind, number}.
  $wioToC__deps: ['$wioKinds', '$wioState', '$HEAPU8'],
  // call: whose argument it is, if it is one.
  $wioToC: (value, what, call) => {
    const refuse = why => {
      throw new TypeError(`${what} ${why}`);
    };
    switch (typeof value) {
      case 'undefined': return {kind: wioKinds.UNDEFINED, integer: 0n};
      case 'boolean': return {kind: wioKinds.BOOL, integer: BigInt(value)};
      case 'bigint':
        if (BigInt.asIntN(64, value) != value) refuse('has more than 64 bits');
        return {kind: wioKinds.INT, integer: value};
      case 'number':
        return Number.isSafeInteger(value) && !Object.is(value, -0)
          ? {kind: wioKinds.INT, integer: BigInt(value)}
          : {kind: wioKinds.DOUBLE, number: value};
      case 'string':
        if (!value['isWellFormed']()) refuse('has half a character (a lone surrogate)');
        return {kind: wioKinds.STRING, bytes: new TextEncoder().encode(value)};
      case 'object': {
        if (value === null) return {kind: wioKinds.UNDEFINED, integer: 0n};
        let bytes, held;
        try {
          bytes = wioState.host['bytesOf'](value);
          held = bytes ? undefined : wioState.hold?.(value);
        } catch (error) {
          refuse(`cannot be looked at: ${error?.message ?? error}`);
        }
        // A view of C's own memory is none any more when that has grown.
        if (bytes?.buffer == HEAPU8.buffer) bytes = bytes.slice();
        if (bytes) return {kind: wioKinds.BYTES, bytes};
        if (held) {
          held.call = call;
          call?.held.push(held);
          return {kind: wioKinds.STREAM, integer: BigInt(held.id)};
        }
        const proto = Object.getPrototypeOf(value);
        if (!Array.isArray(value) && proto && Object.getPrototypeOf(proto)) break;
        try {
          const text = JSON.stringify(value);
          if (text === undefined || !text['isWellFormed']()) break;
          return {kind: wioKinds.JSON, bytes: new TextEncoder().encode(text)};
        } catch (error) {
          refuse(`is no JSON: ${error?.message ?? error}`);
        }
      }
    }
    const isStream = typeof value == 'object' && !wioState.hold &&
      ['getReader', 'getWriter', 'arrayBuffer'].some(method => method in value);
    refuse(`is ${typeof value == 'object' ? `a ${value.constructor?.name ?? 'strange object'}`
      : `a ${typeof value}`}, which ${isStream
      ? 'is for a program that calls wio_call_reader or wio_call_writer'
      : 'cannot be given to C'}`);
  },

  // Memory that C frees; 0: there is none.  C would be asked for what is left of more than
  // it can count.
  $wioRoom: size => size < 2 ** 32 ? _wio__web_room(size) >>> 0 : 0,

  // Values of C's in one block.
  $wioBlock__deps: ['$HEAPU8', '$wioPut', '$wioRoom'],
  $wioBlock: values => {
    let size = 16 * values.length;
    for (const {bytes} of values) if (bytes) size += bytes.length + 1;
    const block = wioRoom(size || 1);
    if (!block) return 0;
    let at = block + 16 * values.length;
    values.forEach((value, i) => {
      if (value.bytes) {
        HEAPU8.set(value.bytes, at);
        HEAPU8[at + value.bytes.length] = 0;
      }
      wioPut(block + 16 * i, value, at);
      if (value.bytes) at += value.bytes.length + 1;
    });
    return block;
  },
  $wioPut__deps: ['$HEAPU32', '$HEAPF64', '$HEAP64'],
  // Not of its parameters: emcc takes functions with patterns there for unused.
  $wioPut: (to, value, at) => {
    const {kind, bytes, integer, number} = value;
    HEAPU32[to >>> 2] = kind;
    HEAPU32[to + 4 >>> 2] = bytes ? bytes.length : 0;
    if (bytes) HEAPU32[to + 8 >>> 2] = at;
    else if (number !== undefined) HEAPF64[to + 8 >>> 3] = number;
    else HEAP64[to + 8 >>> 3] = integer;
  },

  // What C has, copied.
  $wioFromC__deps: ['$HEAPU8', '$HEAP32', '$HEAPU32', '$HEAPF64', '$HEAP64', '$wioKinds'],
  $wioFromC: at => {
    const kind = HEAPU32[at >>> 2];
    if (kind == wioKinds.UNDEFINED) return undefined;
    if (kind == wioKinds.DOUBLE) return HEAPF64[at + 8 >>> 3];
    if (kind <= wioKinds.INT) {
      // By halves: a bigint is an object of its own.
      const number = HEAP32[at + 12 >>> 2] * 2 ** 32 + HEAPU32[at + 8 >>> 2];
      if (kind == wioKinds.BOOL) return number != 0;
      return Number.isSafeInteger(number) ? number : HEAP64[at + 8 >>> 3];
    }
    const from = HEAPU32[at + 8 >>> 2];
    // A slice would be filled with zeroes first.
    const bytes = new Uint8Array(HEAPU8.subarray(from, from + HEAPU32[at + 4 >>> 2]));
    if (kind == wioKinds.BYTES) return bytes;
    const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes);
    return kind == wioKinds.JSON ? JSON.parse(text) : text;
  },

  // ---- errors ----

  // An error that C told of as JSON, unless it had no memory for that: that of a
  // function is the same object again.
  $wioFail__deps: ['$HEAPU8', '$wioFailed', '$wioState'],
  // signal: one that is aborted is the reason of a cancel, or the cause of what C made
  // of it.
  $wioFail: (from, size, signal) => from
    ? wioFailed(JSON.parse(new TextDecoder().decode(HEAPU8.slice(from,
      size === undefined ? HEAPU8.indexOf(0, from) : from + size))), signal, true)
    : wioState.host['error']('WIO_ENOMEM', 'out of memory', {}),
  $wioFailed__deps: ['$wioState'],
  $wioFailed: (failure, signal, first) => {
    const {'host': host, 'status': status, 'cause': cause, 'code': code} = failure;
    const aborted = signal?.aborted;
    if (aborted && (code == 'WIO_EINTERRUPTED' || code == 'WIO_ECANCELED'))
      return signal.reason;
    if (wioState.errors.has(host)) return wioState.errors.get(host);
    const options = cause ? {'cause': wioFailed(cause, signal)}
      : aborted && first ? {'cause': signal.reason} : {};
    const error = wioState.host['error'](code, failure['message'], options,
      failure['errors']?.map(each => wioFailed(each)));
    if (status !== undefined) error['status'] = status;
    return error;
  },

  // ---- C called from JavaScript ----

  // A call in flight.  Computed names are the only ones of methods that --closure 1 leaves
  // as they are.
  $WioCall__deps: ['$wioCalls', '$wioState'],
  $WioCall: class {
    constructor(options, items) {
      this.at = 0; // in C; 0: not begun, or over
      this.items = items; // told of those that C gives, and of its end
      this.held = []; // streams that it was given
      this.progress = options?.['onProgress'];
      this.signal = options?.['signal'];
      this.grace = options?.['grace'];
      this.value = undefined; // what C has given so far, if it
      this.has = false;
      this.timer = undefined;
      this.second = 0; // when the interrupt is due that grace asks for
      this.unlisten = undefined; // to the signal
      this.urgent = false; // it is to end: output that is full holds it no more
      // Where the functions that it calls shall be: with the values of the caller's
      // AsyncLocalStorage.
      this.place = wioState.host['place']?.();
      this['result'] = new Promise((resolve, reject) => {
        this.resolve = resolve;
        this.reject = reject;
      });
    }

    begin(at) {
      this.at = at;
      wioCalls.set(at, this);
      if (this.signal)
        this.unlisten = wioState.host['onAbort'](this.signal, () => this.aborted());
      wioState.host['soon']();
    }

    hurry(on) {
      if (this.urgent != on) wioState.host['urgent'](on);
      this.urgent = on;
    }

    ['interrupt']() {
      if (!this.at) return 0;
      this.hurry(true);
      const n = _wio__web_interrupt_call(this.at) ?? 0;
      wioState.host['soon']();
      return n;
    }

    ['cancel']() {
      if (!this.at) return;
      this.hurry(true);
      _wio__web_cancel_call(this.at);
      wioState.host['soon']();
    }

    // So many items more; wanted: somebody waits for one.
    ['ask'](n, wanted) {
      if (!this.at) return;
      _wio__web_ask(this.at, n);
      wioState.host[wanted ? 'now' : 'soon']();
    }

    aborted() {
      this['interrupt']();
      // What setTimeout cannot wait for never comes.
      if (!(this.grace < 2 ** 31)) return;
      this.second = performance.now() + this.grace;
      wioState.aborted.add(this);
      this.timer = setTimeout(() => this.again(), this.grace);
    }

    // The first who finds it due: the timer, or a check point.
    again() {
      if (wioState.aborted.delete(this)) this['interrupt']();
    }

    end() {
      if (this.at) wioCalls.delete(this.at);
      this.at = 0;
      this.hurry(false);
      if (this.timer) clearTimeout(this.timer);
      wioState.aborted.delete(this);
      this.unlisten?.();
      for (const held of this.held) held.leave();
    }

    succeed(value) {
      this.end();
      this.items?.['end'](false);
      this.resolve(value);
    }

    fail(error) {
      this.end();
      this.items?.['end'](true, error);
      this.reject(error);
      return this;
    }
  },

  $wioVariables__deps: ['$wioState', '$wioToC'],
  $wioVariables: (name, context, values, call) => {
    for (const [variable, value] of Object.entries(context)) {
      if (!wioState.variables.includes(variable))
        throw new TypeError(`${name}: the program exports no context variable '${variable}', ` +
          `but ${wioState.variables.join(', ') || 'none'}`);
      values.push(wioToC(variable, name), wioToC(value, `${name}: its ${variable}`, call));
    }
  },

  $wioStart__deps: ['$wioVariables', '$WioCall', '$wioState', '$wioToC', '$wioBlock',
    '$wioFail', '$wioClose'],
  // What callable.mjs has checked.
  $wioStart: (runner, name, args, options, items) => {
    const {host, names} = wioState;
    const call = new WioCall(options, items);
    if (wioState.over) return call.fail(wioState.over());
    const count = args?.length ?? 0;
    const values = [];
    try {
      for (let i = 0; i < count; i++) // not by map, which leaves holes
        values.push(wioToC(args[i], `${name}: argument ${i + 1}`, call));
      if (options?.['context']) wioVariables(name, options['context'], values, call);
    } catch (error) {
      call.end();
      throw error;
    }
    // What was just looked at may have aborted it.
    if (call.signal?.aborted) return call.fail(call.signal.reason);
    if (runner.closing || wioState.closing) return call.fail(host['closed']('the runner is closed'));
    if (!runner.at && (runner.at = _wio__web_open() >>> 0))
      wioState.runners.set(runner.at, runner);
    const of = runner.at;
    const timeout = options?.['timeout'];
    const block = values.length ? wioBlock(values) : 0;
    const can = of && (block || !values.length);
    // Addresses are unsigned: beyond 2 GB C gives negative ones, of imports' arguments emcc
    // makes that of each p of a __sig.
    const at = can && _wio__web_start(of, names.get(name), block, count,
      (values.length - count) / 2, timeout === undefined ? 0 : Math.max(timeout, 1e-6),
      (call.progress ? 1 : 0) | (items ? 2 : 0)) >>> 0;
    if (at) {
      call.begin(at);
      return call;
    }
    // A call that has ended the program meanwhile gives nothing.
    return call.fail(wioState.over?.() ?? wioFail(can && _wio__web_failure() >>> 0));
  },

  // Nothing of what JavaScript throws may fly through C: WIO_EINVAL, WIO_ENOMEM.
  $wioRefused: error => error instanceof SyntaxError ? -10001 : -10000,
  wio__web_take__deps: ['$wioCalls', '$wioFromC', '$wioRefused', 'wio__web_item', 'wio__web_progress',
    'wio__web_end', 'wio__web_closed', 'wio__web_main_ended', 'wio__web_look',
    'wio__web_call',
    'wio__web_settle', 'wio__web_answer', 'wio__web_abort', 'wio__web_forget'],
  wio__web_take__sig: 'ipp',
  wio__web_take: (at, value) => {
    const call = wioCalls.get(at);
    try {
      call.value = wioFromC(value);
      call.has = true;
      return 0;
    } catch (error) {
      return wioRefused(error);
    }
  },
  wio__web_progress__deps: ['$wioCalls'],
  wio__web_progress__sig: 'vpd',
  wio__web_progress: (at, part) => {
    // As what an event's listener throws.
    try {
      const {progress, place} = wioCalls.get(at);
      if (place) place['runInAsyncScope'](progress, undefined, part);
      else progress(part);
    } catch (error) {
      queueMicrotask(() => { throw error; });
    }
  },
  wio__web_end__deps: ['$wioCalls', '$wioFail', '$wioState'],
  wio__web_end__sig: 'vpippi',
  wio__web_end: (at, r, from, size, timedOut) => {
    const call = wioCalls.get(at);
    if (r >= 0) call.succeed(call.has ? call.value : r);
    else call.fail(timedOut
      ? new DOMException('the call took longer than its timeout', 'TimeoutError')
      : wioFail(from, size, call.signal));
  },

  wio__web_item__deps: ['$wioCalls', '$wioFromC', '$wioRefused'],
  wio__web_item__postset: '_wio__web_item.isLeaf = true;',
  wio__web_item__sig: 'ipp',
  wio__web_item: (at, value) => {
    try {
      wioCalls.get(at).items['put'](wioFromC(value));
      return 0;
    } catch (error) {
      return wioRefused(error);
    }
  },

  // ---- the end ----

  $wioClose__deps: ['$wioState', '$wioFail'],
  $wioClose: runner => {
    if (runner.closing) return runner.closing;
    if (!runner.at || wioState.over) return runner.closing = Promise.resolve();
    const r = _wio__web_close(runner.at);
    if (r) return Promise.reject(r == -10000 ? wioFail(0)
      : wioState.host['error']('WIO_ERUNNING',
        'close was called from a function that the program calls', {}));
    wioState.host['urgent'](true);
    return runner.closing = new Promise((resolve, reject) => {
      runner.settle = {resolve, reject};
    });
  },
  wio__web_closed__deps: ['$wioFail', '$wioState'],
  wio__web_closed__sig: 'vpipp',
  wio__web_closed: (at, r, from, size) => {
    const {settle} = wioState.runners.get(at);
    wioState.runners.delete(at);
    wioState.host['urgent'](false);
    if (r < 0) settle.reject(wioFail(from, size));
    else settle.resolve();
  },
  // At a check point, which may be where no timer of the host's comes.
  wio__web_look__deps: ['$wioState'],
  wio__web_look: () => {
    Module['wio']['checkPoint']();
    for (const call of wioState.aborted)
      if (performance.now() >= call.second) call.again();
  },
  wio__web_main_ended: status => Module['wio']['mainEnded'](status),

  // ---- JavaScript called from C ----

  // Write what an error of JavaScript's is to C, which frees the texts.
  $wioThrown__deps: ['$wioNumber', '$wioState', '$wioPut', '$stringToNewUTF8', '$lengthBytesUTF8',
    '$HEAPU32', '$wioKinds', '$HEAP64'],
  $wioThrown: (error, to) => {
    const id = wioNumber(wioState.errors);
    wioState.errors.set(id, error);
    let text, code;
    try {
      text = String(error instanceof Error ? error.message || error.name : error);
      code = error?.['code'];
    } catch { /* one that tells nothing of itself */ }
    text = (text ?? 'an error without words')['toWellFormed']();
    const at = stringToNewUTF8(text);
    if (at) wioPut(to, {kind: wioKinds.STRING, bytes: {length: lengthBytesUTF8(text)}}, at);
    HEAPU32[to + 20 >>> 2] = id;
    HEAPU32[to + 24 >>> 2] = typeof code == 'string' ? stringToNewUTF8(code) : 0;
    return -1;
  },
  // Write a value, which C frees.
  $wioAnswer__deps: ['$wioToC', '$wioThrown', '$wioPut', '$HEAPU8', '$wioRoom'],
  $wioAnswer: (name, value, to) => {
    if (value === undefined) return 0; // as C has made it
    let given;
    try {
      given = wioToC(value, `${name}: its result`);
    } catch (error) {
      return wioThrown(error, to);
    }
    let at = 0;
    if (given.bytes) {
      at = wioRoom(given.bytes.length + 1);
      if (!at) return -10000; // WIO_ENOMEM
      HEAPU8.set(given.bytes, at);
      HEAPU8[at + given.bytes.length] = 0;
    }
    wioPut(to, given, at);
    return 0;
  },

  // What a function gets behind its arguments.
  $WioHow: class {
    get 'signal'() {
      return (this.controller ??= new AbortController()).signal;
    }

    abort() {
      this.controller?.abort(new DOMException('its task was cancelled', 'AbortError'));
    }
  },
  // What C may wait for; abort is called when it does so no more, and a stream that comes
  // of it then is cancelled.  Returns its number.
  $wioPromised__deps: ['$wioNumber', '$wioState'],
  $wioPromised: (name, result, abort) => {
    const id = wioNumber(wioState.promises);
    const promise = {name, ticket: undefined, outcome: undefined, left: false, abort};
    wioState.promises.set(id, promise);
    // Whatever a thenable does, it is settled once; none of its errors flies through C.
    const settle = async () => {
      try {
        promise.outcome = {value: await result};
      } catch (error) {
        promise.outcome = {failed: true, error};
      }
      const {ticket, outcome, left} = promise;
      promise.ticket = undefined;
      if (left) wioState.unwanted?.(outcome.value);
      if (ticket) _wio__web_settled(ticket[0], ticket[1]);
    };
    settle();
    return id;
  },

  // A function with C's arguments: the answer is what C gets of it, as border.h says.
  // A program that exports nothing calls them, too.
  $wioCall__deps: ['$wioBorder', '$WioHow', '$wioCalls', '$wioFromC', '$wioAnswer', '$wioThrown',
    '$wioPromised', '$HEAPU32'],
  $wioCall: (of, name, f, count, args, to) => {
    const how = new WioHow();
    let result, then;
    try {
      const given = [];
      for (let i = 0; i < count; i++) given.push(wioFromC(args + 16 * i));
      given.push(how);
      const {place} = wioCalls.get(of) ?? {};
      result = place ? place['runInAsyncScope'](f, undefined, ...given) : f(...given);
      then = result?.then;
    } catch (error) {
      return wioThrown(error, to);
    }
    if (typeof then != 'function') return wioAnswer(name, result, to);
    HEAPU32[to + 16 >>> 2] = wioPromised(name, result, () => how.abort());
    return 1;
  },
  // Of those that open was given.
  wio__web_call__deps: ['$wioCall', '$wioState', '$wioThrown', '$UTF8ToString'],
  wio__web_call__sig: 'ippppp',
  wio__web_call: (of, name, count, args, to) => {
    name = UTF8ToString(name);
    const functions = wioState.host['functions'];
    const f = functions[name];
    if (f) return wioCall(of, name, f, count, args, to);
    return wioThrown(Object.assign(new TypeError(`there is no function '${name}': open was ` +
      `given ${Object.keys(functions).join(', ') || 'none'}`), {'code': 'WIO_ELOOKUP'}), to);
  },
  // Of those that stand beside C (js.h): make gives it, the first time.
  wio__web_js__deps: ['$wioOwn'],
  wio__web_js: () => {},
  $wioOwn__deps: ['$wioCall', '$wioState', '$wioThrown'],
  $wioOwn: (of, name, make, count, args, to) => {
    try {
      wioState.own[name] ??= make();
    } catch (error) {
      return wioThrown(error, to);
    }
    return wioCall(of >>> 0, name, wioState.own[name], count, args, to);
  },
  wio__web_settle__deps: ['$wioState'],
  wio__web_settle: (id, low, high) => {
    wioState.promises.get(id).ticket = [low, high];
  },
  wio__web_answer__deps: ['$wioState', '$wioAnswer', '$wioThrown'],
  wio__web_answer__sig: 'iip',
  wio__web_answer: (id, to) => {
    const {name, outcome} = wioState.promises.get(id);
    wioState.promises.delete(id);
    return outcome.failed ? wioThrown(outcome.error, to)
      : wioAnswer(name, outcome.value, to);
  },
  wio__web_abort__deps: ['$wioState'],
  wio__web_abort: (id, join) => {
    const promise = wioState.promises.get(id);
    const {abort, outcome} = promise;
    const kept = join && !outcome;
    if (!kept) {
      wioState.promises.delete(id);
      promise.left = true;
    }
    // Listeners are the program's; none of their errors flies through C.
    if (outcome) wioState.unwanted?.(outcome.value);
    else abort?.();
    return kept;
  },
  wio__web_forget__deps: ['$wioState'],
  wio__web_forget: id => {
    wioState.errors.delete(id);
  },
});
