// SPDX-License-Identifier: MIT
// Memory of a program, wherever it is: `ranges` says what there is, `read` reads it.
import {closeSync, existsSync, openSync, readFileSync, readSync, statSync} from 'node:fs';

import {memoryOf} from './show.mjs';

function unreadable(address) {
  return new Error(`nothing can be read at 0x${address.toString(16)}`);
}

/* ---- a process ---- */

function openProcess(pid) {
  let maps, file;
  try {
    maps = readFileSync(`/proc/${pid}/maps`, 'utf8');
    file = openSync(`/proc/${pid}/mem`, 'r');
  } catch (error) {
    throw new Error(error.code === 'ENOENT' ? `there is no process ${pid}`
      : `process ${pid} cannot be read (${error.code}): it is to be one's own, and ` +
        'ptrace_scope is to allow it, or one is root', {cause: error});
  }
  const ranges = maps.split('\n').flatMap(line => {
    const [, from, to, rights, name] =
      /^(\w+)-(\w+) (\S+) \S+ \S+ \S+\s*(.*)$/.exec(line) ?? [];
    return from && rights[0] === 'r' && !/^\[v(var|syscall|dso)/.test(name)
      ? [{start: Number(`0x${from}`), end: Number(`0x${to}`),
        writable: rights[1] === 'w'}] : [];
  });
  return {
    ranges,
    read(address, size) {
      const bytes = Buffer.alloc(size);
      try {
        if (readSync(file, bytes, 0, size, address) === size) return bytes;
      } catch {}
      throw unreadable(address);
    },
    close: () => closeSync(file),
  };
}

/* ---- bytes in a file ---- */

/* Parts of a buffer that belong to addresses: [{start, end, at, bytes, writable}]. What a
 * file that was cut off has of them. */
function ofParts(all) {
  const parts = all.map(part => ({...part,
    end: Math.min(part.end, part.start + Math.max(0, part.bytes.length - part.at))}));
  return {
    ranges: parts,
    read(address, size) {
      const part = parts.find(({start, end}) =>
        address >= start && address + size <= end);
      if (!part) throw unreadable(address);
      const at = part.at + address - part.start;
      return part.bytes.subarray(at, at + size);
    },
  };
}

const upToFour = n => Math.ceil(n / 4) * 4;

const isFile = name => statSync(name, {throwIfNoEntry: false})?.isFile() ?? false;

/* What a core file leaves out lies in the files that were mapped, if they are there. */
function mappedFiles(bytes, offset, size) {
  const parts = [];
  for (let at = offset; at + 12 <= offset + size;) {
    const nameSize = bytes.readUInt32LE(at), descSize = bytes.readUInt32LE(at + 4);
    const type = bytes.readUInt32LE(at + 8);
    const desc = at + 12 + upToFour(nameSize);
    if (type === 0x46494c45) {
      const count = Number(bytes.readBigUInt64LE(desc));
      const page = Number(bytes.readBigUInt64LE(desc + 8));
      const names = bytes.toString('utf8', desc + 16 + 24 * count, desc + descSize)
        .split('\0');
      for (let i = 0; i < count; i++) {
        const [start, end, pages] = [0, 8, 16].map(field =>
          Number(bytes.readBigUInt64LE(desc + 16 + 24 * i + field)));
        parts.push({start, end, file: names[i], at: pages * page});
      }
    }
    at = desc + upToFour(descSize);
  }
  const files = new Map(parts.map(({file}) => [file, undefined]));
  for (const name of files.keys()) if (isFile(name)) files.set(name, readFileSync(name));
  return parts.filter(({file}) => files.get(file))
    .map(part => ({...part, bytes: files.get(part.file), writable: false}));
}

function openCore(bytes) {
  if (bytes[4] !== 2 || bytes[5] !== 1)
    throw new Error('this core file is not of a little-endian 64-bit system');
  if (bytes.readUInt16LE(16) !== 4)
    throw new Error('this is an ELF file, but no core file: name a process, or its core');
  const table = Number(bytes.readBigUInt64LE(32));
  const [each, count] = [bytes.readUInt16LE(54), bytes.readUInt16LE(56)];
  const parts = [], files = [];
  for (let i = 0; i < count; i++) {
    const at = table + i * each;
    const type = bytes.readUInt32LE(at);
    const [offset, start, size] = [8, 16, 32].map(field =>
      Number(bytes.readBigUInt64LE(at + field)));
    if (type === 1 && size > 0)
      parts.push({start, end: start + size, at: offset, bytes,
        writable: (bytes.readUInt32LE(at + 4) & 2) !== 0});
    else if (type === 4)
      files.push(...mappedFiles(bytes, offset, size));
  }
  return ofParts([...parts, ...files]);
}

/* ---- WebAssembly ---- */

/* Those that follow each other are one. */
function joined(parts) {
  const ranges = [];
  for (const {start, end} of parts.sort((a, b) => a.start - b.start)) {
    const last = ranges.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({start, end, writable: true});
  }
  return ranges;
}

/* A module that has a memory as its data, as wasmtime's core dumps do. */
function openModule(bytes) {
  let at = 8;
  const number = () => {
    let value = 0, shift = 1, byte;
    do {
      byte = bytes.readUInt8(at++);
      value += (byte & 127) * shift;
      shift *= 128;
    } while (byte & 128);
    return value;
  };
  const parts = [];
  while (at < bytes.length) {
    const section = bytes[at++], end = number() + at;
    if (section === 11) {
      for (let left = number(); left > 0; left--) {
        const kind = number();
        if (kind === 2) number();
        let start = 0;
        if (kind !== 1) {
          at++; // i32.const, and an address that may look negative
          const from = at;
          start = number();
          const bits = 7 * (at - from);
          if (bytes[at - 1] & 64 && bits < 35) start += 2 ** 32 - 2 ** bits;
          start %= 2 ** 32;
          at++; // end
        }
        const size = number();
        if (at + size > bytes.length) throw new RangeError('cut off');
        if (kind !== 1) parts.push({start, end: start + size, at, writable: true});
        at += size;
      }
    }
    at = end;
  }
  // What lies in several is read as one.
  const whole = Buffer.alloc(parts.reduce((most, {end}) => Math.max(most, end), 0));
  for (const {start, at, end} of parts) bytes.copy(whole, start, at, at + end - start);
  return {...memoryOf(whole), ranges: joined(parts)};
}

/* A process by its number, a file by its name, or the bytes of a memory. */
export function openMemory(target) {
  if (typeof target !== 'string') return memoryOf(target);
  if (/^\d+$/.test(target)) return openProcess(Number(target));
  if (!existsSync(target)) throw new Error(`there is no file ${target}`);
  const bytes = readFileSync(target);
  const head = bytes.toString('latin1', 0, 4);
  try {
    return head === '\x7fELF' ? openCore(bytes)
      : head === '\0asm' ? openModule(bytes) : memoryOf(bytes);
  } catch (error) {
    throw error instanceof RangeError
      ? new Error(`${target} is cut off, or damaged`, {cause: error}) : error;
  }
}
