// SPDX-License-Identifier: MIT
// Which locals are read again, backward through a function's tree.  A set of
// locals is a BigInt, with a bit for each.
import {readLook} from './frame.mjs';
import {isPure} from './nodes.mjs';
import {op} from './opcodes.mjs';

const bit = local => 1n << BigInt(local);
const NOTHING = 0n;

const isCall = of => of.op === op.call || of.op === op.callIndirect;
const calls = of => isCall(of) || of.args.length === 1 && isCall(of.args[0]) &&
  (of.op === op.localSet || of.op === op.drop);

/* Whether a condition is true whatever else it asks. */
const holds = of => of.op === op.i32Or &&
  of.args.some(each => each.op === op.i32Const && each.imm !== 0);

/* Loops are gone through more than once, with more each time. */
const keep = (map, of, live) => map.set(of, (map.get(of) ?? NOTHING) | live);

class Liveness {
  /* ways: only ways to the calls with these numbers count.  What is on one has the
   * bit `way` in its set, and what is on none has nothing. */
  constructor(all, unwind, state, {ways, way = NOTHING} = {}) {
    this.all = all;
    this.ways = ways;
    this.way = way;
    this.unwind = unwind;
    this.state = state;
    this.atLabel = new Map();
    /* Labels to which a value is carried that nobody reads. */
    this.unread = new Set();
    this.atHead = new Map();
    this.atLook = new Map();
    this.behind = new Map();
    /* What the clauses read that an exception from here may reach. */
    this.caught = NOTHING;
  }

  /* unread: nobody reads what the last statement leaves. */
  list(list, live, unread = false) {
    for (let i = list.length - 1; i >= 0; i--) {
      const look = readLook(list[i], this.unwind, this.state);
      if (!this.ways) keep(this.behind, list[i], live);
      else if (look) live = this.ways.has(look.number) ? this.way : NOTHING;
      if (look && i > 0 && calls(list[i - 1])) {
        // The call is made again, with its operands, before what is behind it.
        live = this.node(list[--i], live);
        keep(this.atLook, list[i + 1], live);
      } else {
        if (look) keep(this.atLook, list[i], this.all);
        live = this.node(list[i], live, unread && i === list.length - 1);
      }
    }
    return live;
  }

  label(to) {
    // What leaves by the pass's own label saves what it needs for itself.
    return to === this.unwind || to.root ? NOTHING
      : to.op === op.loop ? this.atHead.get(to) ?? NOTHING
        : this.atLabel.get(to) ?? NOTHING;
  }

  /* unread: nobody reads what any of these leaves. */
  args({args}, live, unread = false) {
    for (const each of args.toReversed()) live = this.node(each, live, unread);
    return live;
  }

  /* What leaves by its label brings this, of which nobody may read what it leaves. */
  open(each, live, unread) {
    this.atLabel.set(each, live);
    if (unread) this.unread.add(each);
    else this.unread.delete(each);
  }

  /* unread: nobody reads what it leaves, nor then what that is made of.  In what the
   * pass makes a local often keeps its value by being set to itself. */
  node(each, live, unread = false) {
    switch (each.op) {
      case op.localGet:
        return unread || (live & this.way) !== this.way ? live : live | bit(each.imm);
      case op.localSet: case op.localTee:
        return this.node(each.args[0], live & ~bit(each.imm),
          !has(live, each.imm) && (each.op === op.localSet || unread));
      case op.sequence: return this.list(each.body, live, unread);
      case op.block: {
        this.open(each, live, unread);
        const before = this.list(each.body, each === this.unwind ? NOTHING : live,
          unread);
        if (each.door) this.atHead.set(each, before);
        return before;
      }
      case op.loop:
        for (;;) {
          const before = this.atHead.get(each) ?? NOTHING;
          const now = this.list(each.body, live) | before;
          this.atHead.set(each, now);
          if (now === before) return now;
        }
      case op.if: {
        this.open(each, live, unread);
        const no = each.other ? this.list(each.other, live, unread) : live;
        live = this.list(each.body, live, unread) | no;
        const [condition] = each.args;
        return holds(condition) ? this.args(condition, live, true)
          : this.node(condition, live);
      }
      case op.try: {
        this.open(each, live, false);
        const outer = this.caught;
        let clauses = NOTHING;
        for (const {body} of each.catches) clauses |= this.list(body, live);
        this.caught |= clauses;
        const before = this.list(each.body, live);
        this.caught = outer;
        return before;
      }
      case op.br:
        return this.args(each, this.label(each.to), this.unread.has(each.to));
      case op.brIf: return this.args(each, live | this.label(each.to));
      case op.brTable:
        return this.args(each, each.to.reduce((all, to) =>
          all | this.label(to), NOTHING));
      case op.return: case op.unreachable: case op.returnCall:
        return this.args(each, NOTHING);
      case op.throw: case op.rethrow: return this.args(each, this.caught);
      case op.call: case op.callIndirect:
        return this.args(each, live | this.caught);
      case op.drop: return this.args(each, live, true);
    }
    return this.args(each, live, unread && isPure(each, this.state));
  }
}

/* Of each look behind a call what lives there when the call is to be made again;
 * what lives behind each statement, and at the head of each loop and door. */
export function liveness(root, locals, unwind, state) {
  const all = bit(locals) - 1n;
  const of = new Liveness(all, unwind, state);
  of.list(root.body, NOTHING);
  return {looks: of.atLook, behind: of.behind, heads: of.atHead};
}

/* Of the ways from the beginning of a list to calls: tells of some of these, by their
 * numbers, which locals are read on the way. */
export function readsOnWays(list, locals, unwind, state) {
  const way = bit(locals);
  return ways =>
    new Liveness(NOTHING, unwind, state, {ways, way}).list(list, NOTHING) & ~way;
}

export const has = (set, local) => (set >> BigInt(local) & 1n) === 1n;
