// SPDX-License-Identifier: MIT
// The step of the link that makes of a function which the Asyncify pass has
// prepared one that runs as fast as plain code. Programs at random are suspended
// at each of their waits, and have to do what they do without.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {fold} from '../../src/cmake/split/fold.mjs';
import {NORMAL, REWINDING, UNWINDING} from '../../src/cmake/split/frame.mjs';
import {Module} from '../../src/cmake/split/module.mjs';
import {readsOnWays} from '../../src/cmake/split/liveness.mjs';
import {block, choose, constant, equal, get, getGlobal, isZero, node, set, when, word}
  from '../../src/cmake/split/nodes.mjs';
import {op} from '../../src/cmake/split/opcodes.mjs';
import {straighten} from '../../src/cmake/split/shape.mjs';
import {splitModule} from '../../src/cmake/split/program.mjs';
import {decode, walk} from '../../src/cmake/split/tree.mjs';
import {verifyProgram} from '../../src/cmake/split/verifier.mjs';
import {optimise, prepare, run, FEATURES} from './machine.mjs';
import {program} from './programs.mjs';

const PROGRAMS = 5;
const MOST_WAITS = 40;

/* Each way to make a program: what the pass is told, and the splitter. */
const ways = {
  'as the link does it': {level: 3},
  'every function is a large one': {level: 3, large: 1},
  'without tail calls': {level: 3, large: 200, tailCalls: false},
  'of one that makes it small': {level: 2, shrink: 2, large: 200},
};

for (const [name, {level, shrink = 0, ...options}] of Object.entries(ways)) {
  test(name, () => {
    let changed = 0, doubled = 0;
    for (let seed = 1; seed <= PROGRAMS; seed++) {
      const text = program(seed);
      const {trace, waits} = run(optimise(text, ...FEATURES), () => false);
      const {bytes, counts, left} = splitModule(prepare(text,
        `--optimize-level=${level}`, `--shrink-level=${shrink}`), options);
      assert.deepEqual(left, []);
      changed += counts.changed;
      doubled += counts.doubled;
      const same = (module, suspends, how) =>
        assert.deepEqual(run(module, suspends).trace, trace,
          `program ${seed}, ${how}`);
      for (const module of [bytes, optimise(bytes, ...FEATURES, '-O3',
        '--no-inline=*$rw', '--no-inline=*$on')]) {
        same(module, () => false, 'with no wait that suspends');
        same(module, () => true, 'with each');
        for (let n = 0; n < Math.min(waits, MOST_WAITS); n++)
          same(module, wait => wait === n, `with wait ${n}`);
      }
    }
    assert.ok(changed >= PROGRAMS, `only ${changed} functions were split`);
    if (options.large) assert.ok(doubled >= PROGRAMS / 4, `only ${doubled}`);
  });
}

/* r = first(); if (r < 0 && second() == 1) r = 1; return r: what the second wait may
 * change is read before it, and not behind it. */
const kept = `(module
  (import "env" "wait" (func $wait (param i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (func $both (param $r i32) (result i32)
    (local.set $r (i32.sub (call $wait (i32.const 5)) (i32.const 1000)))
    (if (i32.lt_s (local.get $r) (i32.const 0))
      (then (local.set $r (select (i32.const 1) (local.get $r)
        (i32.eq (call $wait (i32.const 7)) (i32.const 1))))))
    (call $log (local.get $r))
    (local.get $r))
  (func (export "run") (param $n i32) (result i32)
    (i32.add (call $both (i32.const 8)) (i32.const 1))))`;

test('what a statement has read before its wait is there behind it', () => {
  const {trace, waits} = run(optimise(kept, ...FEATURES), () => false);
  const {bytes} = splitModule(prepare(kept, '--optimize-level=3'));
  for (let n = 0; n < waits; n++)
    assert.deepEqual(run(bytes, wait => wait === n).trace, trace, `with wait ${n}`);
});

/* What waits once in its first turn and then computes. */
const interpreter = `(module
  (import "env" "wait" (func $wait (param i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (func $turns (param $n i32) (result i32) (local $sum i32)
    (loop $next
      (if (i32.eqz (i32.and (local.get $n) (i32.const 3)))
        (then (local.set $sum (i32.add (local.get $sum)
          (call $wait (local.get $n))))))
      (call $log (local.get $sum))
      (local.set $sum (i32.add (local.get $sum) (local.get $n)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))
  (func (export "run") (param $n i32) (result i32)
    (i32.add (call $turns (i32.const 8)) (i32.const 1))))`;

