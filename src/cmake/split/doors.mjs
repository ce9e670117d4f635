// SPDX-License-Identifier: MIT
// Doors: where a function can be begun in its midst.  One is before each call that
// may suspend, for the way back into it.  What lives at a door lives on every way to
// it, and each turn of a loop around it asks whether to go there: so a large function
// has none there, but one at the head of each loop and one behind it, where NAME$on
// begins.  Each has a number; a local variable, `entry`, has that of the one to go
// through, and is 0 otherwise.
import {atLeast, block, choose, constant, equal, get, isZero, leave, leaveIf, node,
  set, sum} from './nodes.mjs';
import {op} from './opcodes.mjs';
import {isControl, walk} from './tree.mjs';

/* So many nodes of the pass's code are a large function. */
export const LARGE = 8000;

/* The node whose lists are gone into: itself, or what is computed first in it, so
 * that on the way in nothing is left out. */
export function inside(each) {
  while (each && !isControl(each)) [each] = each.args;
  return each;
}

/* Loops with calls that may suspend; of some within each other the outermost, but
 * where another is most of it, that. */
function pickLoops(list, isLook) {
  const sizes = new Map();
  const found = walk(list).filter(each => {
    if (each.op !== op.loop) return false;
    const all = walk(each.body);
    sizes.set(each, all.length);
    return all.some(isLook);
  });
  return new Set(found.filter(loop => !walk(loop.body).some(of =>
    sizes.get(of) * 2 > sizes.get(loop) && found.includes(of))));
}

/*
 * The doors of a function: maps to their numbers, from the statements that they
 * are behind, and from the nodes at whose head they are: `guards`, which have the
 * calls' own numbers, and 1; or, without any, loops, which get numbers from `next` on.
 */
export function findDoors(list, {isLook, guards, canEnter, canEnd, next}) {
  const loops = guards ? new Set() : pickLoops(list, isLook);
  const doors = {behind: new Map(), heads: new Map(), loops: new Map()};
  (function find(within) {
    for (const each of within) {
      const of = inside(each);
      if (loops.has(of) && canEnter(of)) {
        doors.loops.set(of, next);
        doors.heads.set(of, next++);
        if (each === of && canEnd(each)) doors.behind.set(each, next++);
      } else if (guards?.has(of)) {
        if (canEnter(of)) doors.heads.set(of, guards.get(of) + 1);
      } else if (of) {
        find(of.body);
        if (of.other) find(of.other);
      }
    }
  })(list);
  return doors;
}

class Opener {
  constructor(doors, entry) {
    this.doors = doors;
    this.entry = entry;
    this.known = new Map();
  }

  /* The numbers of the doors within a statement, and behind it. */
  numbers(each) {
    if (this.known.has(each)) return this.known.get(each);
    const of = inside(each);
    const {heads, behind} = this.doors;
    const numbers = heads.has(of) ? [heads.get(of)]
      : of ? [of.body, of.other ?? []].flat().flatMap(one => this.numbers(one))
        : [];
    if (behind.has(each)) numbers.push(behind.get(each));
    this.known.set(each, numbers);
    return numbers;
  }

  /* From where entry is decided to the end of the block before its door. */
  dispatch(parts, labels) {
    const ways = new Map();
    parts.forEach(({numbers}, i) => numbers.forEach(n => ways.set(n, labels[i])));
    if (parts.length === 1) return [leave(labels[0])];
    const statements = [];
    const numbers = [...ways.keys()].sort((a, b) => a - b);
    // A number that is far off would make the table long.
    while (numbers.length > 1 && numbers.at(-1) - numbers.at(-2) > 4) {
      const far = numbers.pop();
      statements.push(leaveIf(ways.get(far), equal(get(this.entry), constant(far))));
    }
    const [first] = numbers;
    const to = [];
    for (let n = first; n <= numbers.at(-1); n++)
      to.push(ways.get(n) ?? ways.get(first));
    if (new Set(to).size === 1) return [...statements, leave(to[0])];
    return [...statements, node(op.brTable, [first === 0 ? get(this.entry)
      : sum(get(this.entry), constant(-first))], {to: [...to, to.at(-1)]})];
  }

  /* Statements, and in the place of a block or an `if` with doors what is in it: so
   * one dispatch leads to all doors, and who comes by no door is not asked.  {end}:
   * where a block ends; it begins before all of them. */
  flatten(list) {
    return list.flatMap(each => {
      if (each.op !== op.block && each.op !== op.if || each.leaves ||
          this.doors.heads.has(each) || this.numbers(each).length === 0)
        return [each];
      const {body, other, args: [condition]} = each;
      each.op = op.block;
      each.args = [];
      each.other = undefined;
      const end = {end: each};
      if (!condition) return [...this.flatten(body), end];
      const no = other ? block([]) : each;
      const yes = [leaveIf(no, isZero(condition)), ...this.flatten(body)];
      return other ? [...yes, leave(each), {end: no}, ...this.flatten(other), end]
        : [...yes, end];
    });
  }

  /* `enter`, if given, makes the beginning of the function of the dispatch. */
  list(list, enter) {
    const parts = [];
    let before = [];
    for (const each of this.flatten(list)) {
      const numbers = each.end ? [] : [...this.numbers(each)];
      const last = this.doors.behind.has(each) ? numbers.splice(-1) : [];
      if (numbers.length > 0) {
        parts.push({before, each, numbers});
        before = [];
      } else {
        before.push(each);
      }
      if (last.length === 0) continue;
      parts.push({before, numbers: last});
      before = [];
    }
    if (parts.length === 0) return list;
    const labels = parts.map(() => block([]));
    let code;
    if (enter) {
      code = enter(this.dispatch(parts, labels));
    } else if (parts.length === 1) {
      code = parts[0].before.length > 0 ? [leaveIf(labels[0], get(this.entry))] : [];
    } else {
      const run = block([]);
      run.body = [leaveIf(run, isZero(get(this.entry))),
        ...this.dispatch(parts, labels)];
      code = [run];
    }
    const close = end => {
      end.body = code;
      code = code.length > 0 ? [end] : [];
    };
    const go = each => each.end ? close(each.end) : code.push(each);
    parts.forEach((part, i) => {
      part.before.forEach(go);
      close(labels[i]);
      if (part.each) this.open(part.each, code);
      else code.push(set(this.entry, constant(0)));
    });
    before.forEach(go);
    return code;
  }

  open(each, code) {
    const of = inside(each);
    if (this.doors.heads.has(of)) {
      code.push(set(this.entry, constant(0)));
    } else {
      if (of.op === op.if)
        of.args = [choose(get(this.entry), this.way(of), of.args[0])];
      of.body = this.list(of.body);
      if (of.other) of.other = this.list(of.other);
    }
    code.push(each);
  }

  /* Whether entry is in the first arm of an `if`, when it is in one of both. */
  way(of) {
    const no = (of.other ?? []).flatMap(each => this.numbers(each));
    if (no.length === 0) return constant(1);
    const yes = of.body.flatMap(each => this.numbers(each));
    if (yes.length === 0) return constant(0);
    const first = Math.min(...no);
    if (Math.max(...yes) < first)
      return isZero(atLeast(get(this.entry), constant(first)));
    return yes.map(n => equal(get(this.entry), constant(n)))
      .reduce((a, b) => ({op: op.i32Or, args: [a, b], leaves: 1}));
  }
}

/* Lets a list be begun at its doors: enter(way) is what it begins with, where
 * `way` goes to the door that entry names. */
export function openDoors(list, doors, entry, enter) {
  return new Opener(doors, entry).list(list, enter);
}
