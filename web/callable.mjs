// SPDX-License-Identifier: MIT
// What can be done with functions of C, wherever the program is: calls as promises, and
// what they give one after the other as iterators.

const asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

export const isSignal = value => typeof value?.aborted == 'boolean' &&
  typeof value.addEventListener == 'function';

/* Milliseconds. */
export const isDuration = value => typeof value == 'number' && value >= 0;

export const ofCalls = {
  signal: isSignal,
  context: value => typeof value == 'object' && value,
  grace: isDuration,
  timeout: isDuration,
  onProgress: value => typeof value == 'function',
};

const ofStreams = {
  ...ofCalls,
  highWaterMark: value => value >= 0 && Number.isInteger(value),
};

export const areFunctions = value => typeof value == 'object' && value &&
  Object.values(value).every(each => typeof each == 'function');

/* Each option is one that `takes` knows, and of the kind that it wants. */
export function checkOptions(who, options, takes) {
  if (typeof options != 'object' || !options)
    throw new TypeError(`${who}: its options are no object`);
  for (const option in options) {
    if (!Object.hasOwn(takes, option))
      throw new TypeError(`${who}: the option ${option} is none that it takes`);
    if (options[option] !== undefined && !takes[option](options[option]))
      throw new TypeError(`${who}: the option ${option} is of a wrong kind`);
  }
}

/* names: of the functions that there are. */
function check(names, name, args, options, items) {
  if (!names.includes(name))
    throw new TypeError(`the program exports no function '${String(name)}', but ` +
      (names.join(', ') || 'none: see WIO_EXPORT'));
  if (!Array.isArray(args ?? []))
    throw new TypeError(`${name}: its arguments are no array`);
  if (options !== undefined) checkOptions(name, options, items ? ofStreams : ofCalls);
}

const done = value => ({value, done: true});

/* Items for who asks.  start(items) begins a call, which tells items what comes; so many
 * are made ahead. */
function iterate(start, ahead = 0) {
  const given = []; // items that nobody has asked for yet,
  const next = []; // and before them those, the last first: a shift takes long
  const waiting = []; // who has asked, and has none
  let call, over, left;
  let taken = 0; // that were not asked for again
  const items = {
    put(item) {
      if (!waiting.length) given.push(item);
      else (waiting.length > 1 ? waiting.shift() : waiting.pop())
        .resolve({value: item, done: false});
    },
    end(failed, error) {
      over = {failed: failed && !left, error};
      for (const {resolve} of waiting.splice(0)) resolve(take());
    },
  };
  /* What is there, as a promise. */
  const take = () => {
    if (!next.length) while (given.length) next.push(given.pop());
    if (next.length) return Promise.resolve({value: next.pop(), done: false});
    if (!over) return undefined;
    // The first is told of an error, and the others that it is over.
    const {failed, error} = over;
    over = {};
    return failed ? Promise.reject(error) : Promise.resolve(done());
  };
  const begin = () => {
    call = start(items);
    call.result.catch(() => {});
    if (ahead) call.ask(ahead, false);
  };
  const ask = wanted => {
    call.ask(taken, wanted);
    taken = 0;
  };
  const leave = async () => {
    given.length = next.length = 0;
    if (!call || over) {
      over = {};
      return;
    }
    call.cancel();
    // What comes of its cleanup is told to whoever left.
    await call.result.catch(error => {
      if (error?.code != 'WIO_ECANCELED' && error?.code != 'WIO_EINTERRUPTED') throw error;
    });
  };
  /* Once: another cancel would end the cleanup. */
  const leaveOnce = () => {
    if (!left) {
      left = {};
      left.promise = leave();
    }
    return left.promise;
  };
  if (ahead) begin();
  const stream = {
    next() {
      if (left) return Promise.resolve(done());
      try {
        if (!call && !over) begin();
      } catch (error) {
        over = {};
        return Promise.reject(error);
      }
      taken++;
      const there = take();
      // Many in one step.
      if (there && taken * 2 >= ahead && !over) ask(false);
      if (there) return there;
      ask(true);
      // Mostly it has come by that, and no promise has to be made before.
      return !waiting.length && take() ||
        new Promise(resolve => { waiting.push({resolve}); });
    },
    async return(value) {
      await leaveOnce();
      return done(value);
    },
    async throw(error) {
      await leaveOnce();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [asyncDispose]() {
      await leaveOnce();
    },
    toReadable: () => new ReadableStream({
      async pull(controller) {
        const {value, done} = await stream.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: leaveOnce,
    }, {highWaterMark: 0}),
  };
  return stream;
}

/*
 * Of a program, of a runner of its own, of one in another thread.  begin(name, args,
 * options, items) makes a call: its result, interrupt(), and with items, which are told
 * put(item) and end(failed, error), also cancel() and ask(n, wanted), where for `wanted`
 * ones somebody waits already.
 */
export function callable(exports, begin) {
  const start = (name, args, options) => {
    check(exports, name, args, options);
    return begin(name, args, options);
  };
  return {
    run: (name, args, options) => {
      try {
        return start(name, args, options).result;
      } catch (error) {
        return Promise.reject(error);
      }
    },
    start: (name, args, options) => {
      const call = start(name, args, options);
      return {result: call.result, interrupt: () => call.interrupt()};
    },
    stream: (name, args, options) => {
      check(exports, name, args, options, true);
      return iterate(items => begin(name, args, options, items), options?.highWaterMark);
    },
  };
}

export const closing = close => ({close, [asyncDispose]: close});
