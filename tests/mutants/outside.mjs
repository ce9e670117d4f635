// SPDX-License-Identifier: MIT
// Bugs at the border that need no more of the web than its own tests: in the worker pool,
// in JavaScript that stands beside C, and in requests.
const mutant = (file, find, replace, why) => ({on: 'border', file, find, replace, why});

const ends = [
  {...mutant('web/library.js', 'if (ABORT) throw wioEnd;', '',
    'C goes on in a program that is over, when a function of the host keeps it'), on: 'web'},
  mutant('web/library.js', 'if (wioInside > 1 && !isTrap) throw', 'if (wioInside > 1) throw',
    'a trap below a function of the host is one of its errors'),
  mutant('web/border.js', 'size < 2 ** 32 ? _wio__web_room(size) >>> 0 : 0',
    '_wio__web_room(size) >>> 0', 'four gigabytes and a bit are taken for a bit'),
  mutant('web/abort.mjs', 'if (!hears.size) signal', 'signal',
    'each call is a listener of its signal'),
  mutant('web/options.mjs', 'if (!value.byteLength) value.at?.(0);', ';',
    'a view beyond its memory is no bytes'),
];

const pool = [
  mutant('web/pool.mjs',
    '    job.unlisten?.();\n    job.unlisten = signal && onAbort(signal, () => {\n      if',
    '    job.unlisten = signal && onAbort(signal, () => {\n      if',
    'a job that runs is taken from those that wait, and another for it'),
  mutant('web/pool.mjs', 'this.#waiting.length > this.#starting &&',
    'this.#waiting.length > 0 &&', 'for one job all workers are made'),
  mutant('web/pool.mjs',
    "    if (how == 'reject' && value?.code == 'WIO_ECLOSED') this.#leave(seat);\n" +
    '    else this', '    this', 'a worker whose program is dead gets the next job'),
  mutant('web/pool.mjs', '    seat.worker.ref?.();\n', '',
    'a process ends while a worker computes for it'),
  mutant('web/pool.mjs', '    seat.worker.unref?.();\n', '',
    'workers without a job keep a process alive'),
  mutant('web/pool.mjs', '    clearTimeout(job.timer);\n', '',
    'the worker of a job that ended in time is killed under the next'),
  mutant('web/pool.mjs', '    if (at >= 0) this.#idle.splice(at, 1);\n', '',
    'a worker that has died idle gets a job'),
  mutant('web/pool.mjs',
    '      const job = this.#seats.has(seat) && this.#waiting.shift();\n',
    '      const job = undefined;\n', 'nobody is told that no worker can be made'),
];

const beside = [
  mutant('web/border.js', 'wioState.own[name] ??= make();', 'wioState.own[name] = make();',
    'JavaScript beside C forgets what it keeps between calls'),
  mutant('web/border.js',
    '      wioState.own[name] ??= make();\n    } catch (error) {\n' +
    '      return wioThrown(error, to);',
    '      wioState.own[name] ??= make();\n    } catch (error) {\n      throw error;',
    'JavaScript beside C that cannot be made throws through C'),
  mutant('web/border.js', 'return wioCall(of >>> 0, name, wioState.own[name], count, args, to);',
    "return wioCall(of, name, wioState.host['functions'][name] ?? " +
    'wioState.own[name], count, args, to);',
    'a function that open was given takes the place of one beside C'),
  mutant('src/call/functions.c', '\tint r = wio__values_check(count, args, name);\n',
    '\tint r = 0;\n', 'JavaScript beside C is given values that are none'),
  mutant('src/call/functions.c',
    '\tif (result)\n\t\t*result = wio_undefined();\n\tif (!js)', '\tif (!js)',
    'JavaScript beside C that fails leaves no result'),
  mutant('src/call/functions.c',
    '*options)\n{\n\tstruct wio__answer answer = {.join = options && options->join};\n' +
    '\tif (result)\n\t\t*result = wio_undefined();\n\tif (!js)',
    '*options)\n{\n\t(void)options;\n\tstruct wio__answer answer = {0};\n' +
    '\tif (result)\n\t\t*result = wio_undefined();\n\tif (!js)',
    'the end of JavaScript beside C is not waited for'),
  mutant('web/index.mjs', '    this.#asked.turn = undefined;\n', '',
    'a program that is closed at once stays until the host has its turn'),
  mutant('web/border.c', '\t\t\tnext = sooner(next, own);', '\t\t\tnext = own;',
    'of two runners only the last is waited for'),
  mutant('web/border.c', 'runner->closing || wio_get_running_loop())', 'runner->closing)',
    'a program is closed from within one of its calls'),
  mutant('web/border.c', '\trunner->calls--;\n', '',
    'a program without a call keeps a process alive'),
  mutant('web/border.c',
    'return r == WIO_EINVAL ? wio_raise(r, "%s: a text is no JSON", who) : r;',
    '(void)who;\n\treturn r;', 'a text that is no JSON is refused without a word'),
  mutant('web/border.c',
    'const size_t size = r < 0 ? write_failure(r, wio_last_error()) : 0;',
    'const size_t size = 0;', 'a close that fails does not tell why'),
];

