// SPDX-License-Identifier: MIT
// Lua 5.4, which waits before every instruction.
import {testPort} from './ports.mjs';

testPort('lua');
