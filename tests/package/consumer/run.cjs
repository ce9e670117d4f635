// SPDX-License-Identifier: MIT
const {use} = require('./use.mjs');

use().then(told => console.log(told));
