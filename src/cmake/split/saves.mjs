// SPDX-License-Identifier: MIT
// What NAME does when a call has come back because the stack is unwound: it
// stores what lives there into the frame that the pass has laid out, and leaves.
import {block, constant, get, getGlobal, leave, node, set, store, sum, when, word,
  zero} from './nodes.mjs';
import {ends} from './fold.mjs';
import {readLook} from './frame.mjs';
import {has} from './liveness.mjs';
import {value} from './module.mjs';
import {op} from './opcodes.mjs';

/* Bytes, about: of one store, of a local made zero, of a branch. */
const STORE = 7, ZERO = 4, BRANCH = 5;

/*
 * The looks that save the same go to one place.  What a place saves that a smaller
 * one saves too it leaves to that one, where it goes on.  Where it is shorter a
 * look makes zero what is dead and goes to a place that saves more.
 */
export function placeLooks(looks, slots) {
  const places = new Map();
  for (const [look, live] of looks) {
    const saved = slots.map(({local}) => local).filter(local => has(live, local));
    const key = saved.join();
    const place = places.get(key) ?? {saved: new Set(saved), looks: []};
    place.looks.push({look, dead: []});
    places.set(key, place);
  }
  const within = (a, b) => a.size < b.size && [...a].every(local => b.has(local));
  const fewest = [...places.values()].sort((a, b) => a.saved.size - b.saved.size);
  const kept = [];
  for (const [i, place] of fewest.entries()) {
    const inner = kept.filter(({saved}) => within(saved, place.saved)).at(-1);
    const outer = fewest.slice(i + 1)
      .find(({saved}) => within(place.saved, saved));
    const own = STORE * (place.saved.size - (inner?.saved.size ?? 0)) + 2 * BRANCH;
    const dead = outer && [...outer.saved].filter(local => !place.saved.has(local));
    if (outer && place.looks.reduce((n, each) =>
      n + ZERO * (dead.length + each.dead.length), 0) < own) {
      for (const each of place.looks)
        outer.looks.push({...each, dead: [...each.dead, ...dead]});
    } else {
      kept.push({...place, inner});
    }
  }
  return kept.reverse();
}

/**
 * In the place of the pass's own saves: root becomes the code, with the looks
 * leaving to where they save, and behind it what they have in common.
 */
export function writeSaves(root, locals, frame, looks, {state, data}, base) {
  const {call, slots, size, unwind, at, result} = frame;
  const places = placeLooks(looks, slots);
  const out = block([]);
  let code = unwind.body;
  if (!ends(code.at(-1))) code.push(node(op.unreachable));
  for (const place of places)
    place.label = {...block([]), type: value.i32 - 128, leaves: 1};
  for (const place of places) {
    for (const {look, dead} of place.looks) {
      const {number} = readLook(look, unwind, state);
      Object.assign(look, when(getGlobal(state),
        [...dead.map(local => set(local, zero(locals[local]))),
          leave(place.label, constant(number))]));
    }
    place.label.body = code;
    const inner = places.find(({saved}) => saved === place.inner?.saved);
    const left = slots.filter(({local}) => place.saved.has(local) &&
      !inner?.saved.has(local));
    code = [set(call, place.label)];
    if (left.length > 0) code.push(set(base, word(getGlobal(data))));
    for (const slot of left) {
      const imm = {...slot.imm, offset: slot.imm.offset + 4};
      code.push(store(slot.store, imm, get(base), get(slot.local)));
    }
    if (inner) code.push(leave(inner.label, get(call)));
    else if (place !== places.at(-1)) code.push(leave(out));
  }
  out.body = code;
  root.body = [...root.body.slice(0, at), out];
  if (places.length === 0) {
    root.body.push(node(op.unreachable));
    return;
  }
  const start = {align: 2, offset: 0};
  const end = () => word(getGlobal(data));
  root.body.push(store(op.i32Store, start, end(), get(call)),
    store(op.i32Store, start, getGlobal(data), sum(end(), constant(size + 4))));
  if (result) root.body.push(result);
}
