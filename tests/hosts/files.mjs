// SPDX-License-Identifier: MIT
// A server of files for browsers, which may tell it something.
import {createReadStream} from 'node:fs';
import {createServer} from 'node:http';
import {dirname, extname, sep} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const served = [root]; // folders
const types = {
  '.html': 'text/html', '.mjs': 'text/javascript', '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/* The address under which a page finds a file: its path. */
export function address(path) {
  const folder = dirname(path) + sep;
  if (!served.includes(folder)) served.push(folder);
  return pathToFileURL(path).pathname;
}

function serve(request, response) {
  const url = new URL(request.url, 'file:///');
  const path = fileURLToPath(new URL(url.pathname, url));
  if (path === sep) {
    response.writeHead(200, {'content-type': 'text/html'});
    const script = url.searchParams.get('script');
    return response.end('<!doctype html><title>wasyncio</title>' +
      (script ? `<script type="module" src="${script}"></script>` : ''));
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

/* Headers with which a page may share memory. */
export const isolated = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/**
 * Serves all of that with `headers`. Gives its origin, whose empty page runs the
 * module that ?script= names; told, which gives what a page has posted to /told, one
 * after the other; and close.
 */
export async function serveFiles(headers = {}) {
  const posted = [];
  let wake;
  const server = createServer(async (request, response) => {
    for (const name in headers) response.setHeader(name, headers[name]);
    if (request.method !== 'POST') return serve(request, response);
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    response.end();
    posted.push(JSON.parse(text));
    wake?.();
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async told() {
      let timer;
      while (posted.length === 0)
        await new Promise((resolve, reject) => {
          wake = resolve;
          timer = setTimeout(() => reject(new Error('the page says nothing')), 120_000);
        });
      clearTimeout(timer);
      return posted.shift();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
