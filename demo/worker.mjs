// SPDX-License-Identifier: MIT
// The program in a worker, for the page.  What gives a stream has to be here.
import {open} from '../web/index.mjs';
import {expose} from '../web/remote.mjs';
import {get} from './get.mjs';

expose(functions => open(import('./hasher.mjs'), {functions: {...functions, get}}));
