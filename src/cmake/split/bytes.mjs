// SPDX-License-Identifier: MIT
// Bytes of a WebAssembly module, read and written.

/* What this reader does not know, or what is not as it has to be. */
export class Unknown extends Error {}

export class Reader {
  constructor(bytes, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get done() {
    return this.at >= this.end;
  }

  byte() {
    if (this.at >= this.end) throw new Unknown('it ends too early');
    return this.bytes[this.at++];
  }

  take(length) {
    if (length > this.end - this.at) throw new Unknown('it ends too early');
    const part = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return part;
  }

  /* The bytes since then, as they are. */
  since(start) {
    return this.bytes.subarray(start, this.at);
  }

  u32() {
    let value = 0, scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) break;
      scale *= 128;
    }
    if (value > 0xffffffff) throw new Unknown('a number of more than 32 bits');
    return value;
  }

  /* Of up to 33 bits. */
  s33() {
    let value = 0, scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      scale *= 128;
      if (byte >= 128) continue;
      return byte & 64 ? value - scale : value;
    }
  }

  /* A number of any size that is of no interest: its bytes. */
  leb() {
    const start = this.at;
    while (this.byte() >= 128) /* on */;
    return this.since(start);
  }

  name() {
    return new TextDecoder().decode(this.take(this.u32()));
  }

  /* A part with its length before it, to be read by itself. */
  part() {
    const length = this.u32();
    const start = this.at;
    this.take(length);
    return new Reader(this.bytes, start, this.at);
  }

  list(read) {
    const all = [];
    for (let left = this.u32(); left > 0; left--) all.push(read(this));
    return all;
  }
}

export class Writer {
  constructor() {
    this.room = new Uint8Array(256);
    this.length = 0;
  }

  get bytes() {
    return this.room.subarray(0, this.length);
  }

  grow(more) {
    if (this.length + more <= this.room.length) return;
    const larger = new Uint8Array(2 * (this.length + more));
    larger.set(this.bytes);
    this.room = larger;
  }

  byte(value) {
    this.grow(1);
    this.room[this.length++] = value;
    return this;
  }

  raw(bytes) {
    this.grow(bytes.length);
    this.room.set(bytes, this.length);
    this.length += bytes.length;
    return this;
  }

  u32(value) {
    while (value > 127) {
      this.byte(value % 128 + 128);
      value = Math.floor(value / 128);
    }
    return this.byte(value);
  }

  s33(value) {
    for (;;) {
      const low = ((value % 128) + 128) % 128;
      value = Math.floor(value / 128);
      if (value === (low & 64 ? -1 : 0)) return this.byte(low);
      this.byte(low + 128);
    }
  }

  name(text) {
    return this.part(new TextEncoder().encode(text));
  }

  part(bytes) {
    return this.u32(bytes.length).raw(bytes);
  }
}
