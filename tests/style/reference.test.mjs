// SPDX-License-Identifier: MIT
// Above every public declaration stands the whole of its contract; and what
// finds it missing does find it.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {cancelTable, functionsOf, markdown, problems, read, readAll}
  from './reference.mjs';

const headers = readAll();

test('every public function says its contract', () => {
  assert.deepEqual(problems(headers), []);
  assert(functionsOf(headers).length > 100);
});

test('the reference has every function, and every link an end', () => {
  const text = markdown(headers);
  const anchors = [...text.matchAll(/^### (.*)$/gm)].map(([, name]) => name);
  assert.deepEqual(anchors, functionsOf(headers).map(({name}) => name));
  for (const [, name] of text.matchAll(/\]\(#(\w+)\)/g))
    assert(anchors.includes(name), name);
});

test('the table of what a cancel does is that of the headers', () => {
  const page = readFileSync(new URL('../../include/README.md', import.meta.url), 'utf8');
  const table = cancelTable(headers);
  assert(page.includes(`\n\n${table}\n`), `include/README.md needs\n${table}`);
});

/* A header of one declaration, beside an error.h of one code. */
const judge = (declaration, nothing = []) => problems([
  read('error.h', '\tX(WIO_EINVAL, -10001, "not valid") \\\n'),
  read('x.h', `#include "types.h"\n\nWIO_BEGIN\n\n${declaration}\n\nWIO_END\n`),
], nothing).map(line => line.replace(/^x\.h:?(\d+: wio_\w+)? /, ''));

const good = `/* Do it.
 * Units: nanoseconds.
 * Owns: *out is borrowed.
 * Mirrors: asyncio.x.
 * [never suspends] [0, WIO_EINVAL not a delay] */
int wio_x(wio_task **out,
          int64_t delay) WIO_NONNULL(1);`;

test('what is whole is taken apart', () => {
  assert.deepEqual(judge(good), []);
  const [{contract, type, parameters}] = functionsOf([read('x.h', good)]);
  assert.equal(type, 'int');
  assert.deepEqual(parameters, ['wio_task **out', 'int64_t delay']);
  const {whole, gives, ...parts} = contract;
  assert.deepEqual(parts, {
    effect: 'Do it.', units: 'nanoseconds.', owns: '*out is borrowed.',
    mirrors: 'asyncio.x.', suspends: 'never suspends', returns: '0',
    errors: 'WIO_EINVAL not a delay',
  });
});

for (const [name, declaration, says] of [
  ['no comment', 'int wio_x(void);', /no comment directly above/],
  ['a blank line below it', good.replace('*/\n', '*/\n\n'),
    /no comment directly above/],
  ['a comment over two', `${good}\nint wio_y(void);`,
    /no comment directly above/],
  ['no indicator', good.replace(/ \* \[.*\] /, ' '), /does not end in/],
  ['an indicator that is not last', good.replace('] */', ']  Really. */'),
    /does not end in/],
  ['not whether it suspends', good.replace('never ', 'perhaps '),
    /does not say whether it suspends/],
  ['not what it returns', good.replace(/ \[0.*\]/, ''), /does not end in/],
  ['void with a result', good.replace('int wio', 'void wio'),
    /must say \[cannot fail\]/],
  ['no effect', good.replace('Do it.\n *', ''), /no sentence of what it does/],
  ['no Units', good.replace(/ \* Units.*\n/, ''), /without Units/],
  ['no Owns', good.replace(/ \* Owns.*\n/, ''), /without Owns/],
  ['no Owns of what it returns', good.replace(/ \* Owns.*\n/, '')
    .replace('int wio_x(wio_task **out,', 'wio_task *wio_x('), /without Owns/],
  ['a name kept', good.replace('wio_task **out', 'const char *name'),
    /is copied/],
  ['a wait without Cancelled', good.replace('never suspends', 'suspends'),
    /does not say what it is when Cancelled/],
  ['a Cancelled of no kind', good.replace('never suspends', 'suspends')
    .replace(' * Mirrors', ' * Cancelled: it is not done.\n * Mirrors'),
  /does not say what it is when Cancelled/],
  ['Cancelled without a wait',
    good.replace(' * Mirrors', ' * Cancelled: ended.\n * Mirrors'),
    /no task waits in it/],
  ['no WIO_NONNULL', good.replace(' WIO_NONNULL(1)', ''),
    /to a pointer without WIO_NONNULL\(1\)/],
  ['WIO_NONNULL of another', good.replace('(1)', '(2)'), /of no pointer/],
  ['no Mirrors', good.replace(/ \* Mirrors.*\n/, ''), /has no Mirrors/],
  ['a code unknown', good.replace('EINVAL', 'EINVALID'),
    /WIO_EINVALID, which error\.h does not define/],
  ['a name unknown', good.replace('Do it', 'As wio_z'),
    /wio_z, which no header declares/],
  ['twice', `${good}\n\n${good}`, /declared twice/],
  ['not understood', `${good}\n\nint (*wio_z(int n))(void);`,
    /declares wio_z in a way that was not understood/],
]) {
  test(`found: ${name}`, () => {
    const found = judge(declaration);
    assert(found.some(line => says.test(line)),
      `found instead: ${JSON.stringify(found)}`);
  });
}

test('found: a list of what mirrors nothing that is not true', () => {
  assert.match(judge(good, [{name: 'wio_x'}])[0], /has Mirrors: and is in/);
  assert.match(judge(good, [{name: 'wio_y'}])[0],
    /wio_y, which is not declared/);
});
