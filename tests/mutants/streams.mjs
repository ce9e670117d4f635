// SPDX-License-Identifier: MIT
// Bugs in readers and writers, and in what they are of.

export const streams = [
  {
    file: 'src/stream/reader.c',
    find: '\tif (searched > reader->limit)\n',
    replace: '\tif (searched >= reader->limit)\n',
    why: 'what is just as long as the limit is refused while it comes',
  },
  {
    file: 'src/stream/reader.c',
    find: '\tif (at > reader->limit)\n',
    replace: '\tif (false)\n',
    why: 'what came in one piece has no limit',
  },
  {
    file: 'src/stream/reader.c',
    find: 'searched = came + 1 - size;',
    replace: 'searched = came;',
    why: 'a separator that comes in two pieces is not found',
  },
  {
    file: 'src/stream/reader.c',
    find: '\treader->ended = r == 0;\n',
    replace: '\treader->ended = r <= 0;\n',
    why: 'an error, or a cancel, is taken for the end',
  },
  {
    file: 'src/stream/reader.c',
    find: 'whole ? line->size + 1 : size_of(reader)',
    replace: 'whole ? size_of(reader) : size_of(reader)',
    why: 'what comes behind a line that is too long is thrown away with it',
  },
  {
    file: 'src/stream/reader.c',
    find: '\t\tmemmove(reader->data, reader->data + reader->start, size);\n',
    replace: '',
    why: 'what was left of one piece is not before the next',
  },
  {
    file: 'src/stream/reader.c',
    find: 'limit < SIZE_MAX ? limit + 1 : limit',
    replace: 'limit',
    why: 'all that is just as much as its limit is all, though more follows',
  },
  {
    file: 'src/stream/writer.c',
    find: '\t\tif (writer->state != OPEN)\n',
    replace: '\t\tif (writer->state == OVER)\n',
    why: 'what is written follows a close that was cancelled',
  },
  {
    file: 'src/stream/writer.c',
    find: '\twio__writer_end(writer, false);\n\twio__object_free(',
    replace: '\twio__writer_end(writer, true);\n\twio__object_free(',
    why: 'who reads takes what is left of a writer for the whole',
  },
  {
    file: 'src/stream/bytes.c',
    find: '\tbytes->given += n;\n',
    replace: '\tbytes->given = bytes->size;\n',
    why: 'of bytes that take several reads only the first are read',
  },
  {
    file: 'src/stream/descriptors.c',
    find: '\tif (wait && !d->is_file && size > SURE)\n\t\tsize = SURE;\n',
    replace: '',
    why: 'a pipe that blocks stops all tasks',
  },
  {
    file: 'src/stream/descriptors.c',
    find: '\treturn wio_yield();\n',
    replace: '\treturn 0;\n',
    why: 'who reads a file lets nobody have a turn',
  },
  {
    file: 'web/streams.js',
    find: '      from?.cancel(why).catch(() => {});\n',
    replace: '',
    why: 'what C lets go of is made on, for nobody',
    on: 'web',
  },
  {
    file: 'web/streams.js',
    find: '      from?.releaseLock();\n',
    replace: '',
    why: 'what C lets go of is locked for ever',
    on: 'web',
  },
  {
    file: 'web/streams.js',
    find: '    if (held.to.desiredSize > 0) return 0;\n',
    replace: '    if (held.to.desiredSize !== null) return 0;\n',
    why: 'who writes does not wait for who reads',
    on: 'web',
  },
  {
    file: 'web/streams.js',
    find: '        if (!held.open) wioHeld.delete(held.id);\n',
    replace: '        if (!held.open) wioLetGo(held);\n        if (held.given.cancel) held.given.cancel();\n',
    why: 'what C never asked for is cancelled',
    on: 'web',
  },
];
