// SPDX-License-Identifier: MIT
// page.mjs?FOLDER: in a page, all cases there and then in a worker; the server is told.
import * as wasyncio from '../../web/index.mjs';
import {inFolder, playAll} from './play.mjs';

const folder = new URL(new URL(import.meta.url).searchParams.get('folder'), location);

let said = Promise.resolve();
const tell = where => each => {
  said = said.then(() =>
    fetch('/', {method: 'POST', body: JSON.stringify({where, ...each})}));
};

await playAll(wasyncio, inFolder(folder), tell('page'));

const worker = new Worker(new URL('worker.mjs', import.meta.url), {type: 'module'});
worker.onmessage = ({data}) => tell('worker')(data);
worker.onerror = event => tell('worker')({name: 'it starts', error: event.message});
worker.postMessage(folder.href);
