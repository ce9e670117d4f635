// SPDX-License-Identifier: MIT
// Of what emcc writes.
import type {Factory} from 'wasyncio';

declare const program: Factory;
export default program;
