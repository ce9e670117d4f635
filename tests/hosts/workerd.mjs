// SPDX-License-Identifier: MIT
// A server of workerd, which has its modules from the start.
import {spawn} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {dirname, relative} from 'node:path';

/**
 * Starts one, whose settings go into the file `config`. modules: names and files, the
 * first is the worker, which may ask servers of this machine; date, flags: what of
 * workerd's it is compatible with. Gives its address and what ends it.
 */
export async function serve(config, {modules, date, flags = []}) {
  const list = Object.entries(modules).map(([name, file]) => `(name = "${name}", ` +
    `${name.endsWith('.wasm') ? 'wasm' : 'esModule'} = ` +
    `embed "${relative(dirname(config), file)}")`);
  writeFileSync(config, `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  compatibilityDate = "${date}",
  compatibilityFlags = [${flags.map(flag => `"${flag}"`).join(', ')}],
  modules = [
    ${list.join(',\n    ')},
  ],
);
`);
  // It writes down its port in a descriptor of ours.
  const server = spawn(process.env.WASYNCIO_WORKERD, ['serve', config, '--control-fd=3'],
    {stdio: ['ignore', 'inherit', 'inherit', 'pipe'], timeout: 120_000,
      killSignal: 'SIGKILL'});
  const port = await new Promise((resolve, reject) => {
    let text = '';
    server.on('error', reject);
    server.on('close', () => reject(new Error('workerd does not start')));
    server.stdio[3].setEncoding('utf8').on('data', chunk => {
      text += chunk;
      const found = /"port":(\d+)/.exec(text);
      if (found) resolve(found[1]);
    });
  });
  return {address: `http://127.0.0.1:${port}/`, close: () => server.kill()};
}
