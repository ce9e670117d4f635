// SPDX-License-Identifier: MIT
// Programs for the web in a page: one browser, a page for each program.
import {createReadStream} from 'node:fs';
import {createServer} from 'node:http';
import {dirname, extname, sep} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

import {chromium} from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const served = [root]; // folders
const types = {
  '.html': 'text/html', '.mjs': 'text/javascript', '.wasm': 'application/wasm',
};

/* The address of a file is its path. */
function serve(request, response) {
  const path = fileURLToPath(new URL(request.url.split('?')[0], 'file:///'));
  if (path === sep) {
    response.writeHead(200, {'content-type': 'text/html'});
    return response.end('<!doctype html><title>wasyncio</title>');
  }
  if (!served.some(folder => path.startsWith(folder)))
    return response.writeHead(404).end();
  const file = createReadStream(path);
  file.on('error', () => response.writeHead(404).end());
  file.on('open', () => {
    response.setHeader('content-type',
      types[extname(path)] ?? 'application/octet-stream');
    file.pipe(response);
  });
}

let host;

async function launch() {
  const server = createServer(serve);
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const browser = await chromium.launch({
    executablePath: process.env.WASYNCIO_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-quic',
      '--no-first-run'],
  });
  const context = await browser.newContext();
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {server, browser, context, origin};
}

/* The address under which a page finds a file. */
export function address(path) {
  const folder = dirname(path) + sep;
  if (!served.includes(folder)) served.push(folder);
  return pathToFileURL(path).pathname;
}

/* An empty page, from which modules can be imported. */
export async function page() {
  host ??= launch();
  const {context, origin} = await host;
  const blank = await context.newPage();
  await blank.goto(origin);
  return blank;
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
