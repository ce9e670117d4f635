// SPDX-License-Identifier: MIT
// What requests.c asks; a page may, too.
import {createServer} from 'node:http';

const piece = Buffer.alloc(64 * 1024, 'x');

/* So many bytes, as they are taken; counts those that were given away. */
async function give(response, n, counts) {
  while (counts.sent < n && !response.destroyed) {
    const size = Math.min(piece.length, n - counts.sent);
    counts.sent += size;
    if (!response.write(piece.subarray(0, size)))
      await new Promise(resolve => { response.go = resolve; });
  }
  response.end();
}

/* Gives its address and what ends it. */
export async function serve() {
  const states = new Map(); // by the names that requests have given themselves
  const answers = {
    hello: response => response.end('hello'),
    empty: response => response.writeHead(204).end(),
    missing: response => response.writeHead(404).end('no such page'),
    header: response => response.setHeader('x-many', ['one', 'two']).end(),
    cookies: response => response.setHeader('set-cookie', ['a=1', 'b=2']).end(),
    moved: response => response.writeHead(302, {location: '/hello'}).end(),
    ring: response => response.writeHead(302, {location: '/ring'}).end(),
    never() {},
    begins: response => response.flushHeaders(),
    large: (response, request, state) => give(response, 64 << 20, state),
    endless: (response, request, state) => give(response, Infinity, state),
    breaks(response) {
      response.writeHead(200, {'content-length': 1e6});
      response.write(piece, () => setTimeout(() => response.destroy(), 20));
    },
    async echo(response, request, state) {
      response.setHeader('x-asked', request.headers['x-asked'] ?? '-');
      if (request.method === 'PUT') {
        request.pipe(response);
        return;
      }
      let n = 0, text = '';
      for await (const chunk of request) {
        n += chunk.length;
        if (n < 100) text += chunk;
      }
      state.whole = true;
      response.end(`${request.method} ${n} ${text}`);
    },
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://any');
    const name = url.pathname.slice(1);
    for (const [header, value] of Object.entries({'origin': '*', 'headers': '*',
      'methods': '*'})) response.setHeader(`access-control-allow-${header}`, value);
    response.setHeader('access-control-expose-headers', '*');
    // A browser's cache would read on by itself.
    response.setHeader('cache-control', 'no-store');
    if (request.method === 'OPTIONS') return response.end();
    if (name === 'state')
      return response.end(JSON.stringify(states.get(url.search) ?? {}));
    const state = {sent: 0, closed: false};
    if (url.search) states.set(url.search, state);
    request.on('error', () => {});
    response.on('error', () => {});
    response.on('drain', () => response.go?.());
    response.on('close', () => {
      state.closed = true;
      response.go?.();
    });
    // Who asks may go away in the midst of it.
    Promise.resolve(answers[name](response, request, state)).catch(() => {});
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
