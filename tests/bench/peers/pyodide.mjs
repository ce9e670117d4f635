// SPDX-License-Identifier: MIT
// pyodide.mjs [OP...]: cpython.py in CPython as WebAssembly, on the loop
// that Pyodide gives its users.
import {readFileSync} from 'node:fs';

import {loadPyodide} from 'pyodide';

const python = await loadPyodide();
python.setStdout({batched: line => console.log(line)});
python.runPython(readFileSync(new URL('cpython.py', import.meta.url), 'utf8')
  .replace("__name__ == '__main__'", 'False'));
python.globals.set('wanted', python.toPy(process.argv.slice(2)));
await python.runPythonAsync('await run(wanted, 10)');
process.exit(); // its loop may still hold a timer
