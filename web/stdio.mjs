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
