// SPDX-License-Identifier: MIT
// Small bugs in the steps of the link that transform modules.
const mutant = (file, find, replace, why) =>
  ({on: 'split', file: `src/cmake/split/${file}`, find, replace, why});

export const splitter = [
  mutant('liveness.mjs', 'return this.list(each.args, live | this.caught);',
    'return this.list(each.args, live);',
    'what only a catch clause reads is not saved'),
  mutant('saves.mjs', 'if (inner) code.push(leave(inner.label, get(call)));',
    'if (inner) code.push(leave(out));',
    'a place leaves the rest of its saves to nobody'),
  mutant('halves.mjs', 'lives.set(some[0], lives.get(some[0]) | all);', '',
    'what a statement computes before its call is lost on the way back to it'),
  mutant('doors.mjs',
    'if (this.doors.heads.has(of)) {\n      code.push(set(this.entry, constant(0)));',
    'if (this.doors.heads.has(of)) {', 'who came in by a door looks for it again'),
  mutant('fold.mjs', 'each.door ? yes | bit(REWINDING) : yes', 'yes',
    'what is only for the way back is taken from behind a door'),
  mutant('fold.mjs', 'if (this.looks(each)) return each;', '',
    'what looks behind a call is told that nothing has happened'),
  mutant('shape.mjs', 'if (!sets) each.args =', 'each.args =',
    'what is computed first is computed after it has changed'),
  mutant('verifier.mjs', 'called.size > 0 && !leaves', 'false',
    'a half that was put into the other is not noticed'),
  mutant('limits.mjs', '&& !givesBack(last)', '&& givesBack(last)',
    'it is looked where a frame is given back, and not where it is made'),
  mutant('limits.mjs', '.byte(op.i32LtU)\n        .byte(op.if).s33(none)\n        .byte(op.localGet)',
    '.byte(op.i32GtU)\n        .byte(op.if).s33(none)\n        .byte(op.localGet)',
    'there is room where there is none'),
];
