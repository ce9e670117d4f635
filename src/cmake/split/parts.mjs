// SPDX-License-Identifier: MIT
// What becomes of a function that the pass has prepared.
//
// NAME runs.  Nothing in it is skipped; behind a call it saves what is live there
// and no more (saves.mjs), and when the stack is rewound it takes its frame and
// goes to the call by a door (doors.mjs).  Where there is none it leaves for NAME$rw
// instead, which is what the pass has made.
//
// A large function has no doors at its calls.  When a call has returned in NAME$rw, that
// goes on to the head or the end of a loop, and leaves for NAME$on, which begins there: a
// number above rewinding is the state then, and what lives there is in globals.
import {atLeast, block, constant, equal, get, getGlobal, isZero, leave, node, set,
  setGlobal, store, sum, when, word, zero} from './nodes.mjs';
import {LARGE, findDoors, openDoors} from './doors.mjs';
import {fold, foldWayBack} from './fold.mjs';
import {NORMAL, REWINDING, UNWINDING, loads, readFrame, readGuard, readLook,
  readNumberLocal} from './frame.mjs';
import {has, liveness, readsOnWays} from './liveness.mjs';
import {value} from './module.mjs';
import {op} from './opcodes.mjs';
import {writeSaves} from './saves.mjs';
import {straighten} from './shape.mjs';
import {callsTo, decode, eachList, encode, walk} from './tree.mjs';

/* Calls another function in the place of this one. */
function hand(to, type, tailCalls) {
  const args = type.params.map((_, param) => get(param));
  if (tailCalls) return [node(op.returnCall, args, {imm: to})];
  const call = node(op.call, args, {imm: to, leaves: type.results.length});
  return type.results.length > 0 ? [node(op.return, [call])]
    : [call, node(op.return)];
}

const groupsOf = (locals, params) =>
  locals.slice(params).reduce((groups, type) => {
    if (groups.at(-1)?.type === type) groups.at(-1).count++;
    else groups.push({count: 1, type});
    return groups;
  }, []);

/* As what a type is carried, and by which instructions there and back. */
const carriage = {
  [value.i32]: [value.i32], [value.i64]: [value.i64],
  [value.f32]: [value.i32, 0xbc, 0xbe], [value.f64]: [value.i64, 0xbd, 0xbf],
};
const through = (code, of) => code ? {op: code, args: [of], leaves: 1} : of;

/* What lives at any of some doors, in globals that functions have in common.
 * Parameters are handed over as such. */
function carry(locals, params, lives, transfer) {
  const counts = new Map();
  const carried = [];
  locals.forEach((type, local) => {
    if (local < params || !lives.some(live => has(live, local))) return;
    const [as, there, back] = carriage[type];
    const nth = counts.get(as) ?? 0;
    counts.set(as, nth + 1);
    const global = transfer(as, nth);
    carried.push({put: setGlobal(global, through(there, get(local))),
      take: set(local, through(back, getGlobal(global)))});
  });
  return carried;
}

/* Leaves for NAME$on at the head of loops, and at their ends. */
function goOn(root, locals, pass, heads, ends, carried, on) {
  const isNormal = () => isZero(getGlobal(pass.state));
  const door = locals.push(value.i32) - 1;
  const out = block([]);
  const go = n => when(isNormal(), [set(door, constant(REWINDING + n)), leave(out)]);
  eachList(root.body, list => {
    for (let i = list.length - 1; i >= 0; i--) {
      const end = list[i].op === op.loop && ends.get(list[i].id);
      if (end) list.splice(i + 1, 0, go(end));
    }
  });
  for (const each of walk(root.body)) {
    const head = each.op === op.loop && heads.get(each.id);
    if (head) each.body.unshift(go(head));
  }
  root.body.push(node(op.return, root.leaves ? [root.body.pop()] : []));
  out.body = root.body;
  root.body = [out, ...carried.map(({put}) => put),
    setGlobal(pass.state, get(door)), ...on];
}

/* Of the calls only those with these numbers are gone back into. */
function onlyInto(mine, root, pass) {
  const {unwind} = readFrame(root, pass);
  const number = readNumberLocal(unwind, pass);
  for (const each of walk(root.body)) {
    const call = readGuard(each, unwind, number, pass);
    if (call !== undefined && !mine.has(call))
      each.args = [isZero(getGlobal(pass.state))];
  }
  return unwind;
}

/* NAME$rw may read of a frame on its way to one of those calls what NAME does not
 * behind it: what a statement computes before its call, for one, which NAME has on its
 * stack meanwhile and in no local.  lives: by the number of a call what lives there, to
 * which that is added. */