/* Of the interpreter the turns are large, and no other function. */
const LARGE_TURNS = {large: 100};

test('a frame that was rewound is fast again in the next turn', () => {
  const {bytes} = splitModule(prepare(interpreter, '--optimize-level=3'), LARGE_TURNS);
  const where = [];
  run(bytes, () => true, stack =>
    where.push(/turns(\$rw|\$on)?/.exec(stack)[0]));
  // It waits at 8 and at 4.
  assert.deepEqual(where, ['turns$rw', 'turns$on', 'turns$on', 'turns$on', 'turns$rw',
    'turns$on', 'turns$on', 'turns$on']);
});

test('a loop that is left behind each of its waits does not go on', () => {
  const leaves = interpreter.replace('(call $wait (local.get $n))))))',
    '(call $wait (local.get $n)))) (return (local.get $sum))))');
  const {trace} = run(optimise(leaves, ...FEATURES), () => false);
  const {bytes, counts} = splitModule(prepare(leaves, '--optimize-level=3'), LARGE_TURNS);
  assert.deepEqual([counts.doubled, counts.loops], [1, 1]);
  assert.ok(![...new Module(bytes).names.values()].some(name => name.endsWith('$on')));
  assert.deepEqual(run(bytes, () => true).trace, trace);
});

test('what is not large has no other parts', () => {
  const {counts} = splitModule(prepare(interpreter, '--optimize-level=3'));
  assert.deepEqual([counts.changed, counts.doubled], [2, 0]);
});

test('a tail call leaves no frame, and without them there is none', () => {
  const opcodes = tailCalls => {
    const {bytes} = splitModule(prepare(interpreter, '--optimize-level=3'),
      {...LARGE_TURNS, tailCalls});
    const module = new Module(bytes);
    return module.bodies.flatMap((_, i) =>
      [...walk(decode(module, module.imported + i).root.body)]
        .filter(each => each.op === op.returnCall)).length;
  };
  assert.equal(opcodes(true), 2);
  assert.equal(opcodes(false), 0);
});

test('what is dead at a call is not saved there', () => {
  const {counts} = splitModule(prepare(`(module
    (import "env" "wait" (func $wait (param i32) (result i32)))
    (memory (export "memory") 1)
    (func (export "run") (param $n i32) (result i32) (local $a i32) (local $b i32)
      (local.set $a (i32.load (local.get $n)))
      (local.set $b (i32.load offset=4 (local.get $n)))
      (drop (call $wait (i32.const 1)))
      (i32.store (i32.const 8) (i32.add (local.get $a) (local.get $b)))
      (drop (call $wait (i32.const 2)))
      (local.get $n)))`, '--optimize-level=3'));
  // n, a and b at the first one, n at the second.
  assert.equal(counts.looks, 2);
  assert.ok(counts.saved <= 4, `${counts.saved} are saved`);
});

/* On the way to a wait; the state is global 0. */
test('what is set to itself, or has no say in what is done, is not read', () => {
  const STATE = 0;
  const unwind = block([]);
  const leaving = (code, ...args) => ({op: code, args, leaves: 1});
  const look = node(op.drop, [{...leaving(op.brIf, constant(7),
    equal(getGlobal(STATE), constant(UNWINDING))), to: unwind}]);
  const wait = node(op.call, [], {imm: 0});
  const reads = (...list) => {
    unwind.body = [...list, wait, look];
    return readsOnWays(unwind.body, 9, unwind, STATE)(new Set([7]));
  };
  const kept = {...block([]), leaves: 1};
  kept.body = [node(op.br, [get(2)], {to: kept})];
  assert.equal(reads(set(2, kept)), 0n);
  assert.equal(reads(set(2, choose(get(0), get(2), get(3)))), 1n);
  assert.equal(reads(node(op.drop, [isZero(get(4))])), 0n);
  const or = (a, b) => leaving(op.i32Or, a, b);
  const tee = {...leaving(op.localTee, get(5)), imm: 5};
  const asked = condition => when(condition, [node(op.nop)]);
  assert.equal(reads(asked(or(tee, constant(1)))), 0n);
  // What has a say is.
  assert.equal(reads(asked(or(get(6), getGlobal(STATE)))), 1n << 6n);
  assert.equal(reads(set(2, kept), asked(get(2))), 1n << 2n);
  assert.equal(reads(node(op.drop, [word(get(7))])), 1n << 7n);
});

