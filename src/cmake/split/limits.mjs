// SPDX-License-Identifier: MIT
// Stacks whose ends are checked: a function that lowers the stack pointer looks
// first whether that is below the limit, and calls a function of limits.wat there.
// One comparison with one global; where the pointer goes back nothing looks.
import {Unknown, Writer} from './bytes.mjs';
import {Module, value} from './module.mjs';
import {none, instructions} from './tree.mjs';
import {op} from './opcodes.mjs';

/* What the runtime needs for its own functions. */
const ROOM = 512;

/* Whether the pointer goes back: to what it was before a frame of that size. */
const givesBack = ([constant, sum]) => sum?.op === op.i32Add &&
  constant.op === op.i32Const && constant.imm > 0;

/* Where a function may lower the pointer, and where it asks for room. */
function looks(module, index, {pointer, room, resume}) {
  const found = [];
  let last = [];
  for (const each of instructions(module, index)) {
    const sets = each.op === op.globalSet && each.imm === pointer;
    // A switch sets it to where another stack was left, and that one's limit before.
    const switches = index === resume && last[1]?.op === op.localGet;
    if (sets && !givesBack(last) && !switches ||
        each.op === op.call && each.imm === room)
      found.push(each);
    last = [last.at(-1), each];
  }
  return found;
}

/* The function with a look before each of these. */
function looking({groups, code}, params, places, {pointer, limit, outside}) {
  const local = params + groups.reduce((sum, {count}) => sum + count, 0);
  const writer = new Writer();
  let from = 0;
  for (const {op: what, start, end} of places) {
    writer.raw(code.subarray(from, start));
    from = start;
    if (what === op.globalSet) {
      writer.byte(op.localTee).u32(local)
        .byte(op.globalGet).u32(limit)
        .byte(op.i32LtU)
        .byte(op.if).s33(none)
        .byte(op.localGet).u32(local)
        .byte(op.call).u32(outside)
        .byte(op.unreachable)
        .byte(op.end)
        .byte(op.localGet).u32(local);
    } else {
      writer.byte(op.globalGet).u32(pointer)
        .byte(op.globalGet).u32(limit)
        .byte(op.i32Sub)
        .byte(op.i32Const).s33(ROOM)
        .byte(op.i32LtU)
        .byte(op.if).s33(none)
        .raw(code.subarray(start, end))
        .byte(op.unreachable)
        .byte(op.end);
      from = end;
    }
  }
  return {groups: [...groups, {count: 1, type: value.i32}],
    code: writer.raw(code.subarray(from)).bytes};
}

export function checkStacks(bytes) {
  const module = new Module(bytes);
  const known = {
    pointer: module.exportedGlobal('__stack_pointer'),
    limit: module.exportedGlobal('wio__stack_limit'),
    outside: module.exported('wio__stack_outside'),
    room: module.exported('wio__stack_room'),
  };
  if (Object.values(known).includes(undefined))
    throw new Unknown('limits.wat was not merged.');
  known.resume = [...module.names].find(([, name]) => name === 'wio__coro_resume')?.[0];
  const left = [];
  const counts = {functions: 0, looks: 0};
  for (let index = module.imported; index < module.functions.length; index++) {
    let places;
    try {
      places = looks(module, index, known);
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      left.push({name: module.nameOf(index), why: error.message});
      continue;
    }
    if (places.length === 0) continue;
    counts.functions++;
    counts.looks += places.length;
    module.bodies[index - module.imported] = looking(module.bodyOf(index),
      module.typeOf(index).params.length, places, known);
  }
  return {bytes: module.write(), left, counts};
}
