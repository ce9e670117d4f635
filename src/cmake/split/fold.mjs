// SPDX-License-Identifier: MIT
// Takes out what the state decides.  First forward through the code, which of
// its values are possible where; then each condition that they leave no choice
// is taken out, and what is never reached with it.
//
// States are a set of bits.  Behind a call that may suspend the state is looked
// at: normal or unwinding, whatever it was before.
import {NORMAL, REWINDING, UNWINDING} from './frame.mjs';
import {constant, isConstant, isGlobal, isPure} from './nodes.mjs';
import {op} from './opcodes.mjs';

const bit = state => 1 << state;
const AFTER_A_CALL = bit(NORMAL) | bit(UNWINDING);
const STATES = [0, 1, 2];

class Fold {
  /* ends: nothing goes on behind a call that may suspend. */
  constructor(state, ends) {
    this.state = state;
    this.ends = ends;
    this.left = new Set();
  }

  /* Of a pure expression, when the state is s: 0, 1 (not 0), undefined. */
  truth(of, s) {
    const {state} = this;
    switch (of.op) {
      case op.globalGet: return isGlobal(of, state) ? +(s !== 0) : undefined;
      case op.i32Const: return +(of.imm !== 0);
      case op.i32Eqz: {
        const inner = this.truth(of.args[0], s);
        return inner === undefined ? undefined : 1 - inner;
      }
      case op.i32Eq: case op.i32Ne: {
        const [a, b] = of.args;
        if (!isGlobal(a, state) || b.op !== op.i32Const) return undefined;
        return +((s === b.imm) === (of.op === op.i32Eq));
      }
      case op.i32Or: {
        const [a, b] = of.args.map(each => this.truth(each, s));
        return a === 1 || b === 1 ? 1 : a === 0 && b === 0 ? 0 : undefined;
      }
      case op.i32And: {
        const [a, b] = of.args.map(each => this.truth(each, s));
        return a === 0 || b === 0 ? 0 : undefined;
      }
      case op.select: {
        const [yes, no, which] = of.args.map(each => this.truth(each, s));
        return which === 1 || yes === no ? yes : which === 0 ? no : undefined;
      }
    }
    return undefined;
  }

  /* The states with which a condition may be true, and false. */
  split(of, states) {
    if (!isPure(of, this.state)) return [states, states];
    let yes = 0, no = 0;
    for (const s of STATES) {
      if (!(states & bit(s))) continue;
      const truth = this.truth(of, s);
      if (truth !== 0) yes |= bit(s);
      if (truth !== 1) no |= bit(s);
    }
    return [yes, no];
  }

  looks(of) {
    return of.op === op.i32Eq && isGlobal(of.args[0], this.state) &&
      isConstant(of.args[1], UNWINDING);
  }

  list(list, states) {
    for (const each of list) states = this.node(each, states);
    return states;
  }

  node(each, states) {
    if (states === 0) return 0;
    each.seen = true;
    if (isGlobal(each, this.state)) each.states = (each.states ?? 0) | states;
    if (each.op === op.sequence) return this.list(each.body, states);
    states = this.list(each.args, states);
    switch (each.op) {
      case op.block:
        each.out ??= 0;
        return this.list(each.body, states) | each.out;
      case op.loop: {
        each.in = (each.in ?? 0) | states;
        for (;;) {
          const before = each.in;
          const after = this.list(each.body, before);
          if (each.in === before) return after;
        }
      }
      case op.if: {
        each.out ??= 0;
        const [yes, no] = this.condition(each, each.args[0], states);
        // A door lets in who is on the way back into the call behind it.
        return this.list(each.body, each.door ? yes | bit(REWINDING) : yes) |
          each.out |
          (each.other ? this.list(each.other, no) : no);
      }
      case op.try: {
        each.out ??= 0;
        let after = this.list(each.body, states);
        for (const {body} of each.catches) after |= this.list(body, bit(NORMAL));
        return after | each.out;
      }
      case op.br: this.to(each.to, states); return 0;
      case op.brIf: {
        const isLook = this.looks(each.args.at(-1));
        const [yes, no] = this.condition(each, each.args.at(-1), states);
        this.to(each.to, yes);
        return isLook && this.ends ? 0 : no;
      }
      case op.brTable:
        for (const to of each.to) this.to(to, states);
        return 0;
      case op.select: this.condition(each, each.args[2], states); return states;
      case op.i32Eqz: case op.i32Eq: case op.i32Ne: case op.i32Or: case op.i32And:
        this.condition(each, each, states);
        return states;
      case op.unreachable: case op.return: case op.throw: case op.rethrow:
      case op.returnCall:
        return 0;
    }
    return states;
  }

