// SPDX-License-Identifier: MIT
// play.mjs FOLDER: plays all cases, and tells each.
import {limited} from '../web/tools.mjs';
import {cases} from './cases.mjs';

export async function playAll({open}, folder, tell) {
  for (const name of Object.keys(cases))
    await tell({name, error: await limited(() => cases[name]((options = {}) =>
      open(new URL('streams_exports.mjs', folder), {stdout() {}, ...options})))});
}

if (globalThis.process?.argv[1]?.endsWith('play.mjs')) {
  const {pathToFileURL} = await import('node:url');
  await playAll(await import('../../web/index.mjs'), pathToFileURL(process.argv[2]),
    each => process.stdout.write(`${JSON.stringify(each)}\n`));
}
