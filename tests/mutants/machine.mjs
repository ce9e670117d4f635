// SPDX-License-Identifier: MIT
// Tries mutants: small deliberate bugs, each of which some test has to find.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {root} from '../build.mjs';

const countOf = (text, part) => text.split(part).length - 1;

const read = file => readFileSync(join(root, file), 'utf8');

/* What is wrong with a mutant's text; undefined: nothing. */
export function misfit({file, find, replace}, text = read(file)) {
  const count = countOf(text, find);
  if (count !== 1) return `its text is there ${count} times, not once`;
  return find === replace ? 'it changes nothing' : undefined;
}

/**
 * All steps, without a bug. Returns name -> the seconds that one may take with
 * a bug. A test that fails here says nothing about mutants, so that ends it all.
 */
export async function measure(copy, steps) {
  const limits = {};
  for (const [name, step] of Object.entries(steps)) {
    const build = await copy.build(step.preset, step.target);
    if (!build.good)
      throw new Error(`${step.preset} does not build\n${build.text}`);
    const began = Date.now();
    const {good, text} = await copy.run({...step, seconds: 900});
    if (!good) throw new Error(`"${name}" fails without a bug\n${text}`);
    // A machine may get busy meanwhile, and that is not a bug.
    limits[name] = 20 + 10 * (Date.now() - began) / 1000;
  }
  return limits;
}

/**
 * One mutant in a copy. Returns {found, how}: the step that failed first and
 * in what way, or {wrong}: why it was no test of the tests.
 */
export async function tryMutant(mutant, copy, steps, limits) {
  const wrong = misfit(mutant, copy.read(mutant.file));
  if (wrong) return {wrong};
  const restore = copy.change(mutant.file,
    text => text.replace(mutant.find, () => mutant.replace));
  try {
    for (const [name, step] of Object.entries(steps)) {
      const build = await copy.build(step.preset, step.target);
      if (!build.good) return {wrong: `it does not build\n${build.text}`};
      const {good, hung} = await copy.run({...step, seconds: limits[name]});
      if (!good) return {found: name, how: hung ? 'hung' : 'failed'};
    }
    return {wrong: 'it survives: no test finds it'};
  } finally {
    restore();
  }
}
