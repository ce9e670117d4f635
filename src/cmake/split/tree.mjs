// SPDX-License-Identifier: MIT
// A function's code as a tree of nodes, as Binaryen writes it: each instruction
// has behind it, in `args`, those that compute its operands.
//
//   {op, args, imm}                 imm: an index, a number, raw bytes
//   {op, args, type, body}          block, loop
//   {op, args, type, body, other}   if; other is undefined without an else
//   {op, args, type, body, catches, to}   try; catches of {tag, body}
//   {op, args, body}                sequence: no instruction, but what is in it
//   {op, args, to}                  br, br_if, br_table (a list): the node that
//                                   is left, or of a loop begun anew
import {Reader, Unknown, Writer} from './bytes.mjs';
import {op, plain} from './opcodes.mjs';

const EMPTY = -64;
const CONTROL = new Set([op.block, op.loop, op.if, op.try]);
const LEAVES = new Set([op.unreachable, op.br, op.brTable, op.return, op.throw,
  op.rethrow, op.returnCall]);

export const none = EMPTY;
export const isControl = node => CONTROL.has(node.op);

class Decoder {
  constructor(module, index) {
    this.module = module;
    this.type = module.typeOf(index);
    const {groups, code} = module.bodyOf(index);
    this.reader = new Reader(code);
    this.locals = [...this.type.params];
    for (const {count, type} of groups)
      for (let i = 0; i < count; i++) this.locals.push(type);
    this.open = [];
    this.count = 0;
    if (this.type.results.length > 1) throw new Unknown('several results');
  }

  results(blockType) {
    if (blockType === EMPTY) return 0;
    if (blockType >= 0) throw new Unknown('a block with a type of its own');
    if (blockType < -0x11) throw new Unknown('a block with a reference');
    return 1;
  }

  /* Where label number n leads to, from here. */
  label(n) {
    const at = this.open.length - 1 - n;
    if (at < 0) throw new Unknown('a label that is not there');
    return this.open[at].node;
  }

  /* How many values go there with a branch. */
  carried(node) {
    if (node.op === op.loop) return 0;
    return node.root ? this.type.results.length : this.results(node.type);
  }

  /* The last n values, which make up the last n nodes. */
  operands(n) {
    const {list} = this.open.at(-1);
    const args = [];
    while (args.length < n) {
      // What leaves nothing may stand beside what leaves a value.
      let from = list.length;
      do from--; while (from >= 0 && !list[from].leaves);
      while (args.length < n - 1 && from > 0 && !list[from - 1].leaves) from--;
      if (from < 0) throw new Unknown('code that is no tree');
      const body = list.splice(from);
      args.unshift(body.length === 1 ? body[0]
        : {op: op.sequence, args: [], leaves: 1, body});
    }
    return args;
  }

  push(code, takes, leaves, more) {
    const args = this.operands(takes);
    const node = {op: code, args, leaves, ...more};
    this.open.at(-1).list.push(node);
    return node;
  }

  begin(node, list) {
    this.open.push({node, list});
    return node;
  }

  /* What is behind an instruction that is left for good is never run. */
  skip() {
    const {reader} = this;
    for (let depth = 0; ;) {
      const start = reader.at;
      const code = this.opcode();
      if (depth === 0 && [op.else, op.end, op.catch, op.catchAll, op.delegate]
        .includes(code)) {
        reader.at = start;
        return;
      }
      if (CONTROL.has(code)) depth++;
      else if (code === op.end || code === op.delegate) depth--;
      this.behind(code);
    }
  }

  opcode() {
    const code = this.reader.byte();
    if (code < 0xfc) return code;
    const number = this.reader.u32();
    if (number > 255) throw new Unknown(`an instruction ${code}, ${number}`);
    return code * 256 + number;
  }

