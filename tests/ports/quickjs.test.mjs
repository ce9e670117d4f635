// SPDX-License-Identifier: MIT
// QuickJS, which waits below sorts, patterns, getters, proxies and jobs.
import {testPort} from './ports.mjs';

testPort('quickjs');
