// SPDX-License-Identifier: MIT
// Programs at random, as text: functions that compute, loop, branch, throw, call
// each other, and wait in between.  Each traces what it holds.
const TYPES = ['i32', 'i64', 'f32', 'f64'];

class Dice {
  constructor(seed) {
    this.state = seed * 2654435761 >>> 0 || 1;
  }

  roll(n) {
    // xorshift
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    this.state >>>= 0;
    return this.state % n;
  }

  pick(list) {
    return list[this.roll(list.length)];
  }
}

const LOCALS = {i32: ['a', 'b', 'c', 'd', 'e'], i64: ['g', 'h'], f32: ['p'],
  f64: ['q', 'r']};
const FUNCTIONS = 4;

class Maker {
  constructor(seed) {
    this.dice = new Dice(seed);
  }

  value(type, depth = 2) {
    const {dice} = this;
    if (depth === 0 || dice.roll(3) === 0)
      return dice.roll(3) > 0 ? `(local.get $${dice.pick(LOCALS[type])})`
        : `(${type}.const ${dice.roll(100) - 20})`;
    const two = op => `(${type}.${op} ${this.value(type, depth - 1)} ` +
      `${this.value(type, depth - 1)})`;
    if (type === 'i32' && dice.roll(6) === 0) {
      const other = dice.pick(['i64', 'f64']);
      return `(${other}.ne ${this.value(other, 1)} ${this.value(other, 1)})`;
    }
    if (type === 'i32' && dice.roll(6) === 0)
      return `(i32.load offset=${200 + 4 * dice.roll(8)} (i32.const 0))`;
    if (type === 'i64' && dice.roll(5) === 0)
      return `(i64.extend_i32_s ${this.value('i32', depth - 1)})`;
    if (type === 'f64' && dice.roll(4) === 0)
      return `(f64.convert_i32_s ${this.value('i32', depth - 1)})`;
    if (type === 'f32' && dice.roll(4) === 0)
      return `(f32.convert_i32_s ${this.value('i32', depth - 1)})`;
    if (dice.roll(8) === 0)
      return `(select ${this.value(type, depth - 1)} ` +
        `${this.value(type, depth - 1)} ${this.value('i32', depth - 1)})`;
    return two(dice.pick(type[0] === 'i' ? ['add', 'sub', 'mul', 'xor', 'and']
      : ['add', 'sub', 'mul', 'min']));
  }

  test() {
    return `(i32.and ${this.value('i32')} (i32.const ${1 << this.dice.roll(3)}))`;
  }

  set(type, value) {
    return `(local.set $${this.dice.pick(LOCALS[type])} ${value})`;
  }

  /* Of a call that may wait. */
  call(depth) {
    const {dice} = this;
    if (this.index + 1 === FUNCTIONS || dice.roll(2) === 0)
      return `(call $wait ${this.value('i32', depth)})`;
    const to = this.index + 1 + dice.roll(FUNCTIONS - this.index - 1);
    const args = `${this.value('i32', depth)} ${this.value('i64', depth)}`;
    return dice.roll(3) > 0 ? `(call $f${to} ${args})`
      : `(call_indirect (type $f) ${args} (i32.const ${to}))`;
  }

  statement(depth) {
    const {dice} = this;
    const kind = dice.roll(depth > 0 ? 12 : 5);
    switch (kind) {
      case 0: case 1: {
        const type = dice.pick(TYPES);
        return this.set(type, this.value(type));
      }
      case 2:
        return `(i32.store offset=${200 + 4 * dice.roll(8)} (i32.const 0) ` +
          `${this.value('i32')})`;
      case 3: return dice.roll(4) > 0 ? this.set('i32', this.call(1))
        : `(drop ${this.call(1)})`;
      case 4: return dice.roll(3) > 0 ? this.set('i32', this.call(0))
        : this.set('i32', dice.pick([
          `(i32.add ${this.call(1)} ${this.call(1)})`,
          // What is read before the call, and changed by the statement.
          `(select ${this.value('i32')} ${this.value('i32')} ${this.call(0)})`,
          `(i32.add ${this.value('i32')} ${this.call(0)})`]));
      case 5: case 6:
        return `(if ${this.test()} (then ${this.list(depth - 1)})` +
          `${dice.roll(2) ? ` (else ${this.list(depth - 1)})` : ''})`;
      case 7: case 8: {
        const n = `n${this.loops++}`;
        const out = `out${this.labels++}`;
        this.open.push(out);
        const body = this.list(depth - 1);
        this.open.pop();
        return `(local.set $${n} (i32.const ${1 + dice.roll(4)})) (block $${out} ` +
          `(loop $${n} ${body} (br_if $${n} (local.tee $${n} ` +
          `(i32.sub (local.get $${n}) (i32.const 1))))))`;
      }
      case 9: {
        const labels = [0, 1, 2].map(() => `case${this.labels++}`);
        return `(block $${labels[2]} (block $${labels[1]} (block $${labels[0]} ` +
          `(br_table $${labels.join(' $')} (i32.and ${this.value('i32')} ` +
          `(i32.const 3)))) ${this.list(depth - 1)}) ${this.list(depth - 1)})`;
      }
      case 10:
        return `(try (do ${this.list(depth - 1)} ${dice.roll(2)
          ? `(if ${this.test()} (then (throw $t ${this.value('i32')})))` : ''}) ` +
          `(catch $t (local.set $c) ${this.set('f64', this.value('f64'))}))`;
      case 11:
        return this.open.length > 0 && dice.roll(2)
          ? `(br_if $${dice.pick(this.open)} ${this.test()})`
          : `(if ${this.test()} (then (return ${this.value('i32')})))`;
    }
    throw new Error('no such statement');
  }

  list(depth) {
    const count = 1 + this.dice.roll(4);
    return Array.from({length: count}, () => this.statement(depth)).join('\n');
  }

  trace() {
    return TYPES.flatMap(type => LOCALS[type].map(name => type === 'i32'
      ? `(local.get $${name})`
      : type === 'i64' ? `(i32.wrap_i64 (local.get $${name}))`
        : `(i32.trunc_sat_${type}_s (local.get $${name}))`))
      .map(of => `(call $log ${of})`).join(' ');
  }

  function(index) {
    this.index = index;
    this.loops = 0;
    this.labels = 0;
    this.open = [];
    const body = [this.list(3), this.trace(), this.list(3), this.trace(),
      this.list(2)].join('\n');
    const counters = Array.from({length: this.loops}, (_, i) =>
      `(local $n${i} i32)`).join(' ');
    const [, , ...ints] = LOCALS.i32;
    const rest = [...ints.map(name => `(local $${name} i32)`),
      '(local $b i32)', '(local $h i64)', '(local $p f32)', '(local $q f64)',
      '(local $r f64)'].join(' ');
    return `(func $f${index} (param $a i32) (param $g i64) (result i32) ` +
      `${rest} ${counters}\n${body}\n(local.get $a))`;
  }
}

export function program(seed) {
  const maker = new Maker(seed);
  const functions = Array.from({length: FUNCTIONS}, (_, i) => maker.function(i));
  return `(module
  (type $f (func (param i32 i64) (result i32)))
  (import "env" "wait" (func $wait (param i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (tag $t (param i32))
  (table ${FUNCTIONS} funcref)
  (elem (i32.const 0) ${functions.map((_, i) => `$f${i}`).join(' ')})
  ${functions.join('\n')}
  (func (export "run") (param $a i32) (result i32)
    (call $f0 (local.get $a) (i64.const 7))))`;
}
