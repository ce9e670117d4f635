// SPDX-License-Identifier: MIT
// What the Asyncify pass has made of a function:
//
//   if (state == rewinding)  take the frame, which has the saved locals
//   call = block unwind {
//     if (state == rewinding)  take the number of the call that was left
//     ... the code, in which behind each call that may suspend
//         br_if unwind (number of the call) (state == unwinding)
//   }
//   push call; push the frame
//
// A frame is in memory where the pass's data points; *data is its end.
import {isConstant, isGlobal} from './nodes.mjs';
import {op} from './opcodes.mjs';
import {walk} from './tree.mjs';

export const NORMAL = 0, UNWINDING = 1, REWINDING = 2;

/* The pass's two globals, by what it exports; undefined: it was not there. */
export function findPass(module) {
  const exported = name => {
    const index = module.exported(name);
    return index === undefined ? undefined : module.bodyOf(index)?.code;
  };
  const state = exported('asyncify_get_state');
  const start = exported('asyncify_start_unwind');
  if (!state || !start) return undefined;
  const global = (code, at, opcode) => {
    let number = 0, scale = 1, byte;
    if (code[at++] !== opcode) return undefined;
    do {
      byte = code[at++];
      number += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return {number, at};
  };
  const reads = global(state, 0, op.globalGet);
  // i32.const 1, global.set state, local.get 0, global.set data
  const sets = global(start, 2, op.globalSet);
  const data = sets && global(start, sets.at + 2, op.globalSet);
  if (!reads || !data || sets.number !== reads.number) return undefined;
  return {state: reads.number, data: data.number,
    own: new Set(module.exports.filter(({name}) => /^asyncify_/.test(name))
      .map(({index}) => index))};
}

const LOADS = new Map([[op.i32Load, op.i32Store], [op.i64Load, op.i64Store],
  [op.f32Load, op.f32Store], [op.f64Load, op.f64Store],
  [op.v128Load, op.v128Store]]);
const STORES = new Set(LOADS.values());
/* The load that is to a store. */
export const loads = new Map([...LOADS].map(([load, store]) => [store, load]));

export const isTop = (of, data) => of.op === op.i32Load && of.imm.offset === 0 &&
  isGlobal(of.args[0], data);

/* *data += size, or -=: the size; undefined: it is something else. */
function bump(of, data, code) {
  if (of.op !== op.i32Store || of.imm.offset !== 0 ||
      !isGlobal(of.args[0], data)) return undefined;
  const [, to] = of.args;
  if (to.op !== code || !isTop(to.args[0], data) ||
      to.args[1].op !== op.i32Const) return undefined;
  return to.args[1].imm;
}

/* Where the frame begins: *data, or a local that it was put into. */
function frameAddress(of, data, temporary) {
  if (isTop(of, data)) return {};
  if (of.op === op.localTee && isTop(of.args[0], data))
    return {temporary: of.imm};
  return of.op === op.localGet && of.imm === temporary ? {temporary} : undefined;
}

/* What is stored behind the code: {size, slots}; undefined: not known. */
function readSaves(list, data) {
  const slots = [];
  let temporary, pushed = false, size = 0;
  for (const each of list) {
    const by = bump(each, data, op.i32Add);
    if (by !== undefined && !pushed) {
      if (by !== 4) return undefined;
      pushed = true;
    } else if (by !== undefined) {
      if (size > 0) return undefined;
      size = by;
    } else if (each.op === op.localSet && isTop(each.args[0], data)) {
      temporary = each.imm;
    } else if (STORES.has(each.op) && pushed && size === 0) {
      const address = frameAddress(each.args[0], data, temporary);
      if (!address || each.args[1].op !== op.localGet) return undefined;
      ({temporary} = address);
      slots.push({store: each.op, imm: each.imm, local: each.args[1].imm});
    } else {
      return undefined;
    }
  }
  const saved = new Set(slots.map(({local}) => local));
  return pushed && size > 0 === slots.length > 0 && saved.size === slots.length &&
    !saved.has(temporary) ? {size, slots} : undefined;
}

/* Whether the frame is read where it is written: {size, slots} of its own. */
function readRestores(list, data) {
  const slots = [];
  let temporary, size;
  for (const each of list) {
    const by = bump(each, data, op.i32Sub);
    if (by !== undefined) {
      if (size !== undefined) return undefined;
      size = by;
      continue;
    }
    if (each.op !== op.localSet) return undefined;
    const [from] = each.args;
    if (isTop(from, data)) {
      temporary = each.imm;
      continue;
    }
    const address = LOADS.has(from.op) &&
      frameAddress(from.args[0], data, temporary);
    if (!address) return undefined;
    ({temporary} = address);
    slots.push({store: LOADS.get(from.op), imm: from.imm, local: each.imm});
  }
  return {size: size ?? 0, slots};
}

const same = (a, b) => a.size === b.size && a.slots.length === b.slots.length &&
  a.slots.every(slot => b.slots.some(other => slot.store === other.store &&
    slot.local === other.local && slot.imm.offset === other.imm.offset));

/*
 * The parts of a function that the pass has made: {at, call, unwind, size,
 * slots, result}.  `at` is where in the list `call = block` stands.  Undefined
 * when they are not as above.
 */
export function readFrame(root, {state, data}) {
  const list = root.body;
  const at = list.findIndex(each => each.op === op.localSet &&
    each.args[0].op === op.block && each.args[0].leaves === 1);
  if (at < 0) return undefined;
  const call = list[at].imm;
  const push = list[at + 1];
  if (push?.op !== op.i32Store || push.imm.offset !== 0 ||
      !isTop(push.args[0], data) || push.args[1].op !== op.localGet ||
      push.args[1].imm !== call) return undefined;
  const end = list.length - (root.leaves ? 1 : 0);
  const result = list[end];
  if (result && result.args.length > 0) return undefined;
  const saves = readSaves(list.slice(at + 2, end), data);
  if (!saves) return undefined;
  const restore = list.slice(0, at).find(each => each.op === op.if &&
    each.args[0].op === op.i32Eq && isGlobal(each.args[0].args[0], state) &&
    isConstant(each.args[0].args[1], REWINDING));
  // Of what only rewinds it is all there is before.
  const restores = readRestores(restore?.body ?? list.slice(0, at), data);
  if (!restores || !same(saves, restores)) return undefined;
  return {at, call, unwind: list[at].args[0], result, ...saves};
}

const isUnwinding = (of, state) => of.op === op.i32Eq &&
  isGlobal(of.args[0], state) && isConstant(of.args[1], UNWINDING);

/* A look behind a call: its br_if, and what number it leaves with. */
export function readLook(statement, unwind, state) {
  const leaves = statement.op === op.drop ? statement.args[0] : undefined;
  if (leaves?.op !== op.brIf || leaves.to !== unwind ||
      leaves.args[0].op !== op.i32Const || !isUnwinding(leaves.args[1], state))
    return undefined;
  return {number: leaves.args[0].imm, condition: leaves.args[1]};
}

/* The local that has the number of the call that was left, while rewinding. */
export function readNumberLocal(unwind, {data}) {
  for (const each of walk(unwind.body)) {
    if ((each.op === op.localSet || each.op === op.localTee) &&
        each.args[0].op === op.i32Load && each.args[0].imm.offset === 0 &&
        isTop(each.args[0].args[0], data)) return each.imm;
  }
  return undefined;
}

/*
 * The number of a call, of `if (state == normal || number == n)` around it and its
 * look: at the beginning of this the way back into the call arrives.
 */
export function readGuard(each, unwind, numberLocal, {state, data}) {
  if (each.op !== op.if || each.args[0].op !== op.i32Or) return undefined;
  const [normal, number] = each.args[0].args;
  if (normal.op !== op.i32Eqz || !isGlobal(normal.args[0], state)) return undefined;
  const [of, n] = number.args;
  const takes = of?.op === op.if ? of.body.at(-1) : undefined;
  const isNumber = of?.op === op.localGet && of.imm === numberLocal ||
    takes?.op === op.i32Load && isTop(takes.args[0], data) ||
    takes?.op === op.localTee && takes.imm === numberLocal;
  if (!isNumber) return undefined;
  const wanted = number.op === op.i32Eqz ? 0
    : number.op === op.i32Eq && n.op === op.i32Const ? n.imm : undefined;
  const looks = each.body.filter(of => readLook(of, unwind, state));
  return looks.length === 1 &&
    readLook(looks[0], unwind, state).number === wanted ? wanted : undefined;
}
