// SPDX-License-Identifier: MIT
// How many random programs of a fixed seed it takes until one plays otherwise in C
// than on CPython, for each mutant of what they can reach. programs.md has it.
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {root} from '../build.mjs';
import {openCopy} from './copy.mjs';
import {misfit} from './machine.mjs';

const SEED = 1;
const PAGE = join(root, 'tests', 'mutants', 'programs.md');
const ROOMS = /^src\/(core|runner|scope|sync|queue|waiting|generator|executor|graph)\//;
const ROW = /^\| `(.+?)` \| (.+) \| (.+) \|$/;

export const inReach = ({file, on = 'native'}) => on === 'native' && ROOMS.test(file);

/* file and reason -> the cell, as the page has it. */
export function rowsOf(page) {
  return new Map(page.split('\n').map(line => ROW.exec(line)).filter(Boolean)
    .map(([, file, why, cell]) => [`${file}: ${why}`, cell]));
}

const read = () => existsSync(PAGE) ? rowsOf(readFileSync(PAGE, 'utf8')) : new Map();

const step = most => ({
  preset: 'native',
  seconds: 300,
  command: (tests, sources) => [process.env.WASYNCIO_PYTHON ?? 'python3.14', '-B',
    join(sources, 'programs', 'compare.py'), '--first', '--seed', `${SEED}`,
    '--programs', `${most}`, '--', join(tests, 'programs', 'programs')],
});

/* What the comparison says; a mutant may keep it from its end. */
async function count(copy, most) {
  const build = await copy.build('native', 'programs');
  if (!build.good) return {first: 'does not build'};
  const {hung, text} = await copy.run(step(most));
  const [, python, first] = /^CPython (\S+): (\d+|none)$/m.exec(text) ?? [];
  if (!first && !hung) throw new Error(`nothing was compared\n${text}`);
  return {python, first: hung ? 'hangs' : first === 'none' ? `none in ${most}` : first};
}

function write(mutants, cells, most, python) {
  const rows = mutants.filter(inReach)
    .map(({file, why}) => ({file, why, cell: cells.get(`${file}: ${why}`)}));
  const numbers = rows.map(({cell}) => Number(cell)).filter(n => n > 0)
    .sort((a, b) => a - b);
  const none = rows.filter(({cell}) => cell?.startsWith('none')).length;
  const left = rows.filter(({cell}) => !cell).length;
  writeFileSync(PAGE, `<!-- SPDX-License-Identifier: MIT -->
# How many random programs find each mutant

\`npm run mutate -- --programs ${most}\` writes this: for each mutant of the C that
random programs can reach, how many of those from seed ${SEED} on are played until one
leaves another trace than CPython ${python}. The other tests find every mutant; what
programs do not find is no memory, misuse, other threads, debug mode, or what C has
beyond asyncio.

Of ${rows.length} mutants ${numbers.length} are found, half of those by the first \
${numbers[numbers.length >> 1]} programs; ${none} by none${
  left ? `; ${left} were not tried yet` : ''}.

| file | mutant | programs |
|---|---|---|
${rows.map(({file, why, cell}) => `| \`${file}\` | ${why} | ${cell ?? '-'} |`).join('\n')}
`);
}

/** All of them, or those whose file or reason has a word; the other rows stay. */
export async function countPrograms(mutants, wanted, most, say) {
  const copy = openCopy('programs');
  const cells = read();
  const {python, first} = await count(copy, most);
  if (!first.startsWith('none'))
    throw new Error(`without a mutant it is: ${first}`);
  for (const mutant of wanted.filter(inReach)) {
    const {file, find, replace, why} = mutant;
    if (misfit(mutant, copy.read(file))) throw new Error(`${file}: ${why}: no such text`);
    const restore = copy.change(file, text => text.replace(find, () => replace));
    try {
      cells.set(`${file}: ${why}`, (await count(copy, most)).first);
    } finally {
      restore();
    }
    say(`${file.padEnd(28)} ${cells.get(`${file}: ${why}`).padStart(12)}  ${why}`);
    write(mutants, cells, most, python);
  }
}
