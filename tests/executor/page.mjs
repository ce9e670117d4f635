// SPDX-License-Identifier: MIT
// page.mjs?folder=FOLDER: all cases in a page, then in a worker of it; the server is told.
import {playAll} from './play.mjs';

const folder = new URL(new URL(import.meta.url).searchParams.get('folder'), location);

if (globalThis.window) {
  let said = Promise.resolve();
  const tell = each => {
    said = said.then(() => fetch('/', {method: 'POST', body: JSON.stringify(each)}));
  };
  await playAll(folder, tell);
  const worker = new Worker(import.meta.url, {type: 'module'});
  worker.onmessage = ({data}) => tell(data);
  worker.onerror = event => tell({name: 'it starts', error: event.message});
} else {
  await playAll(folder, postMessage);
}
