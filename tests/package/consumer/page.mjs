// SPDX-License-Identifier: MIT
import {use} from './use.mjs';

use().then(told => { document.title = told; },
  error => { document.title = `failed: ${error.stack}`; });
