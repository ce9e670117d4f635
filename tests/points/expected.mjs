// SPDX-License-Identifier: MIT
/* What points.c says when it is interrupted twice while it computes; the rest
 * of the run is whole then. */
export const expected = how => [
  'computing',
  `cleanup of <${how}>`,
  // By the first interrupt, which arrives at the first wait.
  `cancelled, cleanup of <${how}>`,
  'run: WIO_EINTERRUPTED',
  'main: waited, WIO_EINTERRUPTED',
  'the other goes on',
  'the next run works',
  'close: 0',
  '',
].join('\n');

/* WASI takes interrupts from its standard input when it is asked to. */
export const overStdin = {stdin: null, env: {WASYNCIO_STDIN_INTERRUPT: '1'}};
