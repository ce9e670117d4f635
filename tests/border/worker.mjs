// SPDX-License-Identifier: MIT
// In a browser's worker: all cases, of the programs in the folder that it is told.
import * as wasyncio from '../../web/index.mjs';
import {inFolder, playAll} from './play.mjs';

onmessage = ({data}) => playAll(wasyncio, inFolder(data), each => postMessage(each));
