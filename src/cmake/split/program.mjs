// SPDX-License-Identifier: MIT
// Splits all that the pass has prepared in a module.
import {Unknown} from './bytes.mjs';
import {findPass} from './frame.mjs';
import {split} from './parts.mjs';
import {Module} from './module.mjs';
import {op} from './opcodes.mjs';
import {instructions} from './tree.mjs';
import {verifySplit} from './verifier.mjs';

/* Whether the pass has prepared it: it looks at the state. */
function isPrepared(module, index, {state, own}) {
  if (own.has(index)) return false;
  for (const {op: code, imm} of instructions(module, index))
    if (code === op.globalGet && imm === state) return true;
  return false;
}

/* Bytes that read the state, or look so. */
function mayBePrepared(code, {state}) {
  for (let at = code.indexOf(0x23); at >= 0; at = code.indexOf(0x23, at + 1))
    if ((code[at + 1] & 127) === state % 128) return true;
  return false;
}

export function splitModule(bytes, {tailCalls = true, large} = {}) {
  const module = new Module(bytes);
  const pass = findPass(module);
  if (!pass) throw new Unknown('The Asyncify pass has left no state to look at: ' +
    'is this Binaryen too new?');
  const globals = new Map();
  const transfer = (type, nth) => {
    const key = `${type} ${nth}`;
    if (!globals.has(key)) globals.set(key, module.addGlobal(type));
    return globals.get(key);
  };
  const left = [];
  const done = [];
  const counts = {prepared: 0, changed: 0, doubled: 0};
  const last = module.functions.length;
  for (let index = module.imported; index < last; index++) {
    if (!mayBePrepared(module.bodyOf(index).code, pass)) continue;
    const name = module.nameOf(index);
    try {
      if (!isPrepared(module, index, pass)) continue;
      counts.prepared++;
      const parts = split(module, index, module.functions.length, pass,
        {tailCalls, transfer, large});
      if (!parts) continue;
      module.bodies[index - module.imported] = parts.name;
      counts.changed++;
      const indices = {name: index};
      for (const part of ['rw', 'on'])
        if (parts[part])
          indices[part] = module.addFunction(`${name}$${part}`,
            module.functions[index], parts[part]);
      if (parts.rw) counts.doubled++;
      done.push(indices);
      for (const [what, n] of Object.entries(parts.counts))
        counts[what] = (counts[what] ?? 0) + n;
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      left.push({name, why: error.message});
    }
  }
  const written = module.write({feature: tailCalls && 'tail-call'});
  const before = new Module(bytes);
  const after = new Module(written);
  for (const indices of done) verifySplit(before, after, pass, indices);
  return {bytes: written, left, counts};
}
