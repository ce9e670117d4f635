// SPDX-License-Identifier: MIT
// npm run mutate [-- WORD...]: breaks a copy of the tree on purpose, in each of
// the ways of list.mjs or those whose file or reason contains a WORD, and shows
// which test finds it. Fails when none does.
// npm run mutate -- --programs N [WORD...]: how many random programs, of N at most,
// it takes to find each; writes programs.md.
import {parseArgs} from 'node:util';

import {openCopy} from './copy.mjs';
import {mutants} from './list.mjs';
import {measure, misfit, tryMutant} from './machine.mjs';
import {countPrograms} from './programs.mjs';
import {steps} from './steps.mjs';

const {values: {programs}, positionals: words} = parseArgs({
  allowPositionals: true, options: {programs: {type: 'string'}}});
const wanted = mutants.filter(({file, why}) => words.length === 0 ||
  words.some(word => `${file} ${why}`.includes(word)));

const say = text => console.log(`mutate: ${text}`);
const onOf = ({on = 'native'}) => on;
const since = began => `${((Date.now() - began) / 1000).toFixed(0)} s`;

function show(mutant, {found, how, wrong}, time) {
  const cells = [mutant.file.padEnd(22), wrong ? 'NOT FOUND' : how,
    (wrong ? '' : `${onOf(mutant)}: ${found}`).padEnd(27), time.padStart(5)];
  console.log(`${cells.join('  ')}  ${mutant.why}`);
  if (wrong) console.log(`    ${wrong}`);
}

/* Two at a time, each in a copy of its own.  What a build's tests take is
 * measured once, in the first copy that needs it. */
async function lane(name, next, limits, results) {
  const copy = openCopy(name);
  for (let mutant; (mutant = next());) {
    const on = onOf(mutant);
    limits[on] ??= measure(copy, steps[on]);
    const limitsOn = await limits[on];
    const began = Date.now();
    const result = await tryMutant(mutant, copy, steps[on], limitsOn);
    results.push({mutant, ...result});
    show(mutant, result, since(began));
  }
}

async function main() {
  const misfits = mutants.map(mutant => [mutant, misfit(mutant)])
    .filter(([, wrong]) => wrong);
  for (const [{file, why}, wrong] of misfits) say(`${file}: ${why}: ${wrong}`);
  if (misfits.length > 0) return 1;
  if (programs) {
    await countPrograms(mutants, wanted, Number(programs), say);
    return 0;
  }
  say(`${wanted.length} mutants, after the tests without one`);
  const began = Date.now();
  const limits = {};
  const results = [];
  // Of the other builds one copy is enough.
  const native = wanted.filter(mutant => onOf(mutant) === 'native');
  const others = wanted.filter(mutant => onOf(mutant) !== 'native');
  await Promise.all([
    lane('one', () => native.shift(), limits, results),
    lane('two', () => others.shift() ?? native.shift(), limits, results),
  ]);
  const count = how => results.filter(result => result.how === how).length;
  const left = results.filter(({wrong}) => wrong);
  say(`${results.length} mutants in ${since(began)}: ${count('failed')} made a ` +
    `test fail, ${count('hung')} made one hang, ${left.length} were not found`);
  return left.length > 0 || results.length === 0 ? 1 : 0;
}

process.exitCode = await main();
