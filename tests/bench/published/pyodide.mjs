// SPDX-License-Identifier: MIT
// pyodide.mjs [PROGRAM...]: tree.py in CPython as WebAssembly.
import {readFileSync} from 'node:fs';

import {loadPyodide} from 'pyodide';

const python = await loadPyodide();
python.setStdout({batched: line => console.log(line)});
python.runPython(readFileSync(new URL('tree.py', import.meta.url), 'utf8')
  .replace("__name__ == '__main__'", 'False'));
python.globals.set('wanted', python.toPy(process.argv.slice(2)));
// Called so it is inside no task of Pyodide's own loop, which only has to stop
// being the running one.
python.runPython('asyncio._set_running_loop(None); run(wanted)');
process.exit();
