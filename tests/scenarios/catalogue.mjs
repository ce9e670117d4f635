// SPDX-License-Identifier: MIT
// The scenarios that exist: their two programs, headers and golden traces.
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

import {root} from '../build.mjs';

export const folder = join(root, 'tests', 'scenarios');

const read = name => {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

/* Scenario, Clauses, Deviation and Strict, as the program's head has them. */
function headerOf(source, mark) {
  const line = new RegExp(
    `^${mark} (Scenario|Clauses|Deviation|Strict): (.+)$`, 'gm');
  return [...source.matchAll(line)].map(([, word, text]) => ({word, text}));
}

/* Of trace("label") and call_soon(trace, "label"). */
const labelsOf = source =>
  [...source.matchAll(/\btrace[(,]\s*"([^"\\]*)"/g)].map(([, label]) => label);

function program(source, mark) {
  return source === undefined ? undefined
    : {source, header: headerOf(source, mark), labels: labelsOf(source)};
}

function scenario(name) {
  const py = program(read(`${name}.py`), '#');
  const c = program(read(`${name}.c`), '//');
  const says = word => (py ?? c).header.find(line => line.word === word)?.text;
  return {
    name, py, c,
    deviation: says('Deviation')?.split(' ')[0],
    strict: says('Strict')?.split(' ')[0],
    golden: read(`${name}.trace`),
    ours: read(`${name}.c.trace`),
    ofStrict: read(`${name}.strict.trace`),
  };
}

/* A trace, or a program that says so in its head. */
const isOfOne = file => /\.trace$/.test(file) ||
  /\.(py|c)$/.test(file) && /^(#|\/\/) Scenario: /m.test(read(file));

/* All, in order of their names; a program without its twin is there, too. */
export function scenarios() {
  const names = readdirSync(folder).filter(isOfOne).map(file => file.split('.')[0]);
  return [...new Set(names)].sort().map(scenario);
}

/* The rows of tests/CLAUSES.md for which there is no scenario: tests of CPython that
 * C cannot have. */
export function without() {
  const page = readFileSync(join(root, 'tests', 'CLAUSES.md'), 'utf8');
  return [...page.matchAll(/^\| (B\d+) \| (\w+) \| - \|$/gm)]
    .map(([, clause, test]) => ({name: `${test} (${clause})`, clause}));
}