test('what only a catch clause reads is saved where others may throw', () => {
  const text = `(module
    (import "env" "wait" (func $wait (param i32) (result i32)))
    (import "env" "log" (func $log (param i32)))
    (tag $t (param i32))
    (memory (export "memory") 1)
    (func $throws (param $n i32)
      (if (local.get $n) (then (throw $t (local.get $n)))))
    (func (export "run") (param $n i32) (result i32) (local $a i32)
      (local.set $a (call $wait (i32.const 7)))
      (try (do
          (drop (call $wait (i32.const 1)))
          (call $throws (local.get $n))
          (local.set $a (i32.const 0)))
        (catch $t (drop)))
      (call $log (local.get $a))
      (local.get $n)))`;
  const {trace} = run(optimise(text, ...FEATURES), () => false);
  const {bytes, counts} = splitModule(prepare(text, '--optimize-level=3'));
  assert.equal(counts.changed, 1);
  assert.deepEqual(run(bytes, () => true).trace, trace);
});

test('who comes by a door finds what is only for the way back', () => {
  const STATE = 0;
  const isLeft = door => {
    const guard = when(isZero(getGlobal(STATE)), [
      when(equal(getGlobal(STATE), constant(REWINDING)), [set(0, constant(1))])]);
    const root = block([{...guard, door}]);
    fold(root, STATE, NORMAL);
    return walk(root.body).some(each => each.op === op.localSet);
  };
  assert.deepEqual([isLeft(true), isLeft(false)], [true, false]);
});

test('who looks behind a call is told of what happened there', () => {
  const STATE = 0;
  const look = equal(getGlobal(STATE), constant(UNWINDING));
  const root = block([node(op.call, [], {imm: 0}), when(look, [set(0, constant(1))])]);
  fold(root, STATE, NORMAL);
  assert.ok(walk(root.body).some(each => each.op === op.globalGet));
});

test('the one that waits comes first, unless the other reads what it sets', () => {
  const first = local => {
    const waits = node(op.call, [node(op.localTee, [constant(5)], {imm: local})],
      {imm: 0});
    const select = node(op.select, [get(1), waits, get(2)]);
    const root = block([set(3, select)]);
    straighten(root, [], {state: 0});
    return select.args[0].op;
  };
  assert.deepEqual([first(4), first(1)], [op.call, op.localGet]);
});

/* What a select, a condition and a test of two become of the pass's guards. */
test('a call that may wait has a door wherever it stands', () => {
  const one = body => `(module
    (import "env" "wait" (func $wait (param i32) (result i32)))
    (memory (export "memory") 1)
    (func (export "run") (param $n i32) (result i32) (local $a i32)
      ${body}
      (local.get $a)))`;
  const wait = '(call $wait (local.get $n))';
  for (const body of [
    `(local.set $a (select (i32.const 3) ${wait} (i32.load (i32.const 0))))`,
    `(if (i32.and (i32.load (local.get $n)) (i32.const 4))
      (then (drop ${wait}))) (local.set $a ${wait})`,
    `(if ${wait} (then (local.set $a (i32.const 1))))
     (if (i32.eqz ${wait}) (then (local.set $a ${wait})))`]) {
    const {counts} = splitModule(prepare(one(body), '--optimize-level=3'));
    assert.deepEqual([counts.changed, counts.doubled], [1, 0], body);
  }
});

test('a part that an optimiser put into another is noticed', () => {
  const twice = interpreter.replace('(i32.const 1))))',
    '(call $turns (i32.const 4)))))');
  const {bytes} = splitModule(prepare(twice, '--optimize-level=3'), LARGE_TURNS);
  const look = (...args) => verifyProgram(new Module(bytes),
    new Module(optimise(bytes, ...FEATURES, ...args, '-O3', '-g')));
  look('--no-inline=*$rw', '--no-inline=*$on', '--translate-to-exnref');
  for (const apart of [[], ['--no-inline=*$rw'], ['--no-inline=*$on']])
    assert.throws(() => look(...apart), /does not lead to its other part|has what runs/);
});
