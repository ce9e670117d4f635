// SPDX-License-Identifier: MIT
// What README.md tells its reader to do, done.
import {after, before, test} from 'node:test';

import {reads} from './reader.mjs';

const reader = reads('README.md');

before(() => reader.build());
after(() => reader.leave());

test('each block is of a kind that is played here', () => {
  reader.knows(['count.c', 'CMakeLists.txt', 'use.mjs']);
});

for (const {name, type} of reader.consoles) test(name, type);
