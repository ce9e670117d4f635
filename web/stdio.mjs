// SPDX-License-Identifier: MIT
// The standard streams that a program writes.

/* Has much of Node's, but no process of its own, and things that belong to a request. */
export const isWorkerd = globalThis.navigator?.userAgent == 'Cloudflare-Workers';
export const isNode = !isWorkerd && !!globalThis.process?.versions?.node;
/* The process's own, unless it may not be read: Deno asks for a permission. */
let mayRead;
export function environment() {
  try {
    mayRead ??= isNode && !!Object.keys(process.env);
  } catch {
    mayRead = false;
  }
  return mayRead ? process.env : {};
}

export const builtin = name => process.getBuiltinModule(`node:${name}`);

/* What open can be given for a sink, each as a function of some bytes; of none at
 * the end.  note(done, full): done is a promise of the sink that may fail, and
 * when full the sink wants no more until it is fulfilled. */

/* A function, which may be an async one. */
const calls = sink => (chunk, note) => {
  const done = chunk?.length && sink(chunk);
  if (done?.then) note(done, true);
};

function toText(sink) {
  const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
  const call = calls(sink);
  return (bytes, note) =>
    call(decoder.decode(bytes, {stream: !!bytes}), note);
}

/* By lines, for it has no other way. */
function toConsole(log) {
  let line = '';
  const write = toText(text => {
    const lines = (line + text).split('\n');
    line = lines.pop();
    lines.forEach(line => log(line));
  });
  return bytes => {
    write(bytes);
    if (!bytes && line) log(line);
  };
}

/* Locked for the moment only, so that others can write to it, too. */
function toStream(stream) {
  let dead; // {error}: one that fails does so for good
  return (bytes, note) => {
    if (dead) throw dead.error;
    if (!bytes) return;
    const writer = stream.getWriter();
    const done = writer.write(bytes);
    const full = !(writer.desiredSize > 0);
    writer.releaseLock();
    done.catch(error => { dead = {error}; });
    note(done, full);
  };
}

/* Node's, process.stdout among them: what a pipe has no room for is queued there,
 * in order with what others write.  fs.writeSync would overtake it, and stop the
 * whole process or fail with EAGAIN instead of waiting. */
const toNode = stream => (bytes, note) => {
  if (!bytes) return;
  let full;
  const done = new Promise((resolve, reject) => {
    full = !stream.write(bytes, error => {
      // An event follows, which ends the process unless somebody listens.
      if (error && !stream.listenerCount('error'))
        stream.once('error', () => {});
      error ? reject(error) : resolve();
    });
  });
  // Most errors are known at once.
  const {errored} = stream;
  if (errored) done.catch(() => {});
  else note(done, full);
  if (errored) throw errored;
};

export class Output {
  #put;
  #open = 0; // promises of a sink that is full
  #late; // the error of an earlier write
  #drained;

  /* log: of the console; drained: is called when it is full no more. */
  constructor(given, stream, log, drained) {
    this.#drained = drained;
    this.#put = typeof given == 'function' ? toText(given)
      : given?.getWriter ? toStream(given)
      : given?.on ? toNode(given)
      : given ? calls(bytes => given.write(bytes))
      : isNode ? (...args) => toNode(process[stream])(...args)
      : toConsole(log);
  }

  /* Whoever writes should wait. */
  get full() {
    return this.#open > 0;
  }

  /* Whether it is full, or {failed: true, code}: what code a failure has, be it
   * that of an earlier write. */
  write(bytes) {
    try {
      if (this.#late) throw this.#late.error;
      this.#put(bytes, this.#note);
      return this.full;
    } catch (error) {
      this.#late = undefined;
      return {failed: true, code: error?.code};
    }
  }

  #note = (done, full) => {
    this.#open += full;
    Promise.resolve(done).catch(error => { this.#late = {error}; }).then(() => {
      this.#open -= full;
      if (full && !this.full) this.#drained();
    });
  };

  end() {
    this.write();
  }
}
