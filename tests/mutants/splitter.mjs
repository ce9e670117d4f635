// SPDX-License-Identifier: MIT
// Small bugs in the step of the link that splits what may suspend.
const mutant = (file, find, replace, why) =>
  ({on: 'split', file: `src/cmake/split/${file}`, find, replace, why});

export const splitter = [
  mutant('liveness.mjs', 'return this.list(each.args, live | this.caught);',
    'return this.list(each.args, live);',
    'what only a catch clause reads is not saved'),
  mutant('saves.mjs', 'if (inner) code.push(leave(inner.label, get(call)));',
    'if (inner) code.push(leave(out));',
    'a place leaves the rest of its saves to nobody'),
  mutant('doors.mjs',
    'if (this.doors.heads.has(of)) {\n      code.push(set(this.entry, constant(0)));',
    'if (this.doors.heads.has(of)) {', 'who came in by a door looks for it again'),
];
