// SPDX-License-Identifier: MIT
// The step of the link that has functions look for room on the stack.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {checkStacks} from '../../src/cmake/split/limits.mjs';
import {optimise} from './machine.mjs';

/* Recursion with a frame, alloca, a frame that comes back by a local, and none. */
const program = ({limit = 2048, odd = ''} = {}) => optimise(`(module
  (import "env" "over" (func $over (param i32)))
  (memory 1 1)
  (global $__stack_pointer (export "__stack_pointer") (mut i32) (i32.const 4096))
  (global $limit (export "wio__stack_limit") (mut i32) (i32.const ${limit}))
  (func $outside (export "wio__stack_outside") (param $sp i32)
    (global.set $limit (i32.const 0))
    (call $over (local.get $sp)))
  (func $room (export "wio__stack_room") (call $over (i32.const 0)))
  (func $deep (export "deep") (param $n i32) (result i32) (local $sp i32) (local $r f64)
    (global.set $__stack_pointer (local.tee $sp
      (i32.sub (global.get $__stack_pointer) (i32.const 64))))
    ${odd}
    (if (local.get $n) (then (local.set $n (i32.add (i32.const 1)
      (call $deep (i32.sub (local.get $n) (i32.const 1)))))))
    (global.set $__stack_pointer (i32.add (local.get $sp) (i32.const 64)))
    (local.get $n))
  (func (export "alloca") (param $size i32) (result i32) (local $sp i32)
    (local.set $sp (global.get $__stack_pointer))
    (global.set $__stack_pointer (i32.sub (local.get $sp) (local.get $size)))
    (local.set $size (global.get $__stack_pointer))
    (global.set $__stack_pointer (local.get $sp))
    (local.get $size))
  (func (export "needs") (call $room))
  (func (export "flat") (param $n i32) (result i32) (local.get $n))
  (func (export "pointer") (result i32) (global.get $__stack_pointer)))`,
'--all-features', '-g');

function run(bytes) {
  const overs = [];
  const {exports} = new WebAssembly.Instance(new WebAssembly.Module(bytes),
    {env: {over: sp => { overs.push(sp); throw new Error('over'); }}});
  return {...exports, overs};
}

test('whoever has room goes on', () => {
  const {bytes, left, counts} = checkStacks(program());
  const {deep, alloca, flat, needs, pointer, overs} = run(bytes);
  assert.deepEqual(left, []);
  // Not where a frame is given back, unless one cannot tell.
  assert.deepEqual(counts, {functions: 3, looks: 4});
  assert.equal(deep(31), 31);
  assert.equal(alloca(2048), 2048);
  assert.equal(flat(7), 7);
  needs();
  assert.equal(pointer(), 4096);
  assert.deepEqual(overs, []);
});

test('whoever has none does not lower the pointer', () => {
  const {bytes} = checkStacks(program());
  for (const optimised of [bytes, optimise(bytes, '--all-features', '-O3', '-g')]) {
    const recursion = run(optimised);
    assert.throws(() => recursion.deep(32), /over/);
    assert.deepEqual(recursion.overs, [2048 - 64]);
    assert.equal(recursion.pointer(), 2048);
    // Below a stack that has overflowed there is a limit again when it is set.
    const large = run(optimised);
    assert.throws(() => large.alloca(2049), /over/);
    assert.deepEqual(large.overs, [2047]);
    assert.equal(large.pointer(), 4096);
  }
});

test('who needs room for more has it, or does not begin', () => {
  for (const [limit, wanted] of [[4096 - 512, []], [4096 - 511, [0]]]) {
    const {needs, overs} = run(checkStacks(program({limit})).bytes);
    if (wanted.length > 0) assert.throws(needs, /over/);
    else needs();
    assert.deepEqual(overs, wanted);
  }
});

test('what it cannot read it names, and leaves as it is', () => {
  const before = program({odd: `(v128.store (i32.const 64)
    (i8x16.relaxed_swizzle (v128.load (i32.const 64)) (v128.load (i32.const 80))))`});
  const {left, counts} = checkStacks(before);
  assert.deepEqual(left.map(({name}) => name), ['deep']);
  assert.match(left[0].why, /an instruction/);
  assert.deepEqual(counts, {functions: 2, looks: 3});
});

test('without limits nothing can look', () => {
  assert.throws(() => checkStacks(optimise('(module)', '-g')), /limits\.wat/);
});
