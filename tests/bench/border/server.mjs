// SPDX-License-Identifier: MIT
// server.mjs BYTES: gives so many to each who asks, in a process of its own; prints its
// address.
import {createServer} from 'node:http';

const piece = Buffer.alloc(64 * 1024);
const size = Number(process.argv[2]);

const server = createServer((request, response) => {
  let left = size;
  const give = () => {
    while (left > 0) {
      left -= piece.length;
      if (!response.write(piece)) return;
    }
    response.end();
  };
  response.on('drain', give);
  give();
});
server.listen(0, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${server.address().port}/`));
