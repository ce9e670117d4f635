// SPDX-License-Identifier: MIT
// runs.mjs PROGRAM.mjs WHAT... [+ WHAT...]: a program for each list, all in this
// process or worker, and what each says.  When one calls, the others are woken.
import {pathToFileURL} from 'node:url';

import {open} from '../../web/index.mjs';

const [glue, ...words] = process.argv.slice(2);
const apps = [];
globalThis.probe = () => apps.forEach(app => app.module._act());
for (const args of words.join(' ').split(' + ')) {
  const app = await open(pathToFileURL(glue),
    {args: args.split(' '), stdout: text => { app.said += text; }});
  apps.push(Object.assign(app, {said: ''}));
}
const statuses = await Promise.all(apps.map(app => app.exited));
console.log(JSON.stringify(apps.map(({said}, i) => [statuses[i], said])));