  /* What comes behind an opcode. */
  behind(code) {
    const {reader} = this;
    switch (code) {
      case op.block: case op.loop: case op.if: case op.try:
        return reader.s33();
      case op.br: case op.brIf: case op.call: case op.returnCall: case op.throw:
      case op.rethrow: case op.catch: case op.delegate:
        return reader.u32();
      case op.brTable: return [...reader.list(each => each.u32()), reader.u32()];
      case op.callIndirect: return [reader.u32(), reader.u32()];
      case op.unreachable: case op.return: case op.end: case op.else:
      case op.catchAll: return undefined;
    }
    const known = plain.get(code);
    if (!known) throw new Unknown(`an instruction 0x${code.toString(16)}`);
    switch (known[2]) {
      case '': return undefined;
      case 'index': return reader.u32();
      case 'i32': return reader.s33();
      case 'leb': return reader.leb();
      case 'one': return reader.take(1);
      case 'four': return reader.take(4);
      case 'eight': return reader.take(8);
      case 'sixteen': return reader.take(16);
      case 'types': {
        const start = reader.at;
        reader.list(each => each.byte());
        return reader.since(start);
      }
      case 'two': {
        const start = reader.at;
        reader.leb();
        reader.leb();
        return reader.since(start);
      }
      case 'memory': return this.address();
      case 'lane': return {...this.address(), lane: reader.byte()};
    }
  }

  address() {
    const align = this.reader.u32();
    if (align > 63) throw new Unknown('a second memory');
    return {align, offset: this.reader.u32()};
  }

  decode() {
    const root = {op: op.block, args: [], leaves: this.type.results.length,
      body: [], root: true};
    this.begin(root, root.body);
    while (this.open.length > 0) {
      const code = this.opcode();
      this.instruction(code, this.behind(code));
      const {list} = this.open.at(-1) ?? {};
      if (list?.length && LEAVES.has(list.at(-1).op)) this.skip();
    }
    if (!this.reader.done) throw new Unknown('code behind a function\'s end');
    return root;
  }

  instruction(code, imm) {
    const {open, module} = this;
    switch (code) {
      case op.block: case op.loop: case op.if: case op.try: {
        const node = this.push(code, code === op.if ? 1 : 0, this.results(imm),
          {type: imm, body: [], id: this.count++});
        if (code === op.try) node.catches = [];
        this.begin(node, node.body);
        return;
      }
      case op.else: {
        const {node} = this.finish();
        node.other = [];
        this.begin(node, node.other);
        return;
      }
      case op.catch: case op.catchAll: {
        const {node} = this.finish();
        const clause = {tag: code === op.catch ? imm : undefined, body: []};
        node.catches.push(clause);
        this.begin(node, clause.body);
        const count = code === op.catch
          ? module.types[module.tags[imm]].params.length : 0;
        for (let i = 0; i < count; i++) this.push(op.pop, 0, 1, {});
        return;
      }
      case op.delegate: {
        const {node} = this.finish();
        const at = open.length - 1 - imm;
        node.to = open[at].node;
        return;
      }
      case op.end: this.finish(); return;
      case op.br: {
        const to = this.label(imm);
        this.push(code, this.carried(to), 0, {to});
        return;
      }
      case op.brIf: {
        const to = this.label(imm);
        this.push(code, this.carried(to) + 1, this.carried(to), {to});
        return;
      }
      case op.brTable: {
        const to = imm.map(n => this.label(n));
        this.push(code, this.carried(to.at(-1)) + 1, 0, {to});
        return;
      }
      case op.unreachable: this.push(code, 0, 0, {}); return;
      case op.return: this.push(code, this.type.results.length, 0, {}); return;
      case op.throw:
        this.push(code, module.types[module.tags[imm]].params.length, 0, {imm});
        return;
      case op.rethrow: this.push(code, 0, 0, {to: this.label(imm)}); return;
      case op.call: case op.returnCall: {
        const {params, results} = module.typeOf(imm);
        if (results.length > 1) throw new Unknown('a call with several results');
        this.push(code, params.length,
          code === op.call ? results.length : 0, {imm});
        return;
      }
      case op.callIndirect: {
        const {params, results} = module.types[imm[0]];
        if (results.length > 1) throw new Unknown('a call with several results');
        this.push(code, params.length + 1, results.length, {imm});
        return;
      }
    }
    const [takes, leaves] = plain.get(code);
    this.push(code, takes, leaves, {imm});
  }

  /* The end of a list: it leaves what it promised, or is never reached. */
  finish() {
    const last = this.open.at(-1);
    const {node, list} = last;
    const early = list.length > 0 && LEAVES.has(list.at(-1).op);
    if (node.leaves && !early) list.push(...this.operands(1));
    this.open.pop();
    const values = list.filter((each, i) => each.leaves &&
      !(i === list.length - 1 && node.leaves));
    if (values.length > 0) throw new Unknown('code that is no tree');
    if (node.leaves && !early && !list.at(-1)?.leaves)
      throw new Unknown('code that is no tree');
    return last;
  }
}

