// SPDX-License-Identifier: MIT
// The splitter reads a module and writes it: what it does not change is the same
// to the byte, and what it does not know it leaves alone.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {Reader, Writer} from '../../src/cmake/split/bytes.mjs';
import {Module} from '../../src/cmake/split/module.mjs';
import {splitModule} from '../../src/cmake/split/program.mjs';
import {decode, encode} from '../../src/cmake/split/tree.mjs';
import {optimise, prepare} from './machine.mjs';
import {program} from './programs.mjs';

const bytesOf = bytes => Buffer.from(bytes).toString('hex');

test('numbers of each length', () => {
  for (const n of [0, 1, 63, 64, 127, 128, 8191, 8192, 2 ** 31 - 1, 2 ** 31])
    assert.equal(new Reader(new Writer().u32(n).bytes).u32(), n);
  for (const n of [0, 1, -1, 63, 64, -64, -65, 127, 128, -128, 8191, 8192, -8193,
    2 ** 31 - 1, -(2 ** 31)])
    assert.equal(new Reader(new Writer().s33(n).bytes).s33(), n);
  assert.deepEqual([...new Writer().s33(-64).bytes], [0x40]);
  assert.throws(() => new Reader(Uint8Array.of(255, 255, 255, 255, 127)).u32(),
    /more than 32 bits/);
  assert.throws(() => new Reader(Uint8Array.of(128)).u32(), /too early/);
});

const everything = `(module
  (memory 1 2 shared) (table $t 4 funcref) (data $d "abc") (tag $e (param i32))
  (global $g (mut f64) (f64.const 1.5))
  (func $f (param i32 i64 f32 f64) (result i32) (local v128)
    (local.set 4 (v128.const i32x4 1 2 3 4))
    (local.set 4 (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31
      (local.get 4) (v128.load align=4 (local.get 0))))
    (v128.store (i32.const 16) (i32x4.replace_lane 2 (local.get 4)
      (i32x4.extract_lane 1 (f64x2.sqrt (local.get 4)))))
    (memory.copy (local.get 0) (i32.const 3) (i32.const 9))
    (memory.fill (local.get 0) (i32.const 3) (i32.const 9))
    (memory.init $d (i32.const 0) (i32.const 0) (i32.const 2))
    (data.drop $d)
    (drop (memory.atomic.notify (local.get 0) (i32.const 1)))
    (drop (memory.atomic.wait32 (local.get 0) (i32.const 1) (local.get 1)))
    (i64.atomic.store offset=8 (local.get 0) (i64.atomic.load32_u (local.get 0)))
    (atomic.fence)
    (drop (i64.atomic.rmw.xchg (local.get 0) (local.get 1)))
    (local.set 0 (i32.atomic.rmw8.cmpxchg_u offset=4 (local.get 0) (i32.const 1)
      (i32.const 2)))
    (table.set $t (i32.const 1) (ref.func $f))
    (drop (table.grow $t (ref.null func) (i32.const 1)))
    (drop (ref.is_null (table.get $t (i32.const 0))))
    (global.set $g (f64.add (global.get $g) (f64.promote_f32 (local.get 2))))
    (local.set 1 (i64.extend32_s (i64.trunc_sat_f64_s (local.get 3))))
    (block $out
      (loop $in
        (br_table $in $out (local.get 0)))
      (unreachable))
    (try (do (throw $e (i32.const -1234567)))
      (catch $e (local.set 0))
      (catch_all (rethrow 0)))
    (try (do (drop (memory.grow (i32.const 1)))) (delegate 0))
    (if (i64.eq (local.get 1) (i64.const -9223372036854775808))
      (then (return (memory.size))))
    (select (result i32) (i32.const 2147483647) (i32.const -2147483648)
      (i32.load8_u offset=70000 (local.get 0)))))`;

for (const [name, text] of [['each kind of instruction', everything],
  ...[1, 2, 3].map(seed => [`program ${seed}`, program(seed)])]) {
  test(`the same to the byte: ${name}`, () => {
    for (const level of ['-O0', '-O3']) {
      const bytes = optimise(text, '--all-features', level, '-g');
      const module = new Module(bytes);
      assert.equal(bytesOf(module.write()), bytesOf(bytes));
      module.bodies.forEach(({code}, i) => assert.equal(
        bytesOf(encode(decode(module, module.imported + i).root)), bytesOf(code)));
    }
  });
}

const odd = before => `(module
  (import "env" "wait" (func $wait (param i32) (result i32)))
  (memory (export "memory") 1 1)
  (func $odd (param $n i32) (result i32)
    ${before}
    (i32.add (local.get $n) (call $wait (local.get $n))))
  (func (export "run") (param $n i32) (result i32)
    (i32.add (local.get $n) (call $odd (local.get $n)))))`;

test('a function with what is not known stays as it is, and is named', () => {
  const relaxed = `(v128.store (i32.const 64)
    (i8x16.relaxed_swizzle (v128.load (i32.const 64)) (v128.load (i32.const 80))))`;
  const module = prepare(odd(relaxed), '--optimize-level=3');
  const {left, counts} = splitModule(module);
  assert.deepEqual(left.map(({name}) => name), ['odd']);
  assert.match(left[0].why, /an instruction 253, 256/);
  assert.equal(counts.changed, 1);
  assert.deepEqual(splitModule(prepare(odd(''), '--optimize-level=3')).left, []);
});

test('names stay with their functions', () => {
  const module = prepare(program(3), '--optimize-level=3');
  const {bytes} = splitModule(module, {large: 1});
  const [before, after] = [module, bytes].map(of => new Module(of));
  assert.ok(after.functions.length > before.functions.length);
  after.functions.forEach((_, index) => {
    if (index < before.functions.length)
      assert.equal(after.nameOf(index), before.nameOf(index));
    else assert.match(after.nameOf(index), /\$(rw|on)$/);
  });
  assert.deepEqual(after.exports, before.exports);
});

test('what is no module, or has not been prepared', () => {
  assert.throws(() => splitModule(Buffer.from('what')), /no WebAssembly/);
  assert.throws(() => splitModule(optimise(program(1), '--all-features')),
    /The Asyncify pass has left no state/);
});
