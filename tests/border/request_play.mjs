// SPDX-License-Identifier: MIT
// request_play.mjs?folder=FOLDER&server=ADDRESS in a page, request_play.mjs FOLDER
// ADDRESS in a process: all cases of request_cases.mjs; tells each.
import {limited} from '../web/tools.mjs';
import {cases} from './request_cases.mjs';

/* find: the program, as {glue, wasm}. */
export async function playRequests({open}, {glue, ...wasm}, server, tell) {
  for (const name of Object.keys(cases)) {
    let said = ''; // nothing is to be reported
    const stderr = text => { said += text; };
    const left = [];
    const error = await limited(() => cases[name](
      given => open(glue, {...wasm, stderr, ...given}), server, what => left.push(what)));
    await tell({name, error: error ?? (said || null), left});
  }
  await tell({});
}

const inFolder = folder => ({glue: new URL('requests.mjs', folder)});

if (globalThis.document) {
  const {searchParams} = new URL(import.meta.url);
  await playRequests(await import('../../web/index.mjs'),
    inFolder(new URL(searchParams.get('folder'), location)), searchParams.get('server'),
    each => fetch('/', {method: 'POST', body: JSON.stringify(each)}));
} else if (globalThis.process?.argv[1]?.endsWith('request_play.mjs')) {
  const {pathToFileURL} = await import('node:url');
  const [folder, server] = process.argv.slice(2);
  await playRequests(await import('../../web/index.mjs'), inFolder(pathToFileURL(folder)),
    server, each => process.stdout.write(`${JSON.stringify(each)}\n`));
}
