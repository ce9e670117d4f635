// SPDX-License-Identifier: MIT
// What input_web.c imports, as a library for emcc.  The files come from
// Module.openInput(name), a promise of
//
//   {size, read(size), close()}
//
// where size is -1 when it is not known, and read gives a promise of the next
// Uint8Array, which is empty at the end.  Errors have the errno's name as their
// code.

addToLibrary({
  $inputs: '[null]', // by handle
  $inputAnswer__deps: ['wio_ticket_complete', '$ERRNO_CODES'],
  $inputAnswer: async (ticket, work) => {
    let result;
    try {
      result = await work();
    } catch (error) {
      result = -(ERRNO_CODES[error.code] ?? ERRNO_CODES.EIO);
    }
    // Nobody waits any more when the task was cancelled: that is refused.
    _wio_ticket_complete(ticket, result);
  },

  input_web_open__deps: ['$inputs', '$inputAnswer', '$UTF8ToString'],
  input_web_open: (name, ticket) => {
    const path = UTF8ToString(name);
    const input = {source: null, slice: null, closed: false};
    inputAnswer(ticket, async () => {
      input.source = await Module['openInput'](path);
      if (input.closed) input.source['close']();
      return 0;
    });
    return inputs.push(input) - 1;
  },

  input_web_size__deps: ['$inputs'],
  input_web_size: handle => inputs[handle].source['size'],

  input_web_read__deps: ['$inputs', '$inputAnswer'],
  input_web_read: (handle, size, ticket) => {
    const input = inputs[handle];
    inputAnswer(ticket, async () => {
      input.slice = await input.source['read'](size);
      return input.slice.length;
    });
  },

  input_web_take__deps: ['$inputs'],
  input_web_take: (handle, to) => {
    HEAPU8.set(inputs[handle].slice, to);
    inputs[handle].slice = null;
  },

  input_web_close__deps: ['$inputs'],
  input_web_close: handle => {
    const input = inputs[handle];
    delete inputs[handle];
    input.closed = true;
    input.source?.['close']();
  },
});