const threads = [
  mutant('web/remote.mjs', 'progress: !!onProgress}}, streams(args));',
    'progress: !!onProgress}});', 'a stream does not get to a program in a worker'),
  mutant('web/remote.mjs', 'streams([value]), {threw: id});', '[], {threw: id});',
    'a stream that a function gives does not get to a program in a worker'),
  mutant('web/remote.mjs', 'value.body ?? new Uint8Array()', 'value.body',
    'a response without a body cannot be read'),
];

const requests = [
  mutant('web/fetch.c', '\t\t\tif (body === true) body = await sent;\n', '',
    'what a reader gives is not sent'),
  mutant('web/fetch.c', 'return await fetch(request);', 'return fetch(request);',
    'an error of the network has no name'),
  mutant('web/fetch.c', 'headers: pairs, body, signal, ', 'headers: pairs, body, ',
    'a cancel does not reach the request'),
  mutant('web/fetch.c', 'cancel: async why => reader?.cancel(why),\n\t\t\t\treleaseLock',
    'cancel: async () => {},\n\t\t\t\treleaseLock',
    'who lets go of a body goes on receiving it'),
  mutant('web/fetch.c', '\t\t(void)wio_writer_abort(sending->to);',
    '\t\t(void)wio_writer_close(sending->to);',
    'what could not be read to its end is sent as if it were whole'),
  mutant('web/fetch.c', '\t\tif (sends)\n\t\t\twio_task_cancel(sends, NULL);\n', '',
    'a request that failed goes on reading what it was to send'),
  mutant('web/fetch.c', '\tif (r != WIO_ECANCELED && sends && wio_task_done(sends) && ' +
    'wio_task_exception(sends) < 0)\n\t\tr = wio_await(sends, NULL);\n', '',
    'why nothing could be sent is not told'),
  mutant('web/fetch.c', "(body ? 'POST' : 'GET')", "'GET'", 'a body is sent by GET'),
  mutant('web/fetch.c', 'response.url || url', 'url',
    'where a redirect has led is not told'),
  mutant('src/call/response.c', 'if (strcasecmp(response->headers[i].name, name) == 0)',
    'if (strcmp(response->headers[i].name, name) == 0)',
    'a header is only found as it is spelt'),
  mutant('src/call/response.c', '\t\tresponse->refs++;', '\t\treturn response;',
    'a response that is kept is gone'),
  mutant('src/call/response.c', '\t\twio_task_cancel(response->sends, NULL);\n', '',
    'a response that is let go of goes on sending'),
  mutant('src/call/response.c',
    '\twio_reader_release(response->body);\n\twio__free(response->headers',
    '\twio__free(response->headers', 'a body is never let go of'),
];

export const outside = [...ends, ...pool, ...beside, ...threads, ...requests];