function addReadOnTheWay({root, locals}, pass, mine, lives) {
  const unwind = onlyInto(mine, root, pass);
  foldWayBack(root, pass.state);
  const read = readsOnWays(unwind.body, locals.length, unwind, pass.state);
  // In halves: to most there is nothing to add.
  (function add(some) {
    const all = read(new Set(some));
    if (some.every(call => (all & ~lives.get(call)) === 0n)) return;
    if (some.length === 1) {
      lives.set(some[0], lives.get(some[0]) | all);
      return;
    }
    add(some.slice(0, some.length / 2));
    add(some.slice(some.length / 2));
  })([...mine]);
}

/* What each call of NAME$rw has to find in its frame, by its number: the looks save
 * it. */
function livesAtCalls(module, index, pass, unwind, looks, mine) {
  const lives = new Map([...mine].map(call => [call, 0n]));
  if (mine.size === 0) return lives;
  const numbers = new Map([...looks.keys()].map(
    look => [look, readLook(look, unwind, pass.state).number]));
  for (const [look, live] of looks) {
    const number = numbers.get(look);
    lives.set(number, (lives.get(number) ?? 0n) | live);
  }
  addReadOnTheWay(decode(module, index), pass, mine, lives);
  for (const [look, number] of numbers) looks.set(look, lives.get(number));
  return lives;
}

/* NAME$rw, for the calls with these numbers; `on` leaves for NAME$on. */
function rewinding({root, locals}, pass, mine, {heads, ends}, carried, on) {
  const unwind = onlyInto(mine, root, pass);
  if (heads.size > 0) goOn(root, locals, pass, heads, ends, carried, on);
  fold(root, pass.state, REWINDING);
  for (const each of walk(root.body))
    if (readLook(each, unwind, pass.state))
      each.args[0].args[1] = getGlobal(pass.state);
}

/* How NAME begins when it is not simply called. */
function entering({state, data}, type, {size}, slots, entry, base, mine, rewind) {
  const now = () => getGlobal(state);
  const nothing = node(op.return, type.results.map(zero));
  const runs = [];
  for (const n of [...mine].sort((a, b) => a - b)) {
    if (runs.at(-1)?.last === n - 1) runs.at(-1).last = n;
    else runs.push({first: n, last: n});
  }
  const within = runs.map(({first, last}) => first === last
    ? equal(get(entry), constant(first + 1))
    : isZero(atLeast(sum(get(entry), constant(-first - 1)),
      constant(last - first + 1))));
  return way => [when(now(), [
    // While the stack is unwound nothing runs.
    when(equal(now(), constant(UNWINDING)), [nothing]),
    set(base, sum(word(getGlobal(data)), constant(-size - 4))),
    set(entry, sum(word(get(base)), constant(1))),
    ...within.length > 0 ? [when(within.reduce((a, b) =>
      ({op: op.i32Or, args: [a, b], leaves: 1})), rewind)] : [],
    store(op.i32Store, {align: 2, offset: 0}, getGlobal(data), get(base)),
    ...slots.map(({store: code, imm, local}) => set(local,
      {op: loads.get(code), args: [get(base)], leaves: 1,
        imm: {...imm, offset: imm.offset + 4}})),
    ...way])];
}

/* How NAME$on begins, always. */
const goingOn = ({state}, entry, carried) => way => [
  set(entry, sum(getGlobal(state), constant(-REWINDING))),
  setGlobal(state, constant(NORMAL)), ...carried.map(({take}) => take), ...way];

/* NAME, of a function that has a NAME$on: `rewind` leaves for NAME$rw. */
function beginning(module, index, pass, lives, rewind) {
  const {root, locals} = decode(module, index);
  const frame = readFrame(root, pass);
  const {unwind} = frame;
  fold(root, pass.state, NORMAL);
  frame.at = root.body.findIndex(each => each.args[0] === unwind);
  const looks = new Map(walk(unwind.body).flatMap(each => {
    const look = readLook(each, unwind, pass.state);
    return look ? [[each, lives.get(look.number)]] : [];
  }));
  const base = locals.push(value.i32) - 1;
  unwind.body.unshift(when(getGlobal(pass.state), rewind));
  writeSaves(root, locals, frame, looks, pass, base);
  return {root, locals};
}

/* The guards of calls, which are doors: a map to their numbers.  A call whose
 * number is there twice has none. */
