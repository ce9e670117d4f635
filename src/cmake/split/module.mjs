// SPDX-License-Identifier: MIT
// A module: its sections, and of those that matter here what is in them.  What
// nobody changes is written as it was read.
import {Reader, Unknown, Writer} from './bytes.mjs';
import {op} from './opcodes.mjs';

const HEAD = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const CUSTOM = 0, TYPES = 1, IMPORTS = 2, FUNCTIONS = 3, GLOBALS = 6,
  EXPORTS = 7, CODE = 10, TAGS = 13;
const FUNCTION = 0, TABLE = 1, MEMORY = 2, GLOBAL = 3, TAG = 4;
const NAMES = {functions: 1, labels: 3};

export const value = {i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b};

function limits(reader) {
  const flags = reader.byte();
  reader.leb();
  if (flags & 1) reader.leb();
  if (flags & 8) reader.leb();
}

function valueType(reader) {
  const byte = reader.byte();
  if (byte === 0x63 || byte === 0x64) return [byte, reader.s33()];
  return byte;
}

function readType(reader) {
  if (reader.byte() !== 0x60) throw new Unknown('a type that is no function\'s');
  return {params: reader.list(valueType), results: reader.list(valueType)};
}

function readImport(reader) {
  reader.name();
  reader.name();
  const kind = reader.byte();
  switch (kind) {
    case FUNCTION: return {kind, type: reader.u32()};
    case TABLE: valueType(reader); limits(reader); break;
    case MEMORY: limits(reader); break;
    case GLOBAL: valueType(reader); reader.byte(); break;
    case TAG: reader.byte(); return {kind, type: reader.u32()};
    default: throw new Unknown(`an import of kind ${kind}`);
  }
  return {kind};
}

function readExport(reader) {
  return {name: reader.name(), kind: reader.byte(), index: reader.u32()};
}

/* A function's locals, in groups as they are written. */
function readBody(reader) {
  const part = reader.part();
  const start = part.at;
  const groups = part.list(each => ({count: each.u32(), type: valueType(each)}));
  const code = part.bytes.subarray(part.at, part.end);
  return {groups, code, whole: part.bytes.subarray(start, part.end)};
}

export class Module {
  constructor(bytes) {
    const reader = new Reader(bytes);
    if (HEAD.some(byte => reader.byte() !== byte))
      throw new Unknown('it is no WebAssembly module of version 1');
    this.sections = [];
    while (!reader.done) {
      const id = reader.byte();
      const part = reader.part();
      const name = id === CUSTOM ? part.name() : undefined;
      this.sections.push({id, name, bytes: part.bytes.subarray(part.at, part.end)});
    }
    const list = (id, read) => {
      const section = this.section(id);
      return section ? new Reader(section.bytes).list(read) : [];
    };
    this.types = list(TYPES, readType);
    const imports = list(IMPORTS, readImport);
    const imported = kind => imports.filter(each => each.kind === kind);
    this.imported = imported(FUNCTION).length;
    /* Of each function, and of each tag, its type. */
    this.functions = [...imported(FUNCTION).map(({type}) => type),
      ...list(FUNCTIONS, each => each.u32())];
    this.tags = [...imported(TAG).map(({type}) => type),
      ...list(TAGS, each => (each.byte(), each.u32()))];
    const globals = this.section(GLOBALS);
    this.globals = imported(GLOBAL).length +
      (globals ? new Reader(globals.bytes).u32() : 0);
    this.moreGlobals = [];
    this.exports = list(EXPORTS, readExport);
    this.bodies = list(CODE, readBody);
    this.names = this.readNames();
  }

  section(id, name) {
    return this.sections.find(each => each.id === id && each.name === name);
  }

  readNames() {
    const names = new Map();
    const section = this.section(CUSTOM, 'name');
    if (!section) return names;
    const reader = new Reader(section.bytes);
    while (!reader.done) {
      const kind = reader.byte();
      const part = reader.part();
      if (kind === NAMES.functions)
        part.list(each => names.set(each.u32(), each.name()));
    }
    return names;
  }

