// SPDX-License-Identifier: MIT
// What open takes and what it refuses: by name, and before anything starts.

/* The error has the option's name, too. */
export const refuse = (option, why) => {
  throw Object.assign(new TypeError(`the option ${option} ${why}`), {option});
};

const isText = value =>
  typeof value == 'string' && value.isWellFormed() && !value.includes('\0');

/* Neither null nor an array, a map or the like. */
const isRecord = value =>
  typeof value == 'object' && value && !value[Symbol.iterator];

const ofBuffers = [ArrayBuffer, globalThis.SharedArrayBuffer].filter(kind => kind)
  .map(kind => Object.getOwnPropertyDescriptor(kind.prototype, 'byteLength').get);

/* Of any realm.  An AudioBuffer and the like have only such a name. */
const isBuffer = value => /\[object (Shared)?ArrayBuffer]/.test(
  Object.prototype.toString.call(value)) && ofBuffers.some(length => {
  try {
    return length.call(value) >= 0;
  } catch {
    return false;
  }
});

/* The memory of what has some, whatever its kind and realm; text in UTF-8.  Throws when
 * that is gone. */
export function bytesOf(value) {
  if (typeof value == 'string')
    return value.isWellFormed() ? new TextEncoder().encode(value) : undefined;
  const isView = ArrayBuffer.isView(value);
  if (!isView && !isBuffer(value)) return undefined;
  try {
    if (!isView) return new Uint8Array(value);
    if (!value.byteLength) value.at?.(0); // one beyond its memory looks empty
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  } catch (cause) {
    throw new TypeError(
      'its memory was given away (detached), or shrunk to less than it has', {cause});
  }
}

const isFree = stream => !(stream.locked || stream.bodyUsed || stream.body?.locked);

const isSource = value => isFree(value) && (value.getReader || value.arrayBuffer ||
  value[Symbol.asyncIterator] || value[Symbol.iterator]);

const isSink = value => typeof value == 'function' || isFree(value) &&
  (value.getWriter || typeof value.write == 'function');

/* Each gives the option, or a copy that no one can change, or nothing. */
const takes = {
  wasm: value => /string|object/.test(typeof value) && value,
  args: value => Array.isArray(value) && [...value],
  env: value => isRecord(value) && {...value},
  // Read when the program asks for it.
  stdin: value => bytesOf(value)?.slice() ??
    (typeof value == 'object' && isSource(value) && value),
  stdout: value => isSink(value) && value,
  stderr: value => isSink(value) && value,
  signal: value => typeof value?.aborted == 'boolean' && value,
  module: value => isRecord(value) && {...value},
  functions: value => isRecord(value) && {...value},
  workers: value => typeof value?.run == 'function' && typeof value.close == 'function' && value,
  timeline: value => typeof value == 'boolean' && {on: value},
};

// What emcc looks for in its Module, if the program was linked so; the names that
// its manual has.
const EMCC = ` arguments print preInit preRun postRun locateFile wasmBinary \
wasmMemory noInitialRun noExitRuntime onAbort onExit onRuntimeInitialized \
thisProgram quit setStatus canvas `;

const SET = ' wio instantiateWasm printErr stdin stdout stderr ';

const has = (list, name) => list.includes(` ${name} `);

/* The options, when all are good. */
export function checked(options) {
  if (!isRecord(options)) throw new TypeError('the options of open are no object');
  const good = {};
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(takes, name)) refuse(name, 'is none that open knows');
    if (value === undefined) continue;
    let taken;
    try {
      taken = value !== null && takes[name](value);
    } catch (error) {
      refuse(name, `cannot be looked at: ${error?.message ?? error}`);
    }
    good[name] = taken || refuse(name,
      `is of a wrong kind, or in use: ${value?.constructor?.name ?? value}`);
  }
  const {args = [], env = {}, module = {}, functions = {}} = good;
  args.forEach((arg, i) => isText(arg) ||
    refuse(`args[${i}]`, 'is no text that C can have'));
  for (const [name, value] of Object.entries(env)) {
    if (!isText(name) || name.includes('=') || !name)
      refuse('env', `has ${JSON.stringify(name)}, which is no name`);
    if (value !== undefined && !isText(value))
      refuse(`env.${name}`, 'is no text that C can have');
  }
  for (const [name, value] of Object.entries(functions))
    if (typeof value != 'function') refuse(`functions.${name}`, 'is no function');
  for (const name of Object.keys(module))
    if (has(SET, name)) refuse('module', `has ${name}, which open sets`);
  return good;
}

/* What the option module has of emcc's names: the program says which of them it
 * looks for, and would leave others alone. */
export function checkLooked(module = {}, looked) {
  for (const name of Object.keys(module))
    if (has(EMCC, name) && !has(` ${looked} `, name))
      refuse('module', `has ${name}, which the program was not linked to look for`);
}
