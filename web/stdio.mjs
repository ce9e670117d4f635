// SPDX-License-Identifier: MIT
// The standard streams of a program.

export const isNode = !!globalThis.process?.versions?.node;

/* Text that the program writes: exactly that, or by lines to the console. */
export class Output {
  #decoder = new TextDecoder();
  #line = ''; // not yet on the console
  #single = []; // bytes
  #sink;

  constructor(given, stream, log) {
    this.#sink = given ?? (isNode
      ? text => process[stream].write(text)
      : text => {
        const lines = (this.#line + text).split('\n');
        this.#line = lines.pop();
        lines.forEach(line => log(line));
      });
  }

  bytes(bytes) {
    this.text(this.#decoder.decode(bytes, {stream: true}));
  }

  /* emcc's file system gives them one by one. */
  byte = byte => {
    this.#single.push(byte);
    if (byte == 10) this.flush();
  };

  flush() {
    if (this.#single.length > 0)
      this.bytes(Uint8Array.from(this.#single.splice(0)));
  }

  text(text) {
    if (text == '') return;
    try {
      this.#sink(text);
    } catch (error) {
      // The program, whose call this is, has nothing to do with it.
      queueMicrotask(() => { throw error; });
    }
  }

  end() {
    this.flush();
    this.text(this.#decoder.decode());
    if (this.#line) this.text('\n');
  }
}

/* A function that gives {value, done}, with chunks of text or bytes. */
function chunksOf(source) {
  if (typeof source == 'string' || source instanceof Uint8Array)
    source = [source];
  const reader = source.getReader?.();
  if (reader) return () => reader.read();
  const chunks = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]();
  return () => chunks.next();
}

const WAIT = -1; // as in host.c
const FAILED = -2;

/* Standard input, read only as far as the program asks for it. */
export class Input {
  #source; // once it is needed
  #next;
  #bytes = new Uint8Array();
  #end; // WAIT, or what read gives when there are no bytes left
  #reading = false;
  #ready;

  constructor(given, ready) {
    if (given !== undefined) this.#source = () => given;
    else if (isNode) this.#source = () => process.stdin;
    this.#end = this.#source ? WAIT : 0;
    this.#ready = ready;
  }

  /* Bytes, 0 at the end, WAIT or FAILED. */
  read(size) {
    if (this.#bytes.length == 0) return this.#end;
    const bytes = this.#bytes.subarray(0, size);
    this.#bytes = this.#bytes.subarray(size);
    return bytes;
  }

  /* 1: read will give something, 0: ready will be called then, FAILED. */
  watch() {
    if (!this.#source) return FAILED;
    if (this.#bytes.length > 0 || this.#end != WAIT) return 1;
    if (typeof this.#source == 'function') {
      this.#source = this.#source();
      this.#next = chunksOf(this.#source);
    }
    if (!this.#reading) this.#read();
    return 0;
  }

  /* What is still to come is not to keep Node alive. */
  end() {
    if (typeof this.#source == 'object') this.#source.unref?.();
  }

  async #read() {
    this.#reading = true;
    try {
      let chunk;
      do chunk = await this.#next(); while (!chunk.done && !chunk.value.length);
      if (chunk.done) this.#end = 0;
      else this.#bytes = typeof chunk.value == 'string'
        ? new TextEncoder().encode(chunk.value) : chunk.value;
    } catch {
      this.#end = FAILED;
    }
    this.#reading = false;
    this.#ready();
  }
}