  typeOf(index) {
    return this.types[this.functions[index]];
  }

  nameOf(index) {
    return this.names.get(index) ?? `function ${index}`;
  }

  /* The index of the function that is exported so, or of the global. */
  exported(name, kind = FUNCTION) {
    const found = this.exports.find(each =>
      each.name === name && each.kind === kind);
    return found?.index;
  }

  exportedGlobal(name) {
    return this.exported(name, GLOBAL);
  }

  bodyOf(index) {
    return this.bodies[index - this.imported];
  }

  /* A function behind all that are there, so that each keeps its index. */
  addFunction(name, type, body) {
    const index = this.functions.push(type) - 1;
    this.bodies.push(body);
    if (this.names.size > 0) this.names.set(index, name);
    return index;
  }

  /* A variable of integers, zero at first. */
  addGlobal(type) {
    this.moreGlobals.push(type);
    return this.globals++;
  }

  /* Leaves out what no engine looks at. */
  drop(name) {
    this.sections = this.sections.filter(each => each.name !== name);
  }

  replaced(id, bytes) {
    switch (id) {
      case FUNCTIONS: return this.writeFunctions();
      case GLOBALS: return this.writeGlobals(bytes);
      case CODE: return this.writeCode();
      default: return bytes;
    }
  }

  writeFunctions() {
    const own = this.functions.slice(this.imported);
    const writer = new Writer().u32(own.length);
    own.forEach(type => writer.u32(type));
    return writer.bytes;
  }

  writeGlobals(bytes) {
    const reader = new Reader(bytes);
    const writer = new Writer().u32(reader.u32() + this.moreGlobals.length);
    writer.raw(bytes.subarray(reader.at));
    for (const type of this.moreGlobals)
      writer.byte(type).byte(1).byte(type === value.i32 ? op.i32Const : op.i64Const)
        .byte(0).byte(op.end);
    return writer.bytes;
  }

  writeCode() {
    const writer = new Writer().u32(this.bodies.length);
    for (const {whole, groups, code} of this.bodies) {
      if (whole) {
        writer.part(whole);
        continue;
      }
      const body = new Writer().u32(groups.length);
      for (const {count, type} of groups) {
        body.u32(count);
        if (Array.isArray(type)) body.byte(type[0]).s33(type[1]);
        else body.byte(type);
      }
      writer.part(body.raw(code).bytes);
    }
    return writer.bytes;
  }

  /* Labels have no names any more: they are counted through a function. */
  writeNames(bytes) {
    const reader = new Reader(bytes);
    const writer = new Writer();
    while (!reader.done) {
      const kind = reader.byte();
      const part = reader.part();
      if (kind === NAMES.labels) continue;
      writer.byte(kind);
      if (kind === NAMES.functions) {
        const list = new Writer().u32(this.names.size);
        for (const [index, name] of this.names) list.u32(index).name(name);
        writer.part(list.bytes);
      } else {
        writer.part(part.bytes.subarray(part.at, part.end));
      }
    }
    return writer.bytes;
  }

  /* For tools that ask the module what it is made of. */
  writeFeatures(bytes, feature) {
    const features = new Reader(bytes).list(each => [each.byte(), each.name()]);
    if (!features.some(([, name]) => name === feature))
      features.push([0x2b, feature]);
    const writer = new Writer().u32(features.length);
    for (const [sign, name] of features) writer.byte(sign).name(name);
    return writer.bytes;
  }

  write({feature} = {}) {
    const writer = new Writer().raw(HEAD);
    const changed = this.bodies.some(({whole}) => !whole);
    for (const {id, name, bytes} of this.sections) {
      let inside = bytes;
      if (id !== CUSTOM) inside = this.replaced(id, bytes);
      else if (name === 'name' && changed) inside = this.writeNames(bytes);
      else if (name === 'target_features' && feature)
        inside = this.writeFeatures(bytes, feature);
      const part = new Writer();
      if (id === CUSTOM) part.name(name);
      writer.byte(id).part(part.raw(inside).bytes);
    }
    return writer.bytes;
  }
}
