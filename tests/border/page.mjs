// SPDX-License-Identifier: MIT
// page.mjs?folder=FOLDER: all cases in a page, then in a worker of it and in a shared one,
// then from the page in its workers, and in a pool of them; the server is told.
import * as wasyncio from '../../web/index.mjs';
import {inFolder, playAll, playPool, playRemote, playShared} from './play.mjs';

const folder = new URL(new URL(import.meta.url).searchParams.get('folder'), location);

let said = Promise.resolve();
const tell = each => {
  said = said.then(() => fetch('/', {method: 'POST', body: JSON.stringify(each)}));
};

const make = (how, Kind = Worker) => new Kind(
  new URL(`worker.mjs#${encodeURIComponent(`${how} ${folder}`)}`, import.meta.url),
  {type: 'module'});

/* What a worker tells, by itself or its port, to its end. */
const hear = (worker, port = worker) => new Promise(resolve => {
  port.onmessage = ({data}) => {
    if (data.name) tell(data);
    else resolve();
  };
  worker.onerror = event => tell({name: 'it starts', error: event.message});
});

await playAll(wasyncio, inFolder(folder), tell);
await hear(make('worker'));
tell({});
const shared = make('shared', SharedWorker);
await hear(shared, shared.port);
await playShared(() => make('common', SharedWorker).port, tell);
await playRemote(wasyncio, () => make('remote'), tell);
await playPool(wasyncio, inFolder(folder), () => make('remote'), tell);
