// SPDX-License-Identifier: MIT
// What C asks of servers: the same on every host.  Each case gets `play`, which opens
// the program of requests.c, the address of server.mjs, and `leave`, which is told what
// is not asked on this host, and why.

import {equal, later, matches, thrown, using} from '../web/tools.mjs';

const encode = text => new TextEncoder().encode(text);
const isWorkerd = globalThis.navigator?.userAgent === 'Cloudflare-Workers';
const isPage = !!globalThis.navigator?.userAgent?.startsWith('Mozilla');

/* A name of its own for a request, and what the server knows of it. */
let last = 0;
function named(server, path) {
  const search = `?${Date.now()}-${last++}`;
  const state = async () => (await fetch(`${server}state${search}`)).json();
  return {
    url: `${server}${path}${search}`,
    state,
    async closed() {
      for (let i = 0; !(await state()).closed; i++) {
        if (i > 500) throw new Error('it is still open');
        await later(5);
      }
    },
  };
}

export const cases = {
  async 'status, address, headers, body'(play, server, leave) {
    await using(play, async program => {
      const get = (path, ...header) => program.run('get', [server + path, ...header]);
      equal(await get('hello', 'Content-Length'), `200 ${server}hello 5\nhello`);
      equal(await get('hello'), `200 ${server}hello -\nhello`);
      equal(await get('empty'), `204 ${server}empty -\n`);
      equal(await get('missing'), `404 ${server}missing -\nno such page`);
      equal(await get('moved'), `200 ${server}hello -\nhello`);
      equal(await get('header', 'x-many'), `200 ${server}header one, two\n`);
      matches(await program.run('names', [`${server}header`]), /^x-many: one, two$/m);
      if (isPage) leave('set-cookie, which a page is not shown');
      else
        matches(await program.run('names', [`${server}cookies`]),
          /^set-cookie: a=1\nset-cookie: b=2$/m);
      equal(new TextDecoder().decode(await program.run('keeps', [`${server}hello`])), 'hello');
    });
  },

  async 'bytes are sent'(play, server) {
    await using(play, async program => {
      const send = (...args) => program.run('sends', [`${server}echo`, ...args]);
      equal(await send('POST', encode('grün')), `200 ${server}echo one, two\nPOST 5 grün`);
      equal(await send('PATCH', new Uint8Array(500_000)),
        `200 ${server}echo one, two\nPATCH 500000 `);
      equal(await send('POST', new Uint8Array(0)), `200 ${server}echo one, two\nPOST 0 `);
    });
  },

  async 'what a reader gives is sent'(play, server, leave) {
    await using(play, async program => {
      equal(await program.run('upload', [`${server}echo`, 3, false]),
        `200 ${server}echo -\nPOST 3 xxx`);
      equal(await program.run('upload', [`${server}echo`, 0, false]),
        `200 ${server}echo -\nPOST 0 `);
      equal(await program.run('upload', [`${server}echo`, 5_000_000, false]),
        `200 ${server}echo -\nPOST 5000000 `);
      equal(await program.run('is_gone'), 1);
      // More than all that lies between here and there can hold.
      if (isPage) leave('an answer during the request: a browser reads none before all is sent');
      else equal(await program.run('echoes', [`${server}echo`, 30_000_000]), 30_000_000);
      const asked = named(server, 'echo');
      const error = await thrown(() => program.run('upload', [asked.url, 300_000, true]));
      equal(error.message, 'the source has failed');
      equal(await program.run('is_gone'), 1);
      // A part is not taken for the whole: but workerd ends such a request as if it were.
      if (isPage) leave('the end of a request that fails: a browser has sent nothing');
      else await asked.closed();
      equal((await asked.state()).whole, isWorkerd ? true : undefined);
      // Who lets go of a response sends no more.
      if (isPage) {
        leave('a response let go of while its request is sent: a browser has none before');
      } else {
        await program.run('lets_go', [`${server}begins`]);
        for (let i = 0; !await program.run('is_gone') && i < 100; i++) await later(1);
        equal(await program.run('is_gone'), 1);
      }
    });
  },

  async 'a cancel before the response'(play, server) {
    await using(play, async program => {
      const asked = named(server, 'never');
      const controller = new AbortController();
      const call = thrown(() => program.run('get', [asked.url], {signal: controller.signal}));
      for (let known; !known; await later(1)) known = 'sent' in await asked.state();
      equal((await asked.state()).closed, false);
      const reason = new Error('enough');
      controller.abort(reason);
      equal(await call === reason, true);
      await asked.closed();
      // While it sends.
      const sends = named(server, 'never');
      const other = new AbortController();
      const uploads = thrown(() =>
        program.run('upload', [sends.url, 1e12, false], {signal: other.signal}));
      await later(50);
      other.abort(reason);
      equal(await uploads === reason, true);
      for (let i = 0; !await program.run('is_gone') && i < 100; i++) await later(1);
      equal(await program.run('is_gone'), 1);
      equal((await thrown(() => program.run('get', [asked.url], {timeout: 20}))).name,
        'TimeoutError');
    });
  },

  async 'a cancel in the body'(play, server) {
    await using(play, async program => {
      const asked = named(server, 'endless');
      const controller = new AbortController();
      const reason = new Error('enough');
      equal(await thrown(() => program.run('counts', [asked.url], {signal: controller.signal,
        onProgress: () => controller.abort(reason)})) === reason, true);
      await asked.closed();
      const {sent} = await asked.state();
      equal(sent > 0 && sent < 32 << 20, true);
    });
  },

  async 'errors'(play, server, leave) {
    await using(play, async program => {
      equal(await program.run('refuses'), 0);
      const get = url => thrown(() => program.run('get', [url]));
      if (isPage) leave('an address without a server, which a page has');
      for (const url of ['http://', 'http://a:b/', ...isPage ? [] : ['nowhere']]) {
        const error = await get(url);
        equal([error.code, error.constructor], ['WIO_EINVAL', TypeError]);
        matches(error.message, new RegExp(`^wio_fetch: ${url}: `));
        equal(error.cause instanceof Error, true);
      }
      for (const url of ['http://127.0.0.1:1/', 'http://no.such.host.invalid/',
        `${server}ring`]) {
        const error = await get(url);
        equal([error.code, error.constructor, url], ['WIO_ENETWORK', TypeError, url]);
        equal(error.message.startsWith(`wio_fetch: ${url}: `), true);
        equal(error.cause instanceof Error, true);
      }
      const cut = await thrown(() => program.run('counts', [`${server}breaks`]));
      equal(cut.code, 'WIO_ENETWORK');
      matches(cut.message, /^after 65536 bytes$/);
      equal(cut.cause.constructor, TypeError);
      matches(cut.cause.message, /^wio_fetch: .*breaks: /);
    });
  },

  async 'a host without'(play, server) {
    const {fetch} = globalThis;
    await using(play, async program => {
      globalThis.fetch = undefined;
      try {
        const error = await thrown(() => program.run('get', [`${server}hello`]));
        equal(error.code, 'WIO_ENOTSUP');
        matches(error.message, /: this host has no fetch$/);
      } finally {
        globalThis.fetch = fetch;
      }
      matches(await program.run('get', [`${server}hello`]), /^200 /);
    });
  },

  async '64 MB, of which no more is there than is read'(play, server, leave) {
    const asked = named(server, 'large');
    let sent;
    const hold = async () => {
      await later(200);
      ({sent} = await asked.state());
    };
    await using(() => play({functions: {hold}}), async program => {
      const memory = await program.run('memory');
      equal(await program.run('counts', [asked.url, 'hold']), 64 << 20);
      if (/Firefox/.test(globalThis.navigator?.userAgent))
        leave('how much is sent: Firefox reads ahead, outside of the page\'s memory');
      else if (!(sent < 40 << 20))
        throw new Error(`${sent} bytes were sent to who reads none`);
      const parts = await Promise.all(Array.from({length: 2}, () =>
        program.run('counts', [`${server}large`])));
      equal(new Set(parts).size, 1);
      equal(await program.run('memory') - memory < 4 << 20, true);
    });
  },
};
