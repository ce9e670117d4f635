// SPDX-License-Identifier: MIT
// CPython's own asyncio, and that of the CPython that was compiled to
// WebAssembly, on the loop that Pyodide gives its users.
import {createRequire} from 'node:module';

import {nodes, output} from '../hosts.mjs';
import {here} from '../place.mjs';
import {ask} from '../../setup/command.mjs';
import {parse} from '../../setup/version.mjs';

export const who = 'CPython';

const python = process.env.WASYNCIO_PYTHON;

export const prepare = async () => ({
  entries: [
    {who, host: 'native', run: args => output(python, [here('peers/cpython.py'), ...args])},
    {who: 'Pyodide', host: 'node24',
      run: args => output(nodes.node24, [here('peers/pyodide.mjs'), ...args])},
  ],
  versions: {
    cpython: parse(await ask(python, ['--version'], process.env) ?? ''),
    pyodide: createRequire(import.meta.url)('pyodide/package.json').version,
  },
});
