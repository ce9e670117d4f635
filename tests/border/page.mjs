// SPDX-License-Identifier: MIT
// page.mjs?folder=FOLDER: all cases in a page, then in a worker of it, then from the page
// in its workers, and in a pool of them; the server is told.
import * as wasyncio from '../../web/index.mjs';
import {inFolder, playAll, playPool, playRemote} from './play.mjs';

const folder = new URL(new URL(import.meta.url).searchParams.get('folder'), location);

let said = Promise.resolve();
const tell = each => {
  said = said.then(() => fetch('/', {method: 'POST', body: JSON.stringify(each)}));
};

const make = how => new Worker(
  new URL(`worker.mjs#${encodeURIComponent(`${how} ${folder}`)}`, import.meta.url),
  {type: 'module'});

await playAll(wasyncio, inFolder(folder), tell);
await new Promise(resolve => {
  const worker = make('worker');
  worker.onmessage = ({data}) => {
    tell(data);
    if (!data.name) resolve();
  };
  worker.onerror = event => tell({name: 'it starts', error: event.message});
});
await playRemote(wasyncio, () => make('remote'), tell);
await playPool(wasyncio, inFolder(folder), () => make('remote'), tell);