  /* Keeps of a condition what it is; later, as of all visits. */
  condition(each, of, states) {
    const [yes, no] = this.split(of, this.looks(of) ? AFTER_A_CALL : states);
    if (isPure(of, this.state)) {
      each.yes = (each.yes ?? false) || yes !== 0;
      each.no = (each.no ?? false) || no !== 0;
    } else {
      each.yes = each.no = true;
    }
    return [yes, no];
  }

  to(label, states) {
    this.left.add(label);
    if (label.op === op.loop) label.in |= states;
    else label.out = (label.out ?? 0) | states;
  }

  /* What is left of a list. */
  rest(list) {
    const rest = [];
    for (const each of list) {
      if (!each.seen) {
        // Nothing comes here: whatever is before it has left.
        if (!ends(rest.at(-1))) rest.push(unreachable());
        break;
      }
      const simple = this.simple(each);
      // What nobody leaves by its label is a part of the list around it.
      if (simple.op === op.block && !simple.leaves && !simple.door &&
          !this.left.has(simple))
        rest.push(...simple.body);
      else rest.push(simple);
      if (ends(rest.at(-1))) break;
    }
    return rest;
  }

  simple(each) {
    if (each.body) each.body = this.rest(each.body);
    if (each.other) each.other = this.rest(each.other);
    for (const clause of each.catches ?? []) clause.body = this.rest(clause.body);
    if (this.looks(each)) return each;
    each.args = each.args.map(of => this.simple(of));
    const decided = each.yes !== each.no;
    switch (each.op) {
      case op.i32Eqz: case op.i32Eq: case op.i32Ne: case op.i32And:
      case op.i32Or: {
        // What is true may be any number but zero, unless it is a test.
        if (decided && (each.no || isTest(each))) return constant(+each.yes);
        if (each.op !== op.i32Or) return each;
        const [a, b] = each.args;
        return isConstant(a, 0) ? b : isConstant(b, 0) ? a : each;
      }
      case op.if: {
        if (!decided) return each;
        each.op = op.block;
        const arm = each.yes ? each.body : each.other ?? [];
        each.args = [];
        each.body = arm;
        each.other = undefined;
        return each;
      }
      case op.brIf: {
        if (!decided) return each;
        each.args.pop();
        if (each.yes) {
          each.op = op.br;
          each.leaves = 0;
          return each;
        }
        return each.args[0] ?? {op: op.nop, args: [], leaves: 0};
      }
      case op.select: {
        const [yes, no, which] = each.args;
        const [taken, other] = each.yes ? [yes, no] : [no, yes];
        return decided && [other, which].every(of => isPure(of, this.state))
          ? taken : each;
      }
      case op.globalGet:
        return each.states === bit(NORMAL) ? constant(NORMAL) : each;
    }
    return each;
  }
}

const isTest = ({op: code, args}) => code >= op.i32Eqz && code <= 0x66 ||
  (code === op.i32Or || code === op.i32And) && args.every(isTest);
const unreachable = () => ({op: op.unreachable, args: [], leaves: 0});
const LEAVES = new Set([op.unreachable, op.br, op.brTable, op.return, op.throw,
  op.rethrow, op.returnCall]);
export const ends = each => each !== undefined && LEAVES.has(each.op);

/* In a function's tree, which begins with one of these states. */
export function fold(root, state, ...states) {
  const folding = new Fold(state, false);
  folding.list(root.body, states.reduce((all, s) => all | bit(s), 0));
  root.body = folding.rest(root.body);
}

/* The same, and what is left is the way from the beginning back into the calls. */
export function foldWayBack(root, state) {
  const folding = new Fold(state, true);
  folding.list(root.body, bit(REWINDING));
  root.body = folding.rest(root.body);
}
