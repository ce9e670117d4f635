// SPDX-License-Identifier: MIT
// In a browser's worker, shared or not: all cases, of the programs in the folder that its
// address names, or such a program for the page, or for all pages.
import * as wasyncio from '../../web/index.mjs';
import {expose} from '../../web/remote.mjs';
import {inFolder, playAll} from './play.mjs';

const [how, folder] = decodeURIComponent(location.hash.slice(1)).split(' ');
addEventListener('message', ({data}) => {
  if (data.fail) throw new Error('nobody catches it');
});

const open = functions => wasyncio.open(new URL('exports.mjs', folder),
  {functions, stderr() {}});

if (how === 'remote') {
  expose(open);
} else if (how === 'common') {
  const program = open({});
  globalThis.onconnect = ({ports: [port]}) => expose(program, port);
} else if (how === 'shared') {
  globalThis.onconnect = ({ports: [port]}) =>
    playAll(wasyncio, inFolder(folder), each => port.postMessage(each));
} else {
  playAll(wasyncio, inFolder(folder), each => postMessage(each));
}