/* Exceptions in their standard form, which no tree here has. */
const TRY_TABLE = 0x1f, THROW_REF = 0x0a;

function tryTable(reader) {
  reader.s33();
  return reader.list(each => {
    // With a tag, or for all.
    if (each.byte() < 2) each.u32();
    return each.u32();
  });
}

/* The instructions of a function as they stand: {op, imm, start, end}. */
export function* instructions(module, index) {
  const decoder = new Decoder(module, index);
  const {reader} = decoder;
  while (!reader.done) {
    const start = reader.at;
    const op = decoder.opcode();
    const imm = op === TRY_TABLE ? tryTable(reader)
      : op === THROW_REF ? undefined : decoder.behind(op);
    yield {op, imm, start, end: reader.at};
  }
}

/* The tree of a function, and the types of its locals. */
export function decode(module, index) {
  const decoder = new Decoder(module, index);
  const root = decoder.decode();
  return {root, locals: decoder.locals, type: decoder.type};
}

class Encoder {
  constructor() {
    this.writer = new Writer();
    this.open = [];
  }

  depth(node) {
    const at = this.open.lastIndexOf(node);
    if (at < 0) throw new Error('a label that is not around its branch');
    return this.open.length - 1 - at;
  }

  opcode(code) {
    if (code < 256) this.writer.byte(code);
    else this.writer.byte(code >> 8).u32(code & 255);
  }

  list(list) {
    for (const node of list) this.node(node);
  }

  node(node) {
    const {writer} = this;
    this.list(node.args);
    if (node.op === op.pop) return;
    if (node.op === op.sequence) {
      this.list(node.body);
      return;
    }
    this.opcode(node.op);
    switch (node.op) {
      case op.block: case op.loop: case op.if: case op.try:
        this.control(node);
        return;
      case op.br: case op.brIf: case op.rethrow:
        writer.u32(this.depth(node.to));
        return;
      case op.brTable: {
        writer.u32(node.to.length - 1);
        for (const to of node.to) writer.u32(this.depth(to));
        return;
      }
      case op.callIndirect: writer.u32(node.imm[0]).u32(node.imm[1]); return;
      case op.i32Const: writer.s33(node.imm); return;
    }
    const {imm} = node;
    if (imm === undefined) return;
    if (typeof imm === 'number') writer.u32(imm);
    else if (imm instanceof Uint8Array) writer.raw(imm);
    else {
      writer.u32(imm.align).u32(imm.offset);
      if (imm.lane !== undefined) writer.byte(imm.lane);
    }
  }

  control(node) {
    const {writer} = this;
    writer.s33(node.type);
    this.open.push(node);
    this.list(node.body);
    if (node.other) {
      writer.byte(op.else);
      this.list(node.other);
    }
    for (const {tag, body} of node.catches ?? []) {
      if (tag === undefined) writer.byte(op.catchAll);
      else writer.byte(op.catch).u32(tag);
      this.list(body);
    }
    this.open.pop();
    if (node.op === op.try && node.to)
      writer.byte(op.delegate).u32(this.depth(node.to));
    else writer.byte(op.end);
  }
}

export function encode(root) {
  const encoder = new Encoder();
  encoder.open.push(root);
  encoder.list(root.body);
  encoder.writer.byte(op.end);
  return encoder.writer.bytes;
}

/* Each node of a list, those inside of it too: operands before, bodies behind. */
export function walk(list, all = []) {
  for (const node of list) {
    if (node.args.length > 0) walk(node.args, all);
    all.push(node);
    if (node.body) walk(node.body, all);
    if (node.other) walk(node.other, all);
    for (const clause of node.catches ?? []) walk(clause.body, all);
  }
  return all;
}

/* Whether a function calls the one with this index, by its name or in its own place. */
export const callsTo = (root, index) => walk(root.body).some(each =>
  (each.op === op.call || each.op === op.returnCall) && each.imm === index);

/* All lists of statements, each after those inside of it. */
export function eachList(list, change) {
  for (const each of walk(list)) {
    if (each.body) change(each.body);
    if (each.other) change(each.other);
    for (const {body} of each.catches ?? []) change(body);
  }
  change(list);
}
