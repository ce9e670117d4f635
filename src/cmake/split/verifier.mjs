// SPDX-License-Identifier: MIT
// Looks at what came of a split, in the module as it was written, beside what the
// pass had made: a mistake would lose or mix up what functions hold, and nothing
// would tell.
import {Unknown} from './bytes.mjs';
import {isGlobal} from './nodes.mjs';
import {isTop, loads, readFrame} from './frame.mjs';
import {op} from './opcodes.mjs';
import {callsTo, decode, instructions, walk} from './tree.mjs';

const failed = (name, what) => {
  throw new Error(`${name} ${what}. This is a mistake of wasyncio. With SPLIT OFF ` +
    'it is linked without.');
};

const key = (store, offset, local) => `${store} of local ${local} at ${offset}`;
const keysOf = ({slots}) =>
  new Set(slots.map(({store, imm, local}) => key(store, imm.offset, local)));

/* What a function that runs does with frames: the sizes by which it moves their
 * end, what it puts into them, what it takes. */
function uses(root, {data}) {
  const sizes = new Set(), saves = new Set(), takes = new Set();
  const bases = new Set();
  const stores = new Map([...loads].map(([store, load]) => [load, store]));
  const moves = of => of.op === op.i32Add && isTop(of.args[0], data);
  const all = walk(root.body);
  for (const each of all)
    if (each.op === op.localSet && (isTop(each.args[0], data) || moves(each.args[0])))
      bases.add(each.imm);
  const isBase = of => of.op === op.localGet && bases.has(of.imm);
  for (const each of all) {
    if (moves(each)) sizes.add(Math.abs(each.args[1].imm));
    if (loads.has(each.op) && isBase(each.args[0]))
      saves.add(key(each.op, each.imm.offset - 4, each.args[1].imm));
    const [from] = each.args;
    if (each.op === op.localSet && stores.has(from.op) && isBase(from.args[0]))
      takes.add(key(stores.get(from.op), from.imm.offset - 4, each.imm));
  }
  return {sizes, saves, takes};
}

/* The frame of a function that rewinds, which may be in a block of its own. */
function rewindersFrame(root, pass) {
  const [out] = root.body;
  const body = out.op === op.block && out.body.at(-1)?.op === op.return
    ? out.body : root.body;
  const last = body.at(-1);
  return readFrame(last.op !== op.return ? root
    : {...root, body: [...body.slice(0, -1), ...last.args]}, pass);
}

/* before and after: the module; {name, rw, on}: the indices of a function's parts. */
export function verifySplit(before, after, pass, {name, rw, on}) {
  const fail = what => failed(before.nameOf(name), `was split wrongly: ${what}`);
  const frame = readFrame(decode(before, name).root, pass);
  const known = keysOf(frame);
  const running = index => {
    const {root} = decode(after, index);
    const {sizes, saves, takes} = uses(root, pass);
    for (const size of sizes)
      if (size !== frame.size + 4) fail(`a frame of ${size} bytes, not ${frame.size + 4}`);
    for (const slot of [...saves, ...takes])
      if (!known.has(slot)) fail(`no frame has the ${slot}`);
    for (const slot of takes)
      if (!saves.has(slot)) fail(`nothing saves the ${slot}`);
    return {root, saves};
  };
  const {root, saves} = running(name);
  if (!walk(root.body).some(each => each.op === op.if &&
      isGlobal(each.args[0], pass.state))) fail('it does not look at the state');
  if (rw === undefined) return;
  if (!callsTo(root, rw)) fail('it does not leave for what rewinds it');
  const rewinds = decode(after, rw).root;
  for (const part of [rw, on ?? []].flat())
    if (after.functions[name] !== after.functions[part])
      fail('one of its parts has another type');
  const theirs = rewindersFrame(rewinds, pass);
  const same = theirs && theirs.size === frame.size &&
    [...keysOf(theirs)].sort().join() === [...known].sort().join();
  if (!same) fail('what rewinds it has another frame');
  if (on === undefined) return;
  if (!callsTo(rewinds, on)) fail('what rewinds it does not leave for what goes on');
  // What only stands before its loop it does not save.
  for (const slot of running(on).saves)
    if (!saves.has(slot)) fail(`only what goes on saves the ${slot}`);
}

const REWINDS = /\$rw$/;
const isPart = name => /\$(rw|on)$/.test(name);

/* Of each function the names of those that it calls and that rewind, or go on. */
function edges(module) {
  const all = new Map();
  for (let index = module.imported; index < module.functions.length; index++) {
    const name = module.nameOf(index);
    const called = new Set();
    all.set(name, called);
    try {
      for (const {op: code, imm} of instructions(module, index)) {
        if (code !== op.call && code !== op.returnCall) continue;
        const to = module.nameOf(imm);
        if (isPart(to)) called.add(to);
      }
    } catch (error) {
      // It was not split either.
      if (!(error instanceof Unknown)) throw error;
    }
  }
  return all;
}

/* The program after the last optimiser: no part of a function is in another, and each
 * still leads to where it did. */
export function verifyProgram(before, after) {
  const edgesBefore = edges(before);
  const edgesAfter = edges(after);
  for (const [name, called] of edgesAfter)
    if (REWINDS.test(name) && [...called].some(to => REWINDS.test(to)))
      failed(name, 'has what runs in it: an optimiser put that there');
  for (const [name, called] of edgesBefore) {
    // An optimiser may drop a function, or make one of two that are equal.
    const now = edgesAfter.get(name);
    if (!now) continue;
    const leaves = [...now].some(to => REWINDS.test(to));
    if (REWINDS.test(name) ? called.size > now.size
      : called.size > 0 && !leaves)
      failed(name, `does not lead to its other part any more, ${[...called]}`);
  }
}
