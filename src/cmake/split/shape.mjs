// SPDX-License-Identifier: MIT
// Brings what an optimiser has made of the pass's code back into the shapes that
// doors know: a call whose guard is not found, or that is not what its statement
// computes first, would have the whole function doubled.
import {REWINDING} from './frame.mjs';
import {get, isConstant, isGlobal, isPure, isZero, set, when} from './nodes.mjs';
import {value} from './module.mjs';
import {op} from './opcodes.mjs';
import {eachList, walk} from './tree.mjs';

const calls = of => walk([of])
  .some(each => each.op === op.call || each.op === op.callIndirect);

/* Whether it holds on the way back, whatever else it asks. */
const holdsThere = (of, state) => of.op === op.i32Or &&
  of.args[1].op === op.i32Eq && isGlobal(of.args[1].args[0], state) &&
  isConstant(of.args[1].args[1], REWINDING) ||
  of.op === op.select && isGlobal(of.args[0], state) && isConstant(of.args[1], 1);

/* if (a && guard) is if (a) { if (guard). */
function nest(each, state) {
  const [both] = each.args;
  if (both.op !== op.select || !isConstant(both.args[1], 0) || each.other) return;
  const [first, , guard] = both.args;
  if (!holdsThere(first, state)) return;
  each.args = [first];
  each.body = [when(guard, each.body)];
}

/* Of two of which one is taken, the one that waits is computed first. */
function swap(each, state) {
  const [plain, waits, which] = each.args;
  if (!isPure(plain, state) || !calls(waits)) return;
  const reads = new Set(walk([plain]).map(of => of.op === op.localGet && of.imm));
  const sets = walk([waits]).some(of =>
    (of.op === op.localSet || of.op === op.localTee) && reads.has(of.imm));
  if (!sets) each.args = [waits, plain, isZero(which)];
}

export function straighten(root, locals, {state}) {
  for (const each of walk(root.body)) {
    if (each.op === op.if) nest(each, state);
    else if (each.op === op.select) swap(each, state);
  }
  // A wait in a condition comes before it.
  eachList(root.body, list => {
    for (let i = list.length - 1; i >= 0; i--) {
      if (list[i].op !== op.if || !calls(list[i].args[0])) continue;
      const local = locals.push(value.i32) - 1;
      list.splice(i, 0, set(local, list[i].args[0]));
      list[i + 1].args = [get(local)];
    }
  });
}
