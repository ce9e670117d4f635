// SPDX-License-Identifier: MIT
// Serves the page on a loopback address.  What was built lies over the sources:
// /demo/digest.mjs beside /demo/page.mjs.
import {createReadStream} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join} from 'node:path';

import {folder, root} from './build.mjs';

const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

const open = path => new Promise((resolve, reject) => {
  const file = createReadStream(path);
  file.on('open', () => resolve(file)).on('error', reject);
});

async function answer({url}, response) {
  // A URL's path has no way up in it.
  const {pathname} = new URL(url, 'http://localhost');
  const path = pathname === '/' ? '/demo/index.html' : pathname;
  if (pathname === '/')
    return response.writeHead(302, {location: path}).end();
  if (!/^\/(demo|web|src\/graph)\/[\w./-]+$/.test(path))
    return response.writeHead(404).end();
  const file = await open(join(folder('web'), path))
    .catch(() => open(join(root, path)))
    .catch(() => null);
  if (!file) return response.writeHead(404).end();
  response.setHeader('content-type',
    types[extname(path)] ?? 'application/octet-stream');
  response.setHeader('cache-control', 'no-store');
  file.pipe(response);
}

/* port 0: any that is free. */
export async function serve(port = 0) {
  const server = createServer(answer);
  await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