function findGuards(root, unwind, pass) {
  const number = readNumberLocal(unwind, pass);
  const guards = new Map();
  const times = new Map();
  for (const each of walk(root.body)) {
    const look = readLook(each, unwind, pass.state);
    if (look) times.set(look.number, (times.get(look.number) ?? 0) + 1);
    const call = readGuard(each, unwind, number, pass);
    if (call !== undefined) guards.set(each, call);
  }
  for (const [each, call] of guards)
    if (times.get(call) !== 1) guards.delete(each);
  return {guards, calls: new Set(times.keys())};
}

/**
 * Splits a function: {name, rw, on}, bodies, of which the last two, if any, are to be
 * functions number `next` and the one behind it.  `transfer` gives the nth global of a
 * type.  Undefined: it is none that can be split.
 */
export function split(module, index, next, pass,
  {tailCalls, transfer, large = LARGE}) {
  const {root, locals, type} = decode(module, index);
  const frame = readFrame(root, pass);
  if (!frame || type.results.some(of => !zero(of))) return undefined;
  const {unwind, slots} = frame;
  const isLarge = walk(root.body).length >= large;
  straighten(root, locals, pass);
  const {guards, calls} = findGuards(root, unwind, pass);
  for (const each of isLarge ? [] : guards.keys()) {
    each.door = true;
    each.args = [isZero(getGlobal(pass.state))];
  }
  fold(root, pass.state, NORMAL);
  frame.at = root.body.findIndex(each => each.args[0] === unwind);
  if (frame.at < 0) return undefined;
  const {looks, behind, heads} =
    liveness(root, locals.length, unwind, pass.state);

  // Around it may be code that is run on the way back, too, and was folded here.
  const guarded = new Set(guards.values());
  for (const look of looks.keys())
    if (!guarded.has(readLook(look, unwind, pass.state).number))
      looks.set(look, (1n << BigInt(locals.length)) - 1n);

  const inFrame = new Set(slots.map(({local}) => local));
  const all = (live, test) => live !== undefined &&
    locals.every((of, local) => !has(live, local) || test(local, of));
  const canCarry = live =>
    all(live, (local, of) => local < type.params.length || carriage[of]);
  const doors = findDoors(unwind.body, {
    isLook: each => readLook(each, unwind, pass.state) !== undefined,
    guards: isLarge ? undefined : guards,
    canEnter: each => each.op === op.loop ? canCarry(heads.get(each))
      : all(heads.get(each), local => inFrame.has(local)),
    canEnd: each => canCarry(behind.get(each)),
    next: Math.max(0, ...calls) + 2,
  });
  const mine = new Set(calls);
  for (const each of doors.heads.keys()) mine.delete(guards.get(each));
  const lives = livesAtCalls(module, index, pass, unwind, looks, mine);
  const saved = [...looks.values()].reduce((n, live) =>
    n + slots.filter(({local}) => has(live, local)).length, 0);
  const body = ({root: tree, locals: of}) =>
    ({groups: groupsOf(of, type.params.length), code: encode(tree)});
  const rewind = hand(next, type, tailCalls);
  let rw, name, carried;
  if (mine.size > 0) {
    rw = decode(module, index);
    carried = carry(locals, type.params.length, [
      ...[...doors.loops.keys()].map(each => heads.get(each)),
      ...[...doors.behind.keys()].map(each => behind.get(each))], transfer);
    const byId = map => new Map([...map].map(([each, n]) => [each.id, n]));
    rewinding(rw, pass, mine,
      {heads: byId(doors.loops), ends: byId(doors.behind)}, carried,
      hand(next + 1, type, tailCalls));
  }
  // Behind a wait a loop may always be left for the end of the function.
  const goesOn = doors.loops.size > 0 && callsTo(rw.root, next + 1);
  if (goesOn) name = beginning(module, index, pass, lives, rewind);
  const base = locals.push(value.i32) - 1;
  const entry = locals.push(value.i32) - 1;
  const needed = slots.filter(({local}) => [...guards.keys()].some(each =>
    doors.heads.has(each) && has(heads.get(each), local)));
  const enter = goesOn ? goingOn(pass, entry, carried)
    : entering(pass, type, frame, needed, entry, base, mine, rewind);
  unwind.body = goesOn || !isLarge && doors.heads.size > 0
    ? openDoors(unwind.body, doors, entry, enter)
    : [when(getGlobal(pass.state), rewind), ...unwind.body];
  writeSaves(root, locals, frame, looks, pass, base);
  return {
    name: body(name ?? {root, locals}), rw: rw && body(rw),
    on: goesOn ? body({root, locals}) : undefined,
    counts: {looks: looks.size, mine: mine.size, loops: doors.loops.size, saved,
      slots: slots.length * looks.size},
  };
}
