// SPDX-License-Identifier: MIT
// Nodes that are made here, and questions that are asked of any.
import {op} from './opcodes.mjs';
import {none} from './tree.mjs';
import {value} from './module.mjs';

export const node = (code, args = [], more = {}) => ({op: code, args, leaves: 0,
  ...more});
const leaving = (code, args, more) => ({op: code, args, leaves: 1, ...more});

export const constant = imm => leaving(op.i32Const, [], {imm});
export const get = imm => leaving(op.localGet, [], {imm});
export const set = (imm, of) => node(op.localSet, [of], {imm});
export const getGlobal = imm => leaving(op.globalGet, [], {imm});
export const setGlobal = (imm, of) => node(op.globalSet, [of], {imm});
export const equal = (a, b) => leaving(op.i32Eq, [a, b]);
export const isZero = a => leaving(op.i32Eqz, [a]);
export const atLeast = (a, b) => leaving(op.i32GeU, [a, b]);
export const sum = (a, b) => leaving(op.i32Add, [a, b]);
export const word = address =>
  leaving(op.i32Load, [address], {imm: {align: 2, offset: 0}});
export const store = (code, imm, address, of) => node(code, [address, of], {imm});
export const block = body => node(op.block, [], {type: none, body});
export const when = (condition, body, other) =>
  node(op.if, [condition], {type: none, body, other});
export const choose = (condition, body, other) => leaving(op.if, [condition],
  {type: value.i32 - 128, body: [body], other: [other]});
export const leave = (to, ...args) => node(op.br, args, {to});
export const leaveIf = (to, condition) => node(op.brIf, [condition], {to});

const zeroes = {
  [value.i32]: [op.i32Const, 0], [value.i64]: [op.i64Const, Uint8Array.of(0)],
  [value.f32]: [op.f32Const, new Uint8Array(4)],
  [value.f64]: [op.f64Const, new Uint8Array(8)],
  [value.v128]: [op.v128Const, new Uint8Array(16)],
};

/* The zero of a type; undefined: it has none. */
export function zero(type) {
  const known = zeroes[type];
  return known && leaving(known[0], [], {imm: known[1]});
}

export const isGlobal = (of, index) =>
  of?.op === op.globalGet && of.imm === index;
export const isConstant = (of, number) =>
  of?.op === op.i32Const && of.imm === number;

/* Compute from nothing but locals and constants, and can neither fail nor be
 * noticed; `state` is the one global. */
const PURE = new Set([op.i32Const, op.i64Const, op.f32Const, op.f64Const,
  op.localGet, op.select]);
/* Divisions, and floats that are cut to an integer. */
const TRAPS = [[0x6d, 0x70], [0x7f, 0x82], [0xa8, 0xab], [0xae, 0xb1]];
const computes = code => code >= op.i32Eqz && code <= 0xc4 &&
  !TRAPS.some(([first, last]) => code >= first && code <= last);
export const isPure = (of, state) =>
  (PURE.has(of.op) || computes(of.op) || isGlobal(of, state)) &&
  of.args.every(each => isPure(each, state));
