// SPDX-License-Identifier: MIT
// Programs for the web in a page: one browser, a page for each program.
import {chromium} from 'playwright-core';

import {address, root, serveFiles} from './files.mjs';

export {address};

let host;

export const origin = async () => (await (host ??= launch())).server.origin;

async function launch() {
  const server = await serveFiles();
  const browser = await chromium.launch({
    executablePath: process.env.WASYNCIO_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-quic',
      '--no-first-run'],
  });
  const context = await browser.newContext();
  return {server, browser, context};
}

/* An empty page, from which modules can be imported; or one of another server. */
export async function page(address) {
  host ??= launch();
  const {context, server} = await host;
  const blank = await context.newPage();
  await blank.goto(address ?? server.origin);
  return blank;
}

/* As in firefox.mjs. */
export async function show(address) {
  const shown = await page(address);
  return () => shown.close();
}

const index = address(`${root}web/index.mjs`);

/* Making a page takes half a second; so programs share one. */
let shared;
let count = 0;

/* As in node.mjs. */
export function start(program, {args = [], stdin, env = {}} = {}) {
  const glue = address(`${program}.mjs`);
  const id = count++;
  shared ??= page();
  const begun = shared.then(async place => {
    await place.evaluate(async ({id, index, glue, args, stdin, env}) => {
      const {open} = await import(index);
      const output = {stdout: '', stderr: ''};
      const app = await open(glue, {
        args, stdin, env,
        stdout: text => { output.stdout += text; },
        stderr: text => { output.stderr += text; },
      });
      (window.running ??= new Map()).set(id, {app, output});
    }, {id, index, glue, args, stdin, env});
    return place;
  });
  return {
    done: begun.then(place => place.evaluate(async id => {
      const {app, output} = running.get(id);
      try {
        return {status: await app.exited, ...output};
      } catch (error) {
        // As Node would end.
        return {status: 1, ...output, stderr: `${output.stderr}${error.stack}\n`};
      } finally {
        running.delete(id);
      }
    }, id)),
    interrupt: async () => (await begun).evaluate(id =>
      running.get(id).app.interrupt(), id),
    /* When it has written that. */
    says: async text => (await begun).waitForFunction(([id, text]) =>
      running.get(id).output.stdout.includes(text), [id, text]),
  };
}

export const run = (program, options) => start(program, options).done;

export async function close() {
  if (!host) return;
  const {browser, server} = await host;
  host = shared = undefined;
  await browser.close();
  server.close();
}
