// SPDX-License-Identifier: MIT
// In a browser's worker: opens a program, and interrupts it on any message.
import {open} from '../../web/index.mjs';

const [glue, ...args] = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const app = await open(glue, {args, stdout: text => postMessage(text)});
onmessage = () => app.interrupt();
postMessage(await app.exited);
