// SPDX-License-Identifier: MIT
// SQLite, whose reads, writes and syncs wait.
import {testPort} from './ports.mjs';

testPort('sqlite');
