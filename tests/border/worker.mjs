// SPDX-License-Identifier: MIT
// In a browser's worker: all cases, of the programs in the folder that its address
// names, or such a program for the page.
import * as wasyncio from '../../web/index.mjs';
import {expose} from '../../web/remote.mjs';
import {inFolder, playAll} from './play.mjs';

const [how, folder] = decodeURIComponent(location.hash.slice(1)).split(' ');
addEventListener('message', ({data}) => {
  if (data.fail) throw new Error('nobody catches it');
});

if (how === 'remote')
  expose(functions => wasyncio.open(new URL('exports.mjs', folder),
    {functions, stderr() {}}));
else
  playAll(wasyncio, inFolder(folder), each => postMessage(each));
